package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.legacy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyContractTest {
    private static final String T = "airlock_pat_0000000000000000000000000000000000000000001";

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
        assertThat(world.token(Fixtures.ADA)).isEqualTo(T);
        world.addServer(
                Fixtures.ADA, 100, "orders", Fixtures.readingTool("getOrder"), Fixtures.deletingTool("deleteOrder"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    static Stream<Arguments> conditions() {
        String call = "{\"name\":\"getOrder\",\"arguments\":{\"id\":\"1\"}}";
        Request list = legacy(T, "tools/list", "{}");
        return Stream.of(
                arguments("a ping", legacy(T, "ping", "{}"), 200, 0),
                arguments("a list", list, 200, 0),
                arguments("a call", legacy(T, "tools/call", call), 200, 0),
                arguments("no version header", list.without("MCP-Protocol-Version"), 200, 0),
                arguments("2024-11-05", list.with("MCP-Protocol-Version", "2024-11-05"), 200, 0),
                arguments("2025-03-26", list.with("MCP-Protocol-Version", "2025-03-26"), 200, 0),
                arguments("2025-06-18", list.with("MCP-Protocol-Version", "2025-06-18"), 200, 0),
                arguments("2025-11-25", list.with("MCP-Protocol-Version", "2025-11-25"), 200, 0),
                arguments("a version never served", list.with("MCP-Protocol-Version", "1999-01-01"), 400, -32000),
                arguments("a version that is no date", list.with("MCP-Protocol-Version", "newest"), 400, -32000),
                arguments("a bad cursor", legacy(T, "tools/list", "{\"cursor\":\"x\"}"), 200, -32602),
                arguments("a cursor of a wrong type", legacy(T, "tools/list", "{\"cursor\":1}"), 200, -32602),
                arguments("an unknown tool", legacy(T, "tools/call", "{\"name\":\"nope\"}"), 200, -32602),
                arguments("no tool", legacy(T, "tools/call", "{}"), 200, -32602),
                arguments("a tool of a wrong type", legacy(T, "tools/call", "{\"name\":1}"), 200, -32602),
                arguments(
                        "arguments that are a list",
                        legacy(T, "tools/call", "{\"name\":\"getOrder\",\"arguments\":[]}"),
                        200,
                        -32602),
                arguments(
                        "arguments that are null",
                        legacy(T, "tools/call", "{\"name\":\"getOrder\",\"arguments\":null}"),
                        200,
                        -32602),
                arguments("initialize without a version", legacy(T, "initialize", "{}"), 200, -32602),
                arguments("logging", legacy(T, "logging/setLevel", "{\"level\":\"info\"}"), 200, -32601),
                arguments("completion", legacy(T, "completion/complete", "{}"), 200, -32601),
                arguments("resources", legacy(T, "resources/list", "{}"), 200, -32601),
                arguments("prompts", legacy(T, "prompts/list", "{}"), 200, -32601),
                arguments("a method of the other era", legacy(T, "server/discover", "{}"), 200, -32601),
                arguments("GET", list.by("GET"), 405, -32000),
                arguments("DELETE", list.by("DELETE"), 405, -32000),
                arguments("PUT", list.by("PUT"), 405, -32000),
                arguments("Accept: text/html", list.with("Accept", "text/html"), 406, -32000),
                arguments("Accept: text/event-stream", list.with("Accept", "text/event-stream"), 406, -32000),
                arguments("Accept: application/json", list.with("Accept", "application/json"), 200, 0),
                arguments("Accept: */*", list.with("Accept", "*/*"), 200, 0),
                arguments("Accept: application/*;q=0.5", list.with("Accept", "application/*;q=0.5"), 200, 0),
                arguments("no Accept", list.without("Accept"), 200, 0),
                arguments("two Accepts", list.with("Accept", "text/html").and("Accept", "application/json"), 200, 0),
                arguments("Content-Type: text/plain", list.with("Content-Type", "text/plain"), 415, -32000),
                arguments("no Content-Type", list.without("Content-Type"), 415, -32000),
                arguments("a charset", list.with("Content-Type", "application/json; charset=utf-8"), 200, 0),
                arguments("capital letters", list.with("Content-Type", "Application/JSON ;charset=UTF-8"), 200, 0),
                arguments("bad JSON", list.saying("{\"jsonrpc\":"), 400, -32700),
                arguments("nothing", list.saying(""), 400, -32700),
                arguments("a duplicate member", list.saying("{\"id\":1,\"id\":2}"), 400, -32700),
                arguments("a string", list.saying("\"ping\""), 400, -32600),
                arguments("a null id", list.saying(message("null", "\"ping\"")), 400, -32600),
                arguments("a boolean id", list.saying(message("true", "\"ping\"")), 400, -32600),
                arguments("an object id", list.saying(message("{}", "\"ping\"")), 400, -32600),
                arguments("a fractional id", list.saying(message("1.5", "\"ping\"")), 400, -32600),
                arguments("a text id", list.saying(message("\"a\"", "\"ping\"")), 200, 0),
                arguments("no method", list.saying("{\"jsonrpc\":\"2.0\",\"id\":7}"), 400, -32600),
                arguments("a number as method", list.saying(message("7", "1")), 400, -32600),
                arguments(
                        "JSON-RPC 1.0", list.saying("{\"jsonrpc\":\"1.0\",\"id\":7,\"method\":\"ping\"}"), 400, -32600),
                arguments("params that are a list", legacy(T, "ping", "[]"), 400, -32600),
                arguments("a batch", list.saying("[" + message("7", "\"ping\"") + "]"), 400, -32600),
                arguments("an empty batch", list.saying("[]"), 400, -32600),
                arguments("a foreign origin", list.with("Origin", "https://evil.example"), 403, -32000),
                arguments("an unknown server", list.to("/mcp/harbour/nope"), 404, -32000),
                arguments("the organization alone", list.to("/mcp/harbour"), 404, -32000));
    }

    private static String message(String id, String method) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":" + method + "}";
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource("conditions")
    void each_condition_has_its_status_and_its_code(String condition, Request request, int status, int code) {
        Reply reply = request.send(world);

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.code()).as(reply.body()).isEqualTo(code);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-05, 2024-11-05",
        "2025-03-26, 2025-03-26",
        "2025-06-18, 2025-06-18",
        "2025-11-25, 2025-11-25",
        "1999-01-01, 2025-11-25",
        "2026-07-28, 2025-11-25"
    })
    void initialize_agrees_to_a_known_version_and_offers_the_newest_otherwise(String wanted, String agreed) {
        Json.Obj result = legacy(
                        T,
                        "initialize",
                        "{\"protocolVersion\":\"" + wanted
                                + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}")
                .send(world)
                .result();

        assertThat(result.text("protocolVersion")).isEqualTo(agreed);
        assertThat(result.object("serverInfo").text("name")).isEqualTo("airlock");
        assertThat(result.object("serverInfo").text("version")).isEqualTo("1.2.3");
        assertThat(result.text("instructions")).contains("Harbour", "The orders API");
        assertThat(result.object("capabilities").members()).containsOnlyKeys("tools");
        assertThat(result.object("capabilities").object("tools").isTrue("listChanged"))
                .as("there is no stream on which a change could be told")
                .isFalse();
    }

    @Test
    void no_session_is_ever_issued() {
        Reply reply =
                legacy(T, "initialize", "{\"protocolVersion\":\"2025-11-25\"}").send(world);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Mcp-Session-Id")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}",
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{}}"
            })
    void what_wants_no_answer_gets_202_and_an_empty_body(String message) {
        Reply reply = legacy(T, message).send(world);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void a_method_that_is_refused_names_the_one_that_is_served() {
        Reply reply = legacy(T, "ping", "{}").by("GET").send(world);

        assertThat(reply.header("Allow")).isEqualTo("POST, OPTIONS");
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "\"seven\", \"seven\"", "-9007199254740993123, -9007199254740993123"})
    void every_answer_carries_the_id_as_it_was_sent(String sent, String returned) {
        Reply answer = legacy(T, message(sent, "\"ping\"")).send(world);
        Reply error = legacy(T, message(sent, "\"nope\"")).send(world);
        Reply malformed = legacy(T, message(sent, "1")).send(world);

        assertThat(answer.body()).contains("\"id\":" + returned);
        assertThat(error.body()).contains("\"id\":" + returned);
        assertThat(malformed.body()).contains("\"id\":" + returned);
    }

    @Test
    void an_error_before_the_id_is_known_has_none() {
        assertThat(legacy(T, "{").send(world).json().members()).containsOnlyKeys("jsonrpc", "error");
    }

    @Test
    void absent_arguments_are_empty_arguments() {
        Reply reply = legacy(T, "tools/call", "{\"name\":\"getOrder\"}").send(world);

        assertThat(reply.result().isTrue("isError")).isTrue();
        assertThat(reply.text()).contains("id: is required");
    }

    @Test
    void a_tool_is_listed_with_all_that_it_has() {
        Json.Obj tool = (Json.Obj) legacy(T, "tools/list", "{}")
                .send(world)
                .result()
                .items("tools")
                .getLast();

        assertThat(tool.members()).containsOnlyKeys("name", "title", "description", "inputSchema", "annotations");
        assertThat(tool.text("name")).isEqualTo("getOrder");
        assertThat(tool.text("title")).isEqualTo("Title of getOrder");
        assertThat(tool.text("description")).isEqualTo("Description of getOrder");
        assertThat(tool.object("inputSchema").text("type")).isEqualTo("object");
        assertThat(tool.object("annotations"))
                .isEqualTo(Json.object()
                        .put("readOnlyHint", true)
                        .put("destructiveHint", false)
                        .put("idempotentHint", true)
                        .put("openWorldHint", true)
                        .build());
    }
}
