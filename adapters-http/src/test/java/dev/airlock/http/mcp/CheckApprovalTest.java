package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.legacy;
import static dev.airlock.http.mcp.Request.modern;
import static dev.airlock.http.mcp.Request.modernCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.Action;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tool by which an agent learns what became of its call. Awaits what must come; the time limit only keeps a failing test from hanging. */
@Timeout(30)
class CheckApprovalTest {
    private static final String NO_REQUEST = "There is no request ";

    private World world;
    private String token;

    @BeforeEach
    void start() {
        world = new World();
        begin();
    }

    private void begin() {
        world.addServer(
                Fixtures.ADA, 100, "orders", Fixtures.deletingTool("deleteOrder"), Fixtures.deletingTool("editOrder"));
        world.addServer(Fixtures.ADA, 101, "stock", Fixtures.deletingTool("deleteItem"));
        world.setAction(Fixtures.ADA, "orders", "deleteOrder", Action.REQUIRE_APPROVAL);
        token = world.token(Fixtures.ADA);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Reply call() {
        return legacy(token, "tools/call", "{\"name\":\"deleteOrder\",\"arguments\":{\"id\":\"a\"}}")
                .send(world);
    }

    private ApprovalId ask() {
        call();
        return world.onlyRequest(Fixtures.ADA);
    }

    private static Request check(String by, String id) {
        return legacy(by, "tools/call", "{\"name\":\"check_approval\",\"arguments\":{\"requestId\":\"" + id + "\"}}");
    }

    private Reply check(ApprovalId id) {
        return check(token, id.toString()).send(world);
    }

    private static List<String> names(Reply list) {
        return list.result().items("tools").stream()
                .map(tool -> ((Json.Obj) tool).text("name"))
                .toList();
    }

    @Test
    void is_listed_where_a_call_can_have_to_wait() {
        Reply list = legacy(token, "tools/list", "{}").send(world);
        assertThat(names(list)).containsExactly("deleteOrder", "editOrder", "check_approval");
        Json.Obj listed = (Json.Obj) list.result().items("tools").getLast();
        assertThat(listed.object("annotations").isTrue("readOnlyHint")).isTrue();
        assertThat(listed.object("annotations").isTrue("idempotentHint")).isTrue();

        assertThat(names(modern(token, "tools/list", "").send(world))).contains("check_approval");
    }

    @Test
    void is_not_listed_where_no_call_waits() {
        world.setAction(Fixtures.ADA, "orders", "deleteOrder", Action.ALLOW);
        assertThat(names(legacy(token, "tools/list", "{}").send(world))).containsExactly("deleteOrder", "editOrder");

        world.setAction(Fixtures.ADA, "orders", "deleteOrder", Action.DENY);
        assertThat(names(legacy(token, "tools/list", "{}").send(world))).containsExactly("editOrder");
    }

    @Test
    void answers_as_the_call_did_while_that_waits() {
        Json.Obj pending = call().result();

        assertThat(check(world.onlyRequest(Fixtures.ADA)).result()).isEqualTo(pending);
    }

    @Test
    void answers_with_what_the_call_came_to_in_either_era_and_as_often_as_it_is_asked() {
        world.upstream.script("deleteOrder", arguments -> ScriptedUpstream.structured("{\"gone\":true}"));
        ApprovalId id = ask();
        world.approve(Fixtures.ADA, id);

        for (int i = 0; i < 2; i++) {
            Json.Obj result = check(id).result();
            assertThat(result.object("structuredContent").isTrue("gone")).isTrue();
            assertThat(result.get("isError")).isNull();
        }
        assertThat(modernCall(token, "check_approval", "{\"requestId\":\"" + id + "\"}")
                        .send(world)
                        .result()
                        .object("structuredContent")
                        .isTrue("gone"))
                .isTrue();
        assertThat(world.upstream.sent()).isOne();
    }

    @Test
    void tells_the_reason_of_a_rejection() {
        ApprovalId id = ask();
        world.reject(Fixtures.ADA, id, "Not on a Friday.");

        assertThat(check(id).result().isTrue("isError")).isTrue();
        assertThat(check(id).text()).contains("Not on a Friday.");
    }

    @Test
    void tells_that_nobody_decided_in_time() {
        ApprovalId id = ask();
        world.clock.advance(Duration.ofHours(2));
        try (var _ = world.upkeep()) {
            while (!check(id).text().contains("nobody decided in time")) {
                Thread.onSpinWait();
            }
        }
        assertThat(world.upstream.sent()).isZero();
    }

    @Test
    void waits_for_the_decision_like_the_call_itself() {
        stop();
        world = new World(World.BRISK.holding(Duration.ofSeconds(25)));
        begin();
        try (Events call = Events.open(
                world, legacy(token, "tools/call", "{\"name\":\"deleteOrder\",\"arguments\":{\"id\":\"a\"}}"))) {
            call.awaitSilence();
            ApprovalId id = world.onlyRequest(Fixtures.ADA);
            try (Events check = Events.open(world, check(token, id.toString()))) {
                check.awaitSilence();
                world.approve(Fixtures.ADA, id);

                assertThat(check.next().object("result")).isEqualTo(call.next().object("result"));
            }
        }
        assertThat(world.upstream.sent()).isOne();
    }

    @Test
    void tells_nobody_else_more_than_of_a_request_that_there_is_not() {
        ApprovalId id = ask();
        Membership carol = Fixtures.CAROL;
        world.fakes.join(carol);
        String unknown = check(token, "00000000-0000-4000-8000-000000000999")
                .send(world)
                .text()
                .replace("00000000-0000-4000-8000-000000000999", id.toString());

        assertThat(unknown).startsWith(NO_REQUEST);
        assertThat(check(world.token(carol), id.toString()).send(world).text()).isEqualTo(unknown);
        assertThat(check(
                                world.accessToken(
                                        world.letIn(Fixtures.ADA, "/mcp/harbour/orders", TokenScope.Access.WRITE)),
                                id.toString())
                        .send(world)
                        .text())
                .as("the same user through another client")
                .isEqualTo(unknown);
        assertThat(check(token, id.toString())
                        .to("/mcp/harbour/stock")
                        .send(world)
                        .text())
                .as("at another server")
                .isEqualTo(unknown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"requestId\":7}",
                "{\"requestId\":\"it\"}",
                "{\"requestId\":\"00000000-0000-4000-8000-000000000999\",\"id\":1}"
            })
    void says_which_argument_it_takes(String arguments) {
        Reply reply = legacy(token, "tools/call", "{\"name\":\"check_approval\",\"arguments\":" + arguments + "}")
                .send(world);

        assertThat(reply.result().isTrue("isError")).isTrue();
        assertThat(reply.text()).contains("requestId", "UUID");
    }

    @Test
    void is_no_call_of_the_upstream_and_not_recorded_as_one() {
        ApprovalId id = ask();
        int recorded = world.audit.events().size();

        check(id);

        assertThat(world.upstream.sent()).isZero();
        assertThat(world.audit.events()).hasSize(recorded);
    }
}
