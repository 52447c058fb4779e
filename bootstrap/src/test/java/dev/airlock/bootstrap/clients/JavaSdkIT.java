package dev.airlock.bootstrap.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official Java SDK, in this process. */
@ExtendWith(ConformanceAirlock.Shared.class)
class JavaSdkIT {
    @Test
    void the_java_sdk_initializes_lists_calls_and_pings(ConformanceAirlock airlock) {
        try (McpSyncClient client = client(airlock)) {
            assertThat(client.initialize().protocolVersion()).isEqualTo("2025-11-25");
            client.ping();
            assertThat(client.listTools().tools())
                    .extracting(McpSchema.Tool::name)
                    .contains("test_simple_text", "test_error_handling");

            McpSchema.CallToolResult answer = JavaSdk.call(client, "test_simple_text");
            assertThat(answer.isError()).isNotEqualTo(true);
            assertThat(JavaSdk.texts(answer)).containsExactly("This is a simple text response for testing.");
        }
    }

    @Test
    void what_an_upstream_fails_at_reaches_the_java_sdk_as_a_tools_error(ConformanceAirlock airlock) {
        try (McpSyncClient client = client(airlock)) {
            client.initialize();

            McpSchema.CallToolResult failure = JavaSdk.call(client, "test_error_handling");

            assertThat(failure.isError()).isTrue();
            assertThat(JavaSdk.texts(failure)).first().asString().contains("500");
        }
    }

    private static McpSyncClient client(ConformanceAirlock airlock) {
        return JavaSdk.client(airlock.mcpUrl(ConformanceAirlock.SERVER), airlock.token());
    }
}
