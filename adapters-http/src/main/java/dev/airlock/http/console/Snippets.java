package dev.airlock.http.console;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.http.console.Snippet.Block;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exact lines and files that connect each client to a server: by asking the person in the browser, or with a token. */
final class Snippets {
    private final String name;
    private final String url;
    private final TokenSnippets token;

    private Snippets(String name, String url, TokenSnippets token) {
        this.name = name;
        this.url = url;
        this.token = token;
    }

    /** Returns the snippets for a server; without a token they say where it belongs. */
    static List<Snippet> of(String name, String url, @Nullable String token) {
        var snippets = new Snippets(name, url, new TokenSnippets(name, url, token));
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
                List.of(Block.of(
                        "claude-code",
                        "In a terminal",
                        "claude mcp add --transport http " + name + " " + url + "\nclaude mcp login " + name)),
                token.claudeCode(),
                true);
    }

    private Snippet claudeDesktop() {
        List<String> arguments = url.startsWith("http:")
                ? List.of("-y", "mcp-remote", url, "--allow-http")
                : List.of("-y", "mcp-remote", url);
        Json.Obj server = Json.object()
                .put("command", "npx")
                .put("args", Json.strings(arguments))
                .build();
        return snippet(
                "claude-desktop",
                "Claude Desktop and claude.ai",
                "Connectors call from Anthropic's cloud, so they reach this Airlock only at a public https address. On this computer or in"
                        + " a private network, use Claude Desktop with mcp-remote, which needs Node.js.",
                token.claudeDesktop(),
                Block.of("claude-connector", "In Settings, Connectors, Add custom connector", url),
                Block.of(
                        "claude-desktop",
                        "Or in claude_desktop_config.json",
                        PrettyJson.of(servers(name, "mcpServers", server))));
    }

    private Snippet cursor() {
        Json.Obj server = Json.object().put("url", url).build();
        String config = Base64.getEncoder().encodeToString(JsonWriter.write(server));
        var link = new Snippet.Link(
                "Add to Cursor",
                "cursor://anysphere.cursor-deeplink/mcp/install?name=" + name + "&config=" + encode(config));
        Block file = Block.of("cursor", "Or in ~/.cursor/mcp.json", PrettyJson.of(servers(name, "mcpServers", server)));
        return new Snippet("cursor", "Cursor", null, List.of(link), List.of(file), token.cursor(), false);
    }

    private Snippet vsCode() {
        String named = text(Json.object()
                .put("name", name)
                .put("type", "http")
                .put("url", url)
                .build());
        Json.Obj server = Json.object().put("type", "http").put("url", url).build();
        return new Snippet(
                "vs-code",
                "VS Code",
                null,
                List.of(new Snippet.Link("Add to VS Code", "vscode:mcp/install?" + encode(named))),
                List.of(
                        Block.of("vs-code", "Or in a terminal", "code --add-mcp '" + named + "'"),
                        Block.of(
                                "vs-code-file",
                                "Or in .vscode/mcp.json",
                                PrettyJson.of(servers(name, "servers", server)))),
                token.vsCode(),
                false);
    }

    private Snippet codex() {
        return snippet(
                "codex",
                "Codex",
                null,
                token.codex(),
                Block.of("codex", "In a terminal", "codex mcp add " + name + " --url " + url));
    }

    private Snippet gemini() {
        Json.Obj server = Json.object().put("httpUrl", url).build();
        return snippet(
                "gemini",
                "Gemini CLI",
                "Then type /mcp auth " + name + " in Gemini CLI.",
                token.gemini(),
                Block.of("gemini", "In a terminal", "gemini mcp add --scope user --transport http " + name + " " + url),
                Block.of(
                        "gemini-file",
                        "Or in ~/.gemini/settings.json",
                        PrettyJson.of(servers(name, "mcpServers", server))));
    }

    private Snippet inspector() {
        return snippet(
                "inspector",
                "MCP Inspector",
                null,
                token.inspector(),
                Block.of(
                        "inspector",
                        "In a terminal",
                        "MCP_AUTO_OPEN_ENABLED=true npx -y @modelcontextprotocol/inspector --cli " + url
                                + " --transport http --method tools/list"));
    }

    private Snippet curl() {
        return snippet("curl", "curl", "It cannot ask in the browser; use a token.", token.curl());
    }

    private static Snippet snippet(
            String id, String client, @Nullable String note, List<Block> withToken, Block... blocks) {
        return new Snippet(id, client, note, List.of(), List.of(blocks), withToken, false);
    }

    /** A file that lists one server. */
    static Json.Obj servers(String name, String member, Json.Obj server) {
        return Json.object()
                .put(member, Json.object().put(name, server).build())
                .build();
    }

    private static String text(Json.Obj json) {
        return new String(JsonWriter.write(json), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
