package dev.airlock.bootstrap.clients;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The official Java SDK, as these tests use it. */
final class JavaSdk {
    private JavaSdk() {}

    /** A client of an MCP endpoint that has not initialized yet. */
    static McpSyncClient client(String mcpUrl, String token) {
        var url = URI.create(mcpUrl);
        var transport = HttpClientStreamableHttpTransport.builder(url.getScheme() + "://" + url.getAuthority())
                .endpoint(url.getPath())
                .addHttpRequestCustomizer(
                        (request, method, uri, body, context) -> request.header("Authorization", "Bearer " + token))
                .build();
        return McpClient.sync(transport).build();
    }

    /** Calls a tool without arguments. */
    static McpSchema.CallToolResult call(McpSyncClient client, String tool) {
        return client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(Map.of()).build());
    }

    /** The texts of a result. */
    static List<String> texts(McpSchema.CallToolResult result) {
        return result.content().stream()
                .map(McpSchema.TextContent.class::cast)
                .map(McpSchema.TextContent::text)
                .toList();
    }
}
