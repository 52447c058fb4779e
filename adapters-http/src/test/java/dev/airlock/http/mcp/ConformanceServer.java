package dev.airlock.http.mcp;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.call.Content;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Serves the tools that the MCP conformance suite asks for until it is killed; by hand, while working on the protocol. */
final class ConformanceServer {
    private static final String SERVER = "conformance";
    private static final String SCHEMA_2020_12 = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
             "$defs":{"address":{"$anchor":"addressDef","type":"object",
               "properties":{"street":{"type":"string"},"city":{"type":"string"}}}},
             "properties":{"name":{"type":"string"},"address":{"$ref":"#/$defs/address"},
               "contactMethod":{"type":"string","enum":["phone","email"]},"phone":{"type":"string"},
               "email":{"type":"string"}},
             "allOf":[{"anyOf":[{"required":["phone"]},{"required":["email"]}]}],
             "if":{"properties":{"contactMethod":{"const":"phone"}},"required":["contactMethod"]},
             "then":{"required":["phone"]},"else":{"required":["email"]},
             "additionalProperties":false}""";
    private static final String EMPTY = """
            {"type":"object","properties":{}}""";
    private static final String REGION = """
            {"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"},
             "query":{"type":"string"}},"required":["region"]}""";

    private ConformanceServer() {}

    public static void main(String[] args) throws Exception {
        var production = McpSettings.DEFAULT;
        try (var world = new World(production)) {
            world.addServer(
                    Fixtures.ADA,
                    100,
                    SERVER,
                    tool("json_schema_2020_12_tool", SCHEMA_2020_12),
                    tool("test_audio_content", EMPTY),
                    tool("test_error_handling", EMPTY),
                    tool("test_image_content", EMPTY),
                    tool("test_logging_tool", EMPTY),
                    tool("test_simple_text", EMPTY),
                    tool("test_streaming_elicitation", EMPTY),
                    tool("test_trigger_tool_change", EMPTY),
                    tool("test_x_mcp_header", REGION),
                    tool("zz_switched", EMPTY));
            script(world);
            System.out.println(world.url("harbour/" + SERVER) + " " + world.token(Fixtures.ADA));
            Thread.sleep(Duration.ofHours(1));
        }
    }

    private static void script(World world) {
        var upstream = world.upstream;
        upstream.script(
                "test_simple_text", arguments -> ScriptedUpstream.text("This is a simple text response for testing."));
        upstream.script(
                "test_error_handling",
                arguments -> ScriptedUpstream.answered(
                        500, true, new Content.Text("This tool fails.".getBytes(StandardCharsets.UTF_8))));
        upstream.script(
                "test_image_content",
                arguments -> ScriptedUpstream.answered(200, false, new Content.Image(new byte[] {1, 2}, "image/png")));
        upstream.script(
                "test_audio_content",
                arguments -> ScriptedUpstream.answered(200, false, new Content.Audio(new byte[] {1, 2}, "audio/wav")));
        var allowed = new AtomicBoolean(true);
        upstream.script("test_trigger_tool_change", arguments -> {
            boolean next = !allowed.get();
            allowed.set(next);
            world.setAction(Fixtures.ADA, SERVER, "zz_switched", next ? Action.ALLOW : Action.DENY);
            return ScriptedUpstream.text("done");
        });
    }

    private static Tool tool(String name, String schema) throws JsonSyntaxException {
        return Tool.define(
                new ToolName(name),
                "Title of " + name,
                "Description of " + name,
                (Json.Obj) JsonReader.read(schema.getBytes(StandardCharsets.UTF_8)),
                null,
                new ToolAnnotations(true, false, true, false),
                Json.Obj.EMPTY);
    }
}
