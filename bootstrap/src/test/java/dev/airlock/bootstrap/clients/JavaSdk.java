package dev.airlock.bootstrap.clients;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The official Java SDK, as these tests use it. */
public final class JavaSdk {
    /** More than a call is held open for a person; by itself it gives up after 20 seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private JavaSdk() {}

    /** A client of an MCP endpoint that has not initialized yet. */
    public static McpSyncClient client(String mcpUrl, String token) {
        var url = URI.create(mcpUrl);
        var transport = HttpClientStreamableHttpTransport.builder(url.getScheme() + "://" + url.getAuthority())
                .endpoint(url.getPath())
                .addHttpRequestCustomizer(
                        (request, method, uri, body, context) -> request.header("Authorization", "Bearer " + token))
                .build();
        return McpClient.sync(transport).requestTimeout(PATIENCE).build();
    }

    /** Calls a tool without arguments. */
    static McpSchema.CallToolResult call(McpSyncClient client, String tool) {
        return call(client, tool, Map.of());
    }

    /** Calls a tool. */
    public static McpSchema.CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    }

    /** The texts of a result. */
    public static List<String> texts(McpSchema.CallToolResult result) {
        return result.content().stream()
                .map(McpSchema.TextContent.class::cast)
                .map(McpSchema.TextContent::text)
                .toList();
    }
}
