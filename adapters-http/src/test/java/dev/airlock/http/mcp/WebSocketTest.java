package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.WebSocket.handshake;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.application.change.Change;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.policy.Action;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said on a WebSocket. Awaits what must come; the time limit only keeps a failing test from hanging. */
@Timeout(30)
class WebSocketTest {
    private static final String CAN_BE_ASKED = "{\"elicitation\":{\"form\":{},\"url\":{}}}";
    private static final String CALL = "{\"name\":\"getOrder\",\"arguments\":{\"id\":\"a\"}}";
    private static final String MODERN_CALL = "\"name\":\"getOrder\",\"arguments\":{\"id\":\"a\"},";

    private final CountDownLatch answer = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private World world;
    private IssueToken.Issued issued;
    private WebSocket socket;

    @BeforeEach
    void start() {
        world = new World();
        world.addServer(
                Fixtures.ADA, 100, "orders", Fixtures.readingTool("getOrder"), Fixtures.readingTool("getSlowly"));
        world.addServer(Fixtures.ADA, 101, "stock", Fixtures.readingTool("getStock"));
        world.addServerThatWantsCredentials(Fixtures.ADA, 102, "crm", Fixtures.readingTool("getContact"));
        issued = world.issue(Fixtures.ADA, TokenScope.FULL);
        world.upstream.script("getSlowly", arguments -> whenAsked());
        socket = WebSocket.open(world, handshake(issued.secret()));
    }

    @AfterEach
    void stop() {
        answer.countDown();
        socket.close();
        world.close();
    }

    private Transmission whenAsked() {
        try {
            answer.await();
            return ScriptedUpstream.text("at last");
        } catch (InterruptedException e) {
            interrupted.countDown();
            return new Transmission.Failed("the call was cancelled", true);
        }
    }

    private Json.Obj initialize(String capabilities) {
        socket.request(1, "initialize", "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":" + capabilities + "}");
        Json.Obj result = socket.next().object("result");
        socket.notify("notifications/initialized", "{}");
        return result;
    }

    private void callSlowly(int id) {
        socket.request(id, "tools/call", "{\"name\":\"getSlowly\",\"arguments\":{\"id\":\"a\"}}");
    }

    private void awaitSent(int calls) {
        while (world.upstream.sent() < calls) {
            Thread.onSpinWait();
        }
    }

    private void changeThePolicy() {
        world.setAction(Fixtures.ADA, "orders", "getOrder", Action.REQUIRE_APPROVAL);
    }

    @Test
    void the_legacy_era_initializes_lists_and_calls() {
        Json.Obj initialized = initialize("{}");
        assertThat(initialized.text("protocolVersion")).isEqualTo("2025-11-25");
        assertThat(initialized.object("capabilities").object("tools").isTrue("listChanged"))
                .isTrue();

        socket.request(2, "ping", "{}");
        assertThat(socket.next().object("result").members()).isEmpty();
        socket.request("\"three\"", "tools/list", "{}");
        Json.Obj listed = socket.next();
        assertThat(listed.text("id")).isEqualTo("three");
        assertThat(listed.object("result").items("tools")).hasSize(2);
        socket.request(4, "tools/call", CALL);
        assertThat(socket.next().object("result").toString()).contains("getOrder {");
    }

    @Test
    void the_modern_era_discovers_lists_and_calls_without_any_header_beside_its_messages() {
        socket.modern(1, "server/discover", "");
        assertThat(socket.next().object("result").text("resultType")).isEqualTo("complete");
        socket.modern(2, "tools/list", "");
        assertThat(socket.next().object("result").items("tools")).hasSize(2);
        socket.modern(3, "tools/call", MODERN_CALL);
        Json.Obj called = socket.next();
        assertThat(called.get("id")).isEqualTo(Json.of(3));
        assertThat(called.object("result").text("resultType")).isEqualTo("complete");
    }

