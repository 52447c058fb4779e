package dev.airlock.http.console;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exact lines and files that connect each client to a server. */
final class Snippets {
    private static final String PLACEHOLDER = "YOUR_TOKEN";

    private final String name;
    private final String url;
    private final String token;

    private Snippets(String name, String url, String token) {
        this.name = name;
        this.url = url;
        this.token = token;
    }

    /** Returns the snippets for a server; without a token they say where it belongs. */
    static List<Snippet> of(String name, String url, @Nullable String token) {
        var snippets = new Snippets(name, url, token == null ? PLACEHOLDER : token);
        return List.of(
                snippets.claudeCode(),
                snippets.claudeDesktop(),
                snippets.cursor(),
                snippets.vsCode(),
                snippets.codex(),
                snippets.gemini(),
                snippets.inspector(),
                snippets.curl());
    }

    private Snippet claudeCode() {
        return new Snippet(
                "claude-code",
                "Claude Code",
                null,
                List.of(),
                List.of(block(
                        "claude-code",
                        "In a terminal",
                        "claude mcp add --transport http --header \"Authorization: Bearer " + token + "\" " + name + " "
                                + url)),
                true);
    }

    private Snippet claudeDesktop() {
        Json.Arr arguments = Json.strings(
                url.startsWith("http:")
                        ? List.of("-y", "mcp-remote", url, "--allow-http", "--header", "Authorization:${AUTHORIZATION}")
                        : List.of("-y", "mcp-remote", url, "--header", "Authorization:${AUTHORIZATION}"));
        Json.Obj server = Json.object()
                .put("command", "npx")
                .put("args", arguments)
                .put(
                        "env",
                        Json.object().put("AUTHORIZATION", "Bearer " + token).build())
                .build();
        return snippet(
                "claude-desktop",
                "Claude Desktop",
                "Its connectors call from Anthropic's cloud, so they reach public addresses only. On this computer or in a private"
                        + " network, use mcp-remote, which needs Node.js.",
                block("claude-desktop", "claude_desktop_config.json", PrettyJson.of(servers("mcpServers", server))));
    }

    private Snippet cursor() {
        String config = Base64.getEncoder()
                .encodeToString(JsonWriter.write(Json.object().put("url", url).build()));
        return new Snippet(
                "cursor",
                "Cursor",
                "The link carries no token: after it, add the headers of the file below.",
                List.of(new Snippet.Link(
                        "Add to Cursor",
                        "cursor://anysphere.cursor-deeplink/mcp/install?name=" + name + "&config=" + encode(config))),
                List.of(block("cursor", "~/.cursor/mcp.json", PrettyJson.of(servers("mcpServers", withHeader("url"))))),
                false);
    }

    private Snippet vsCode() {
        Json.Obj link = Json.object()
                .put("name", name)
                .put("type", "http")
                .put("url", url)
                .build();
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
        return new Snippet(
                "vs-code",
                "VS Code",
                "The link carries no token. With the file, VS Code asks for it once and keeps it.",
                List.of(new Snippet.Link(
                        "Add to VS Code",
                        "vscode:mcp/install?" + encode(new String(JsonWriter.write(link), StandardCharsets.UTF_8)))),
                List.of(
                        block("vs-code", ".vscode/mcp.json", PrettyJson.of(file)),
                        block("vs-code-token", "The token that it asks for", token)),
                false);
    }

    private Snippet codex() {
        return snippet(
                "codex",
                "Codex",
                null,
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

    private Snippet gemini() {
        return snippet(
                "gemini",
                "Gemini CLI",
                null,
                block(
                        "gemini",
                        "~/.gemini/settings.json",
                        PrettyJson.of(servers("mcpServers", withHeader("httpUrl")))));
    }

    private Snippet inspector() {
        return snippet(
                "inspector",
                "MCP Inspector",
                null,
                block(
                        "inspector",
                        "In a terminal",
                        "npx -y @modelcontextprotocol/inspector --cli " + url
                                + " --transport http --method tools/list --header \"Authorization: Bearer " + token
                                + "\""));
    }

    private Snippet curl() {
        return snippet(
                "curl",
                "curl",
                null,
                block(
                        "curl",
                        "In a terminal",
                        "curl -sS " + url + " \\\n  -H 'Authorization: Bearer " + token + "' \\\n"
                                + "  -H 'Content-Type: application/json' \\\n"
                                + "  -H 'Accept: application/json, text/event-stream' \\\n"
                                + "  -d '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}'"));
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

    private Json.Obj servers(String member, Json.Obj server) {
        return Json.object()
                .put(member, Json.object().put(name, server).build())
                .build();
    }

    private static Snippet snippet(String id, String client, @Nullable String note, Snippet.Block... blocks) {
        return new Snippet(id, client, note, List.of(), List.of(blocks), false);
    }

    private static Snippet.Block block(String id, String label, String text) {
        return new Snippet.Block("snippet-" + id, label, text);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
