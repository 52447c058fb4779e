package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.legacy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.call.Content;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallOutcomeTest {
    private World world;
    private String token;

    @BeforeEach
    void start() {
        world = new World();
        world.addServer(
                Fixtures.ADA,
                100,
                "orders",
                Fixtures.readingTool("getOrder"),
                Fixtures.deletingTool("deleteOrder"),
                strict());
        world.addServerThatWantsCredentials(Fixtures.ADA, 101, "crm", Fixtures.readingTool("getContact"));
        token = world.token(Fixtures.ADA);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /** A tool that promises a structured answer. */
    private static Tool strict() {
        Json.Obj object = Json.object().put("type", "object").build();
        return Tool.define(
                new ToolName("strict"),
                "",
                "",
                object,
                object,
                new ToolAnnotations(true, false, true, false),
                Json.Obj.EMPTY);
    }

    private dev.airlock.http.mcp.Reply call(String tool) {
        return legacy(token, "tools/call", "{\"name\":\"" + tool + "\",\"arguments\":{\"id\":\"1\"}}")
                .send(world);
    }

    @Test
    void text_arrives_as_it_was_whatever_is_in_it() {
        String text = "line\n\"quoted\" \\ \u0001 \u007f Grüße 漢字 🚀 </script>\t\r";
        world.upstream.script("getOrder", arguments -> ScriptedUpstream.text(text));

        assertThat(call("getOrder").text()).isEqualTo(text);
        assertThat(call("getOrder").result().members()).containsOnlyKeys("content");
    }

    @Test
    void a_structured_answer_arrives_beside_its_text() {
        world.upstream.script("strict", arguments -> ScriptedUpstream.structured("{\"total\":1e2,\"items\":[]}"));

        Json.Obj result = call("strict").result();

        assertThat(call("strict").body()).contains("\"structuredContent\":{\"total\":1e2,\"items\":[]}");
        assertThat(result.members()).containsOnlyKeys("content", "structuredContent");
    }

    @Test
    void images_and_sounds_arrive_in_base64() {
        byte[] data = {0, 1, 2, (byte) 0xff};
        world.upstream.script(
                "getOrder",
                arguments -> new Transmission.Answered(new Reply(
                        200,
                        false,
                        List.of(new Content.Image(data, "image/png"), new Content.Audio(data, "audio/wav")),
                        null,
                        false)));

        String encoded = Base64.getEncoder().encodeToString(data);
        assertThat(call("getOrder").result().items("content"))
                .containsExactly(block("image", encoded, "image/png"), block("audio", encoded, "audio/wav"));
    }

    @Test
    void a_file_arrives_as_an_embedded_resource() {
        byte[] data = {0, 1, 2, (byte) 0xff};
        world.upstream.script(
                "getOrder",
                arguments -> new Transmission.Answered(
                        new Reply(200, false, List.of(new Content.Blob(data, "application/pdf")), null, false)));

        assertThat(call("getOrder").result().items("content"))
                .containsExactly(Json.object()
                        .put("type", "resource")
                        .put(
                                "resource",
                                Json.object()
                                        .put("uri", "urn:uuid:" + UUID.nameUUIDFromBytes(data))
                                        .put("mimeType", "application/pdf")
                                        .put("blob", Base64.getEncoder().encodeToString(data))
                                        .build())
                        .build());
    }

    private static Json block(String type, String data, String mediaType) {
        return Json.object()
                .put("type", type)
                .put("data", data)
                .put("mimeType", mediaType)
                .build();
    }

    @Test
    void a_failed_operation_is_an_error_that_the_agent_can_read() {
        byte[] body = "{\"error\":\"no such order\"}".getBytes(StandardCharsets.UTF_8);
        world.upstream.script(
                "strict",
                arguments ->
                        new Transmission.Answered(new Reply(404, true, List.of(new Content.Text(body)), body, false)));

        assertThat(call("strict").result().isTrue("isError")).isTrue();
        assertThat(call("strict").text()).contains("no such order");
        assertThat(call("strict").result().get("structuredContent")).isNull();
    }

    @Test
    void a_promised_structure_that_is_not_there_is_an_error() {
        world.upstream.script("strict", arguments -> ScriptedUpstream.text("plain"));

        assertThat(call("strict").result().isTrue("isError")).isTrue();
    }

    @Test
    void a_denied_call_never_reaches_the_upstream_and_says_which_rule_denies_it() {
        world.setAction(Fixtures.ADA, "orders", "deleteOrder", Action.DENY);

        var reply = call("deleteOrder");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.result().isTrue("isError")).isTrue();
        assertThat(reply.text()).contains("rule \"switch: deleteOrder\"", "Use another tool");
        assertThat(world.upstream.sent()).isZero();
    }

    @Test
    void a_call_that_waits_for_approval_says_where_to_follow_it() {
        world.setAction(Fixtures.ADA, "orders", "deleteOrder", Action.REQUIRE_APPROVAL);

        var reply = call("deleteOrder");
        Json.Obj structured = reply.result().object("structuredContent");

        assertThat(reply.result().get("isError")).isNull();
        assertThat(structured.text("status")).isEqualTo("awaiting_approval");
        assertThat(structured.text("statusUrl"))
                .isEqualTo("https://airlock.example.com/api/v1/approvals/" + structured.text("requestId"));
        assertThat(structured.text("approvalUrl"))
                .isEqualTo("https://airlock.example.com/approvals/" + structured.text("requestId"));
        assertThat(structured.text("expiresAt"))
                .isEqualTo(Fixtures.NOW.plusSeconds(3600).toString());
        assertThat(reply.text()).contains(structured.text("requestId"), structured.text("approvalUrl"));
        assertThat(world.upstream.sent("deleteOrder")).isZero();
    }

    @Test
    void a_wait_is_an_error_where_the_tool_promises_another_structure() {
        world.setAction(Fixtures.ADA, "orders", "strict", Action.REQUIRE_APPROVAL);

        Json.Obj result = call("strict").result();

        assertThat(result.isTrue("isError")).isTrue();
        assertThat(result.get("structuredContent")).isNull();
        assertThat(call("strict").text()).contains("https://airlock.example.com/approvals/");
    }

    @Test
    void whoever_has_not_connected_the_service_is_told_where_to() {
        var reply = legacy(token, "tools/call", "{\"name\":\"getContact\",\"arguments\":{\"id\":\"1\"}}")
                .to("/mcp/harbour/crm")
                .send(world);

        assertThat(reply.result().isTrue("isError")).isTrue();
        assertThat(reply.text()).contains("https://airlock.example.com/servers/crm/connection");
    }

    @Test
    void an_upstream_that_fails_says_whether_it_may_have_happened() {
        world.upstream.script("getOrder", arguments -> new Transmission.Failed("the connection was cut", true));
        assertThat(call("getOrder").text()).contains("the connection was cut", "may have taken effect");

        world.upstream.script("getOrder", arguments -> new Transmission.Failed("no route to the host", false));
        assertThat(call("getOrder").text()).contains("no route to the host", "has not taken effect");
        assertThat(call("getOrder").result().isTrue("isError")).isTrue();
    }

    @Test
    void where_nothing_can_be_recorded_the_client_is_asked_to_come_back() {
        world.audit.fail();

        var reply = call("getOrder");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo(-32603);
        assertThat(reply.header("Retry-After")).isEqualTo("5");
        assertThat(world.upstream.sent()).isZero();
    }
}