    @Test
    void a_modern_message_of_another_revision_is_told_which_is_spoken() {
        socket.request(1, "tools/list", "{\"_meta\":" + Request.meta("2027-01-01") + "}");

        assertThat(code(socket.next())).isEqualTo(-32022);
    }

    private static int code(Json.Obj message) {
        return ((Json.Num) message.object("error").get("code")).decimal().intValueExact();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"jsonrpc\": | -32700",
                "nonsense | -32700",
                "{\"a\":1,\"a\":2} | -32700",
                "[] | -32600",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"} | -32601"
            })
    void what_is_no_message_is_answered_and_the_next_is_heard(String text, int code) {
        socket.send(text);
        assertThat(code(socket.next())).isEqualTo(code);

        socket.request(2, "ping", "{}");
        assertThat(socket.next().get("id")).isEqualTo(Json.of(2));
    }

    @Test
    void answers_of_clients_and_unknown_notifications_are_not_answered() {
        socket.send("{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{}}");
        socket.notify("notifications/roots/list_changed", "{}");
        socket.notify("notifications/cancelled", "{}");
        socket.notify("notifications/cancelled", "{\"requestId\":77}");

        socket.request(2, "ping", "{}");
        assertThat(socket.next().get("id")).isEqualTo(Json.of(2));
    }

    @Test
    void pings_are_answered_with_what_they_carry() {
        socket.ping(new byte[] {1, 2, 3});

        assertThat(socket.nextPong()).containsExactly(1, 2, 3);
    }

    @Test
    void calls_run_beside_each_other_and_are_answered_in_the_order_in_which_they_end() {
        callSlowly(1);
        socket.request(2, "tools/call", CALL);

        assertThat(socket.next().get("id")).isEqualTo(Json.of(2));
        answer.countDown();
        Json.Obj later = socket.next();
        assertThat(later.get("id")).isEqualTo(Json.of(1));
        assertThat(later.toString()).contains("at last");
    }

    @Test
    void more_calls_than_may_run_at_once_are_refused_and_not_kept_waiting() {
        for (int id = 1; id <= 3; id++) {
            callSlowly(id);
        }
        awaitSent(3);
        socket.request(4, "tools/call", CALL);

        Json.Obj refused = socket.next();
        assertThat(refused.get("id")).isEqualTo(Json.of(4));
        assertThat(refused.object("error").text("message"))
                .isEqualTo("too many calls are under way; wait until one of them is answered");
        socket.request(5, "ping", "{}");
        assertThat(socket.next().get("id")).isEqualTo(Json.of(5));
        answer.countDown();
        assertThat(Stream.generate(socket::next).limit(3).map(message -> message.get("id")))
                .containsExactlyInAnyOrder(Json.of(1), Json.of(2), Json.of(3));
        socket.request(6, "tools/call", CALL);
        assertThat(socket.next().object("result")).isNotNull();
    }

    @Test
    void the_sockets_of_one_user_share_what_may_run_at_once() {
        try (WebSocket other = WebSocket.open(world, handshake(issued.secret()))) {
            for (int id = 1; id <= 3; id++) {
                callSlowly(id);
            }
            awaitSent(3);
            other.request(1, "tools/call", "{\"name\":\"getSlowly\",\"arguments\":{\"id\":\"a\"}}");
            awaitSent(4);

            other.request(2, "tools/call", CALL);

            assertThat(other.next().object("error").text("message")).contains("too many calls");
        }
    }

    @Test
    void an_id_that_is_in_use_is_refused_and_the_first_call_goes_on() {
        callSlowly(1);
        awaitSent(1);
        socket.request(1, "tools/call", CALL);

        assertThat(socket.next().object("error").text("message")).contains("has this id");
        answer.countDown();
        assertThat(socket.next().toString()).contains("at last");
    }

    @Test
    void a_cancelled_call_is_interrupted_recorded_as_of_unknown_outcome_and_not_answered() throws Exception {
        callSlowly(1);
        awaitSent(1);

        socket.notify("notifications/cancelled", "{\"requestId\":1,\"reason\":\"enough\"}");

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        awaitUnknownOutcome();
        socket.request(2, "ping", "{}");
        assertThat(socket.next().get("id")).isEqualTo(Json.of(2));
    }

    private void awaitUnknownOutcome() {
        while (world.audit.events().stream().noneMatch(event -> event.result() == AuditResult.OUTCOME_UNKNOWN)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void the_ids_of_one_socket_mean_nothing_on_another() {
        callSlowly(1);
        awaitSent(1);
        try (WebSocket other = WebSocket.open(world, handshake(issued.secret()))) {
            other.notify("notifications/cancelled", "{\"requestId\":1}");
            other.request(1, "ping", "{}");
            other.next();
        }

        answer.countDown();
        assertThat(socket.next().toString()).contains("at last");
    }

    @Test
    void a_client_that_leaves_cancels_its_calls() throws Exception {
        callSlowly(1);
        awaitSent(1);

        socket.close();

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        awaitUnknownOutcome();
    }

    @Test
    void a_changed_list_is_told_once_the_client_is_initialized() {
        initialize("{}");
        socket.request(2, "ping", "{}");
        socket.next();

        changeThePolicy();

        Json.Obj told = socket.next();
        assertThat(told.members()).containsOnlyKeys("jsonrpc", "method");
        assertThat(told.text("method")).isEqualTo("notifications/tools/list_changed");
    }

    @Test
    void nothing_is_told_before_that_nor_of_another_server() {
        changeThePolicy();
        socket.awaitPing();
        initialize("{}");
        socket.request(2, "ping", "{}");
        assertThat(socket.next().get("id")).isEqualTo(Json.of(2));

        world.setAction(Fixtures.ADA, "stock", "getStock", Action.REQUIRE_APPROVAL);
        socket.awaitPing();
        socket.request(3, "ping", "{}");
        assertThat(socket.next().get("id")).isEqualTo(Json.of(3));
    }

    @Test
    void who_is_asked_to_connect_is_told_when_the_service_is_connected() {
        socket.close();
        socket = WebSocket.open(world, handshake(issued.secret()).to("/mcp/harbour/crm"));
        initialize(CAN_BE_ASKED);
        socket.request(2, "tools/call", "{\"name\":\"getContact\",\"arguments\":{\"id\":\"1\"}}");
        Json.Obj refused = socket.next();
        assertThat(code(refused)).isEqualTo(-32042);
        String asked = ((Json.Obj) refused.object("error")
                        .object("data")
                        .items("elicitations")
                        .getFirst())
                .text("elicitationId");

        world.connect(Fixtures.ADA, "crm");

        Json.Obj told = socket.next("notifications/elicitation/complete");
        assertThat(told.object("params").text("elicitationId")).isEqualTo(asked);
    }

    @Test
    void subscriptions_of_the_modern_era_are_told_each_under_its_own_id_until_cancelled() {
        socket.modern(5, "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true},");
        assertThat(socket.next().text("method")).isEqualTo("notifications/subscriptions/acknowledged");
        socket.modern(6, "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true},");
        socket.next();
        socket.modern(7, "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true},");
        assertThat(socket.next().object("error").text("message")).contains("too many subscriptions");

        changeThePolicy();
        assertThat(Stream.generate(socket::next).limit(2).map(WebSocketTest::subscription))
                .containsExactlyInAnyOrder(Json.of(5), Json.of(6));

        socket.notify("notifications/cancelled", "{\"requestId\":5}");
        socket.modern(8, "server/discover", "");
        assertThat(socket.next().get("id")).isEqualTo(Json.of(8));
        world.setAction(Fixtures.ADA, "orders", "getOrder", Action.DENY);
        assertThat(subscription(socket.next())).isEqualTo(Json.of(6));
        socket.modern(9, "server/discover", "");
        assertThat(socket.next().get("id")).isEqualTo(Json.of(9));
    }

    private static Json subscription(Json.Obj notification) {
        assertThat(notification.text("method")).isEqualTo("notifications/tools/list_changed");
        return notification.object("params").object("_meta").get("io.modelcontextprotocol/subscriptionId");
    }

    @Test
    void a_revoked_token_closes_the_socket_with_a_reason() {
        world.revoke(Fixtures.ADA, issued);

        assertRefused();
    }

    private void assertRefused() {
        WebSocket.Closed closed = socket.awaitClose();
        assertThat(closed.code()).isEqualTo(1008);
        assertThat(closed.reason()).isEqualTo("the token, or the access to this server, has ended");
    }

    @Test
    void an_expired_token_closes_the_socket_without_any_notice() {
        world.clock.advance(Duration.ofDays(31));

        assertRefused();
    }

    @Test
    void the_end_of_a_grant_closes_the_sockets_of_its_tokens() {
        Grant grant = world.letIn(Fixtures.ADA, "/mcp/harbour/orders", TokenScope.Access.WRITE);
        socket.close();
        socket = WebSocket.open(world, handshake(world.accessToken(grant)));

        world.putOut(grant);

        assertRefused();
    }

    @Test
    void a_revoked_token_makes_no_further_call_even_before_the_socket_is_closed() {
        world.revoke(Fixtures.ADA, issued);
        try {
            socket.request(1, "tools/call", CALL);
        } catch (UncheckedIOException closedAlready) {
            // All the better.
        }

        assertRefused();
        assertThat(world.upstream.sent()).isZero();
    }

    @Test
    void binary_frames_close_it() {
        socket.binary(new byte[] {1});

        assertThat(socket.awaitClose().code()).isEqualTo(1003);
    }

    @Test
    void what_is_no_text_in_utf_8_closes_it() {
        socket.text(new byte[] {(byte) 0xc3, (byte) 0x28});

        assertThat(socket.awaitClose().code()).isEqualTo(1007);
    }

    @Test
    void a_message_that_comes_in_parts_is_one() {
        socket.begin("{\"jsonrpc\":\"2.0\",\"id\":\"");
        socket.ping(new byte[] {1});
        socket.nextPong();
        socket.end("ö\",\"method\":\"ping\"}");

        assertThat(socket.next().text("id")).isEqualTo("ö");
    }

    @Test
    void a_token_that_cannot_be_checked_closes_the_socket() {
        world.storeIsAway = true;
        world.fakes.notices().deliver(new Change.Unknown());

        assertThat(socket.awaitClose().code()).isEqualTo(1011);
    }

    @Test
    void a_message_that_is_too_long_closes_it_and_one_of_the_longest_is_taken() {
        String head = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"x\":\"";
        String tail = "\"}}";
        socket.send(head + "x".repeat((1 << 20) - head.length() - tail.length()) + tail);
        assertThat(socket.next().get("id")).isEqualTo(Json.of(1));

        socket.send(head + "x".repeat((1 << 20) - head.length() - tail.length() + 1) + tail);

        assertThat(socket.awaitClose().code()).isEqualTo(1009);
    }

    @Test
    void a_client_that_answers_pings_stays_and_one_that_does_not_is_cut_off() {
        for (int i = 0; i < 4; i++) {
            socket.awaitPing();
            socket.request(i, "ping", "{}");
            assertThat(socket.next().get("id")).isEqualTo(Json.of(i));
        }

        assertThat(socket.breaksOff()).isTrue();
    }

    @Test
    void a_stop_says_goodbye_to_the_idle_and_lets_calls_end() {
        callSlowly(1);
        awaitSent(1);
        try (WebSocket idle = WebSocket.open(world, handshake(issued.secret()))) {
            Thread stopping = Thread.ofVirtual().start(world::close);

            assertThat(idle.awaitClose().code()).isEqualTo(1001);
            answer.countDown();
            assertThat(socket.next().toString()).contains("at last");
            assertThat(socket.awaitClose().code()).isEqualTo(1001);
            assertThat(stopping).isNotNull();
        }
    }
}
