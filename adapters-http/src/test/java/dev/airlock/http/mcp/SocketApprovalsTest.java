package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.WebSocket.handshake;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.Action;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls over WebSockets that wait for a person: how they end is told without being asked for. */
@Timeout(30)
class SocketApprovalsTest {
    private static final String PUSH = "notifications/tool-execution-result";
    private static final String CALL = "{\"name\":\"deleteOrder\",\"arguments\":{\"id\":\"a\"}}";

    private World world;
    private IssueToken.Issued issued;
    private WebSocket socket;

    @BeforeEach
    void start() {
        world = new World(World.BRISK.holding(Duration.ofSeconds(25)));
        world.addServer(Fixtures.ADA, 100, "orders", Fixtures.deletingTool("deleteOrder"));
        world.setAction(Fixtures.ADA, "orders", "deleteOrder", Action.REQUIRE_APPROVAL);
        issued = world.issue(Fixtures.ADA, TokenScope.FULL);
        socket = WebSocket.open(world, handshake(issued.secret()));
    }

    @AfterEach
    void stop() {
        socket.close();
        world.close();
    }

    private ApprovalId ask() {
        socket.request(1, "tools/call", CALL);
        Json.Obj pending = socket.next();
        assertThat(pending.get("id")).isEqualTo(Json.of(1));
        assertThat(pending.object("result").object("structuredContent").text("status"))
                .isEqualTo("awaiting_approval");
        return world.onlyRequest(Fixtures.ADA);
    }

    @Test
    void a_call_is_answered_at_once_and_its_result_pushed_when_it_was_approved() {
        ApprovalId id = ask();

        world.approve(Fixtures.ADA, id);

        Json.Obj push = socket.next();
        assertThat(push.text("method")).isEqualTo(PUSH);
        assertThat(push.object("params").members()).containsOnlyKeys("requestId", "result");
        assertThat(push.object("params").text("requestId")).isEqualTo(id.toString());
        assertThat(push.object("params").object("result").toString()).contains("deleteOrder");
        assertThat(world.upstream.sent()).isOne();
    }

    @Test
    void the_reason_of_a_rejection_is_pushed() {
        world.reject(Fixtures.ADA, ask(), "Not today.");

        Json.Obj result = socket.next().object("params").object("result");

        assertThat(result.isTrue("isError")).isTrue();
        assertThat(result.toString()).contains("Not today.");
    }

    @Test
    void a_client_that_connects_anew_is_told_of_what_it_checks() {
        ApprovalId id = ask();
        socket.close();
        socket = WebSocket.open(world, handshake(issued.secret()));
        socket.request(2, "tools/call", "{\"name\":\"check_approval\",\"arguments\":{\"requestId\":\"" + id + "\"}}");
        assertThat(socket.next().get("id")).isEqualTo(Json.of(2));

        world.approve(Fixtures.ADA, id);

        assertThat(socket.next().object("params").text("requestId")).isEqualTo(id.toString());
    }

    @Test
    void what_was_asked_about_twice_is_told_once() {
        ApprovalId id = ask();
        socket.request(1, "tools/call", CALL);
        socket.next();
        world.approve(Fixtures.ADA, id);
        socket.next();

        socket.request(3, "ping", "{}");

        assertThat(socket.next().get("id")).isEqualTo(Json.of(3));
    }

    @Test
    void nobody_is_told_whose_token_has_ended() {
        ApprovalId id = ask();
        world.revoke(Fixtures.ADA, issued);

        world.reject(Fixtures.ADA, id, "a secret reason");

        assertThat(socket.awaitClose().code()).isEqualTo(1008);
    }
}
