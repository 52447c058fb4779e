package dev.airlock.http.console;

import dev.airlock.domain.json.Json;
import dev.airlock.http.console.Snippet.Block;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What connects each client with a token, where there is no browser to ask in. */
final class TokenSnippets {
    private static final String PLACEHOLDER = "YOUR_TOKEN";

    private final String name;
    private final String url;
    private final String token;

    /** Makes the snippets; without a token they say where it belongs. */
    TokenSnippets(String name, String url, @Nullable String token) {
        this.name = name;
        this.url = url;
        this.token = token == null ? PLACEHOLDER : token;
    }

    List<Block> claudeCode() {
        return List.of(block(
                "claude-code",
                "In a terminal",
                "claude mcp add --transport http --header \"Authorization: Bearer " + token + "\" " + name + " "
                        + url));
    }

    List<Block> claudeDesktop() {
        List<String> header = List.of("--header", "Authorization:${AUTHORIZATION}");
        List<String> arguments = url.startsWith("http:")
                ? List.of("-y", "mcp-remote", url, "--allow-http", header.getFirst(), header.getLast())
                : List.of("-y", "mcp-remote", url, header.getFirst(), header.getLast());
        Json.Obj server = Json.object()
                .put("command", "npx")
                .put("args", Json.strings(arguments))
                .put(
                        "env",
                        Json.object().put("AUTHORIZATION", "Bearer " + token).build())
                .build();
        return List.of(file("claude-desktop", "claude_desktop_config.json", "mcpServers", server));
    }

    List<Block> cursor() {
        return List.of(file("cursor", "~/.cursor/mcp.json", "mcpServers", withHeader("url")));
    }

    List<Block> vsCode() {
        Json.Obj server = Json.object()
                .put("type", "http")
                .put("url", url)
                .put("headers", authorization("${input:token}"))
                .build();
        Json.Obj input = Json.object()
                .put("type", "promptString")
                .put("id", "token")
                .put("description", "Airlock token")
                .put("password", true)
                .build();
        Json.Obj file = Json.object()
                .put("inputs", new Json.Arr(List.of(input)))
                .put("servers", Json.object().put(name, server).build())
                .build();
        return List.of(
                block("vs-code", ".vscode/mcp.json", PrettyJson.of(file)),
                block("vs-code-answer", "The token that it asks for", token));
    }

    List<Block> codex() {
        return List.of(
                block(
                        "codex",
                        "In a terminal",
                        "export AIRLOCK_TOKEN=" + token + "\ncodex mcp add " + name + " --url " + url
                                + " --bearer-token-env-var AIRLOCK_TOKEN"),
                block(
                        "codex-file",
                        "Or in ~/.codex/config.toml",
                        "[mcp_servers." + name + "]\nurl = \"" + url + "\"\nbearer_token_env_var = \"AIRLOCK_TOKEN\""));
    }

    List<Block> gemini() {
        return List.of(file("gemini", "~/.gemini/settings.json", "mcpServers", withHeader("httpUrl")));
    }

    List<Block> inspector() {
        return List.of(block(
                "inspector",
                "In a terminal",
                "npx -y @modelcontextprotocol/inspector --cli " + url
                        + " --transport http --method tools/list --header \"Authorization: Bearer " + token + "\""));
    }

    List<Block> curl() {
        return List.of(block(
                "curl",
                "In a terminal",
                "curl -sS " + url + " \\\n  -H 'Authorization: Bearer " + token + "' \\\n"
                        + "  -H 'Content-Type: application/json' \\\n"
                        + "  -H 'Accept: application/json, text/event-stream' \\\n"
                        + "  -d '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}'"));
    }

    private Block file(String client, String path, String member, Json.Obj server) {
        return block(client, path, PrettyJson.of(Snippets.servers(name, member, server)));
    }

    private Json.Obj withHeader(String urlMember) {
        return Json.object()
                .put(urlMember, url)
                .put("headers", authorization(token))
                .build();
    }

    private static Json.Obj authorization(String token) {
        return Json.object().put("Authorization", "Bearer " + token).build();
    }

    private static Block block(String id, String label, String text) {
        return Block.of(id + "-token", label, text);
    }
}
