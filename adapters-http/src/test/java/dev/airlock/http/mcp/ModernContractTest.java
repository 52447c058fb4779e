package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.MODERN;
import static dev.airlock.http.mcp.Request.legacy;
import static dev.airlock.http.mcp.Request.meta;
import static dev.airlock.http.mcp.Request.modern;
import static dev.airlock.http.mcp.Request.modernCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModernContractTest {
    private static final String T = "airlock_pat_0000000000000000000000000000000000000000001";
    private static final String VERSION = "MCP-Protocol-Version";

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
        assertThat(world.token(Fixtures.ADA)).isEqualTo(T);
        world.addServer(Fixtures.ADA, 100, "orders", Fixtures.readingTool("getOrder"), regionalTool());
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Tool regionalTool() {
        Json.Obj region = Json.object()
                .put("type", "string")
                .put("x-mcp-header", "Region")
                .build();
        Json.Obj limit = Json.object()
                .put("type", "integer")
                .put("x-mcp-header", "Limit")
                .build();
        Json.Obj deep =
                Json.object().put("type", "boolean").put("x-mcp-header", "Deep").build();
        Json.Obj unusable = Json.object()
                .put("type", "string")
                .put("x-mcp-header", "not a token")
                .build();
        return Tool.define(
                new ToolName("regional"),
                "",
                "",
                Json.object()
                        .put("type", "object")
                        .put(
                                "properties",
                                Json.object()
                                        .put("region", region)
                                        .put("limit", limit)
                                        .put("unusable", unusable)
                                        .put(
                                                "options",
                                                Json.object()
                                                        .put("type", "object")
                                                        .put(
                                                                "properties",
                                                                Json.object()
                                                                        .put("deep", deep)
                                                                        .build())
                                                        .build())
                                        .build())
                        .build(),
                null,
                new ToolAnnotations(true, false, true, false),
                Json.Obj.EMPTY);
    }

    private static Request regional(String arguments) {
        return modernCall(T, "regional", arguments);
    }

    private static String base64(String text) {
        return "=?base64?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    static Stream<Arguments> conditions() {
        Request list = modern(T, "tools/list", "");
        Request call = modernCall(T, "getOrder", "{\"id\":\"1\"}");
        return Stream.of(
                arguments("discovery", modern(T, "server/discover", ""), 200, 0),
                arguments("a list", list, 200, 0),
                arguments("a call", call, 200, 0),
                arguments(
                        "header names in other case",
                        list.without("Mcp-Method").with("MCP-METHOD", "tools/list"),
                        200,
                        0),
                arguments("blanks around a value", call.with("Mcp-Name", "  getOrder  "), 200, 0),
                arguments("a name in Base64", call.with("Mcp-Name", base64("getOrder")), 200, 0),
                arguments(
                        "_meta by the header alone",
                        legacy(T, "tools/list", "{}").with(VERSION, MODERN),
                        400,
                        -32602),
                arguments("no params", list.saying(message("tools/list", null)), 400, -32602),
                arguments("no version", list.saying(message("tools/list", "{\"_meta\":{}}")), 400, -32602),
                arguments(
                        "a version that is a number",
                        list.saying(message("tools/list", metaOf("1", "{}"))),
                        400,
                        -32602),
                arguments(
                        "no capabilities",
                        list.saying(message("tools/list", metaOf(quoted(MODERN), null))),
                        400,
                        -32602),
                arguments(
                        "capabilities that are a list",
                        list.saying(message("tools/list", metaOf(quoted(MODERN), "[]"))),
                        400,
                        -32602),
                arguments("no version header", list.without(VERSION), 400, -32020),
                arguments("another version in the header", list.with(VERSION, "2025-11-25"), 400, -32020),
                arguments("two version headers", list.and(VERSION, MODERN), 400, -32020),
                arguments("no Mcp-Method", list.without("Mcp-Method"), 400, -32020),
                arguments("another Mcp-Method", list.with("Mcp-Method", "prompts/list"), 400, -32020),
                arguments("Mcp-Method in capitals", list.with("Mcp-Method", "TOOLS/LIST"), 400, -32020),
                arguments("Mcp-Method in Base64", list.with("Mcp-Method", base64("tools/list")), 400, -32020),
                arguments("two Mcp-Methods", list.and("Mcp-Method", "tools/list"), 400, -32020),
                arguments("no Mcp-Name", call.without("Mcp-Name"), 400, -32020),
                arguments("another Mcp-Name", call.with("Mcp-Name", "regional"), 400, -32020),
                arguments("Mcp-Name in other case", call.with("Mcp-Name", "getorder"), 400, -32020),
                arguments("Mcp-Name in bad Base64", call.with("Mcp-Name", "=?base64?Z2V0T3JkZXI?="), 400, -32020),
                arguments("Mcp-Name beyond ASCII", call.with("Mcp-Name", "getÖrder"), 400, -32020),
                arguments("a version not served", future(list, "2099-01-01"), 400, -32022),
                arguments("a legacy version in _meta", future(list, "2025-11-25"), 400, -32022),
                arguments("initialize", modern(T, "initialize", "\"protocolVersion\":\"2025-11-25\","), 404, -32601),
                arguments("ping", modern(T, "ping", ""), 404, -32601),
                arguments("logging", modern(T, "logging/setLevel", ""), 404, -32601),
                arguments("subscribing to a resource", modern(T, "resources/subscribe", ""), 404, -32601),
                arguments("unsubscribing", modern(T, "resources/unsubscribe", ""), 404, -32601),
                arguments("listing prompts", modern(T, "prompts/list", ""), 404, -32601),
                arguments("no such method", modern(T, "no/such", ""), 404, -32601),
                arguments("an unknown tool", modernCall(T, "nope", "{}"), 200, -32602),
                arguments("no tool", modern(T, "tools/call", ""), 200, -32602),
                arguments("arguments that are a list", modernCall(T, "getOrder", "[]"), 200, -32602),
                arguments("a bad cursor", modern(T, "tools/list", "\"cursor\":\"x\","), 200, -32602),
                arguments("listening to nothing", modern(T, "subscriptions/listen", ""), 200, -32602),
                arguments(
                        "listening without a stream",
                        modern(T, "subscriptions/listen", "\"notifications\":{},")
                                .with("Accept", "application/json"),
                        406,
                        -32000),
                arguments("bad JSON", list.saying("{"), 400, -32700),
                arguments("a batch", list.saying("[]"), 400, -32600),
                arguments("GET", list.by("GET").with("Last-Event-ID", "1").with("Mcp-Session-Id", "s"), 405, -32000),
                arguments("DELETE", list.by("DELETE").with("Mcp-Session-Id", "s"), 405, -32000),
                arguments("a session of old", list.with("Mcp-Session-Id", "s"), 200, 0),
                arguments("a foreign origin", list.with("Origin", "https://evil.example"), 403, -32000),
                arguments(
                        "a parameter in its header",
                        regional("{\"region\":\"eu\"}").with("Mcp-Param-Region", "eu"),
                        200,
                        0),
                arguments(
                        "a parameter header in other case",
                        regional("{\"region\":\"eu\"}").with("mcp-param-REGION", "eu"),
                        200,
                        0),
                arguments(
                        "a parameter in Base64",
                        regional("{\"region\":\"zürich\"}").with("Mcp-Param-Region", base64("zürich")),
                        200,
                        0),
                arguments(
                        "half of a wrapping",
                        regional("{\"region\":\"=?base64?eu\"}").with("Mcp-Param-Region", "=?base64?eu"),
                        200,
                        0),
                arguments("a number", regional("{\"limit\":10}").with("Mcp-Param-Limit", "10"), 200, 0),
                arguments(
                        "a parameter within another",
                        regional("{\"options\":{\"deep\":true}}").with("Mcp-Param-Deep", "true"),
                        200,
                        0),
                arguments("no annotated argument", regional("{}"), 200, 0),
                arguments("a null argument", regional("{\"limit\":null}"), 200, 0),
                arguments("an annotation that is none", regional("{\"unusable\":\"x\"}"), 200, 0),
                arguments("no parameter header", regional("{\"region\":\"eu\"}"), 400, -32020),
                arguments("another value", regional("{\"region\":\"eu\"}").with("Mcp-Param-Region", "us"), 400, -32020),
                arguments(
                        "bad padding",
                        regional("{\"region\":\"Hello\"}").with("Mcp-Param-Region", "=?base64?SGVsbG8?="),
                        400,
                        -32020),
                arguments(
                        "bad letters",
                        regional("{\"region\":\"Hello\"}").with("Mcp-Param-Region", "=?base64?SGVs!!!bG8=?="),
                        400,
                        -32020),
                arguments("a header without its argument", regional("{}").with("Mcp-Param-Region", "eu"), 400, -32020),
                arguments("no inner parameter header", regional("{\"options\":{\"deep\":true}}"), 400, -32020),
                arguments("another number", regional("{\"limit\":10}").with("Mcp-Param-Limit", "11"), 400, -32020));
    }

    /** The order in which the reference finds two faults at once. */
    static Stream<Arguments> twoFaults() {
        Request list = modern(T, "tools/list", "");
        String incomplete = message("tools/list", "{\"_meta\":{}}");
        return Stream.of(
                arguments("_meta before headers", list.saying(incomplete).without("Mcp-Method"), -32602),
                arguments("_meta before method", list.saying(message("no/such", "{\"_meta\":{}}")), -32602),
                arguments(
                        "version before Mcp-Method", future(list, "2099-01-01").without("Mcp-Method"), -32022),
                arguments(
                        "version header before version",
                        future(list, "2099-01-01").with(VERSION, MODERN),
                        -32020),
                arguments(
                        "Mcp-Method before unknown method",
                        modern(T, "no/such", "").with("Mcp-Method", "x"),
                        -32020),
                arguments(
                        "Mcp-Name before unknown tool",
                        modernCall(T, "nope", "{}").with("Mcp-Name", "x"),
                        -32020),
                arguments(
                        "Mcp-Name before unknown method",
                        modern(T, "prompts/get", "\"name\":\"a\",").with("Mcp-Name", "b"),
                        -32020),
                arguments("parameter headers before arguments", regional("{\"region\":1}"), -32020),
                arguments("JSON before everything in it", list.saying("{").without("Mcp-Method"), -32700),
                arguments(
                        "server before everything in it",
                        list.saying(incomplete).to("/mcp/harbour/nope"),
                        -32000));
    }

    private static Request future(Request request, String version) {
        return request.saying(message("tools/list", "{\"_meta\":" + meta(version) + "}"))
                .with(VERSION, version);
    }

    private static String message(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\""
                + (params == null ? "" : ",\"params\":" + params) + "}";
    }

    private static String metaOf(String version, String capabilities) {
        return "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":" + version
                + (capabilities == null ? "" : ",\"io.modelcontextprotocol/clientCapabilities\":" + capabilities)
                + "}}";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource("conditions")
    void each_condition_has_its_status_and_its_code(String condition, Request request, int status, int code) {
        Reply reply = request.send(world);

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.code()).as(reply.body()).isEqualTo(code);
        assertThat(reply.header("Mcp-Session-Id")).isNull();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("twoFaults")
    void of_two_faults_the_first_in_order_is_told(String order, Request request, int code) {
        Reply reply = request.send(world);

        assertThat(reply.code()).as(reply.body()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no/such", "ping"})
    void every_error_carries_the_id(String method) {
        assertThat(modern(T, method, "").send(world).json().get("id")).isEqualTo(Json.of(7));
    }

    @Test
    void an_unsupported_version_is_told_what_is_supported() {
        Json.Obj data = future(modern(T, "tools/list", ""), "2099-01-01")
                .send(world)
                .error()
                .object("data");

        assertThat(data.items("supported")).containsExactly(Json.of(MODERN));
        assertThat(data.text("requested")).isEqualTo("2099-01-01");
    }

    @Test
    void discovery_says_what_is_served() {
        Json.Obj result = modern(T, "server/discover", "").send(world).result();

        assertThat(result.members())
                .containsOnlyKeys(
                        "resultType",
                        "_meta",
                        "supportedVersions",
                        "capabilities",
                        "instructions",
                        "ttlMs",
                        "cacheScope");
        assertThat(result.items("supportedVersions")).containsExactly(Json.of(MODERN));
        assertThat(result.object("capabilities").object("tools").isTrue("listChanged"))
                .isTrue();
        assertThat(result.text("instructions")).contains("Harbour", "The orders API");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server/discover", "tools/list"})
    void what_may_be_cached_is_private_to_the_caller(String method) {
        Json.Obj result = modern(T, method, "").send(world).result();

        assertThat(result.text("cacheScope")).isEqualTo("private");
        assertThat(((Json.Num) result.get("ttlMs")).decimal()).isPositive();
    }

    static List<Request> results() {
        return List.of(
                modern(T, "server/discover", ""),
                modern(T, "tools/list", ""),
                modernCall(T, "getOrder", "{\"id\":\"1\"}"),
                modernCall(T, "getOrder", "{}"));
    }

    @ParameterizedTest
    @MethodSource("results")
    void every_result_is_complete_and_names_the_server(Request request) {
        Json.Obj result = request.send(world).result();

        assertThat(result.text("resultType")).isEqualTo("complete");
        assertThat(result.object("_meta")
                        .object("io.modelcontextprotocol/serverInfo")
                        .text("name"))
                .isEqualTo("airlock");
    }

    @Test
    void wrong_arguments_are_a_result_that_says_what_would_be_right() {
        Reply reply = modernCall(T, "getOrder", "{\"id\":1}").send(world);

        assertThat(reply.result().isTrue("isError")).isTrue();
        assertThat(reply.text()).contains("id: must be of type string");
    }

    @Test
    void a_notification_gets_202() {
        Reply reply = legacy(T, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}")
                .with(VERSION, MODERN)
                .with("Mcp-Method", "notifications/cancelled")
                .send(world);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body()).isEmpty();
    }
}
