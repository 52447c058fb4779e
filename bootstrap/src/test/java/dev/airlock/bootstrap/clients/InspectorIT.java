package dev.airlock.bootstrap.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line of the official MCP Inspector. */
@ExtendWith(ConformanceAirlock.Shared.class)
class InspectorIT {
    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void the_inspector_lists_and_calls(String mode, ConformanceAirlock airlock) {
        var session = Client.run(
                "inspector.mjs",
                airlock.mcpUrl(ConformanceAirlock.SERVER),
                airlock.token(),
                "--mode",
                mode,
                "--call",
                "test_simple_text");

        assertThat(session.status()).as(session.said()).isZero();
        assertThat(session.tools()).contains("test_simple_text", "test_error_handling");
        assertThat(session.seen().at("/result/content/0/text").asText())
                .isEqualTo("This is a simple text response for testing.");
    }
}
