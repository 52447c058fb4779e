package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.modern;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.Action;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that declare the extension for tasks. */
@Timeout(30)
class TasksTest {
    private World world;
    private String token;

    @BeforeEach
    void start() {
        world = new World(World.BRISK.holding(Duration.ofSeconds(25)));
        world.addServer(
                Fixtures.ADA,
                100,
                "orders",
                Fixtures.deletingTool("deleteOrder"),
                Fixtures.deletingTool("deleteDraft"));
        world.setAction(Fixtures.ADA, "orders", "deleteOrder", Action.REQUIRE_APPROVAL);
        token = world.token(Fixtures.ADA);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static Request declaring(Request request) {
        return request.saying(new String(request.body(), StandardCharsets.UTF_8)
                .replace(
                        "clientCapabilities\":{}",
                        "clientCapabilities\":{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}"));
    }

    private Reply call(String tool) {
        return declaring(Request.modernCall(token, tool, "{\"id\":\"a\"}")).send(world);
    }

    private static Request about(String bearer, String method, String id) {
        return modern(bearer, method, "\"taskId\":\"" + id + "\",").with("Mcp-Name", id);
    }

    private Reply ask(String method, ApprovalId id) {
        return declaring(about(token, method, id.toString())).send(world);
    }

    private ApprovalId begin() {
        call("deleteOrder");
        return world.onlyRequest(Fixtures.ADA);
    }

    @Test
    void a_call_that_waits_answers_with_a_task_at_once() {
        Json.Obj task = call("deleteOrder").result();

        assertThat(task.text("resultType")).isEqualTo("task");
        assertThat(task.text("taskId"))
                .isEqualTo(world.onlyRequest(Fixtures.ADA).toString());
        assertThat(task.text("status")).isEqualTo("working");
        assertThat(task.text("createdAt")).isEqualTo(Fixtures.NOW.toString());
        assertThat(task.get("ttlMs")).isEqualTo(Json.of(Duration.ofHours(1).toMillis()));
        assertThat(task.get("pollIntervalMs")).isEqualTo(Json.of(5_000));
    }

    @Test
    void a_call_that_does_not_wait_answers_with_its_result() {
        assertThat(call("deleteDraft").result().text("resultType")).isEqualTo("complete");
    }

    @Test
    void a_task_has_the_result_of_its_call() {
        ApprovalId id = begin();
        assertThat(ask("tasks/get", id).result().text("status")).isEqualTo("working");

        world.approve(Fixtures.ADA, id);

        Json.Obj task = ask("tasks/get", id).result();
        assertThat(task.text("status")).isEqualTo("completed");
        assertThat(task.object("result").text("resultType")).isEqualTo("complete");
        assertThat(task.object("result").toString()).contains("deleteOrder");
        assertThat(world.upstream.sent()).isOne();
    }

    @Test
    void the_reason_of_a_rejection_is_its_result() {
        ApprovalId id = begin();
        world.reject(Fixtures.ADA, id, "Not today.");

        Json.Obj task = ask("tasks/get", id).result();

        assertThat(task.text("status")).isEqualTo("completed");
        assertThat(task.object("result").isTrue("isError")).isTrue();
        assertThat(task.object("result").toString()).contains("Not today.");
    }

    @Test
    void a_task_that_is_cancelled_before_it_is_sent_is_not_sent() {
        ApprovalId id = begin();

        assertThat(ask("tasks/cancel", id).result().text("resultType")).isEqualTo("complete");

        assertThat(ask("tasks/get", id).result().text("status")).isEqualTo("cancelled");
        assertThat(world.upstream.sent()).isZero();
    }

    @Test
    void a_task_that_is_done_stays_done_when_it_is_cancelled() {
        ApprovalId id = begin();
        world.approve(Fixtures.ADA, id);

        assertThat(ask("tasks/cancel", id).result().text("resultType")).isEqualTo("complete");

        assertThat(ask("tasks/get", id).result().text("status")).isEqualTo("completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks/get", "tasks/update", "tasks/cancel"})
    void a_task_is_nobody_elses(String method) {
        ApprovalId id = begin();
        world.fakes.join(Fixtures.CAROL);
        String carol = world.token(Fixtures.CAROL);

        Reply others = declaring(about(carol, method, id.toString())).send(world);
        Reply unknown = declaring(about(carol, method, "00000000-0000-4000-8000-000000000999"))
                .send(world);

        assertThat(others.code()).isEqualTo(-32602);
        assertThat(others.body()).isEqualTo(unknown.body());
        assertThat(declaring(about(token, method, "it")).send(world).error()).isEqualTo(unknown.error());
        assertThat(world.onlyRequest(Fixtures.ADA)).isEqualTo(id);
    }

    @Test
    void whoever_has_not_declared_the_extension_is_told_to() {
        Reply reply = about(token, "tasks/get", begin().toString()).send(world);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(-32021);
        assertThat(reply.error().toString()).contains("io.modelcontextprotocol/tasks");
    }

    @Test
    void the_extension_is_told_to_whoever_asks() {
        Json.Obj capabilities =
                modern(token, "server/discover", "").send(world).result().object("capabilities");

        assertThat(capabilities.object("extensions").members()).containsOnlyKeys("io.modelcontextprotocol/tasks");
    }
}
