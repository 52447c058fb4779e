package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.legacy;
import static dev.airlock.http.mcp.Request.modernCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.json.Json;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Awaits what must come; the time limit only keeps a failing test from hanging. */
@Timeout(30)
class LongCallsTest {
    private final CountDownLatch answer = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private World world;
    private String token;

    @BeforeEach
    void start() {
        world = new World();
        world.addServer(Fixtures.ADA, 100, "orders", Fixtures.readingTool("getOrder"));
        token = world.token(Fixtures.ADA);
        world.upstream.script("getOrder", arguments -> whenAsked());
    }

    @AfterEach
    void stop() {
        answer.countDown();
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

    @Test
    void a_call_that_takes_long_is_answered_by_a_stream_that_shows_life_and_then_has_the_response() {
        try (Events events = Events.open(world, modernCall(token, "getOrder", "{\"id\":\"a\"}"))) {
            events.awaitSilence();
            events.awaitSilence();
            answer.countDown();

            Json.Obj response = events.next();

            assertThat(events.header("content-type")).isEqualTo("text/event-stream");
            assertThat(response.get("id")).isEqualTo(Json.of(7));
            assertThat(response.object("result").text("resultType")).isEqualTo("complete");
            assertThat(response.toString()).contains("at last");
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void a_client_that_closes_the_response_cancels_its_call_which_is_recorded_as_of_unknown_outcome() throws Exception {
        Events events = Events.open(world, modernCall(token, "getOrder", "{\"id\":\"a\"}"));
        events.awaitSilence();

        events.close();

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        while (world.audit.events().stream().noneMatch(event -> event.result() == AuditResult.OUTCOME_UNKNOWN)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_client_that_takes_no_stream_gets_its_answer_as_json_however_long_it_takes() throws Exception {
        Thread later = Thread.ofVirtual().start(() -> {
            sleep();
            answer.countDown();
        });

        Reply reply = modernCall(token, "getOrder", "{\"id\":\"a\"}")
                .with("Accept", "application/json")
                .send(world);

        later.join();
        assertThat(reply.header("content-type")).startsWith("application/json");
        assertThat(reply.body()).contains("at last");
    }

    @Test
    void a_call_of_the_legacy_era_is_answered_as_json_however_long_it_takes() throws Exception {
        Thread later = Thread.ofVirtual().start(() -> {
            sleep();
            answer.countDown();
        });

        Reply reply = legacy(token, "tools/call", "{\"name\":\"getOrder\",\"arguments\":{\"id\":\"a\"}}")
                .send(world);

        later.join();
        assertThat(reply.header("content-type")).startsWith("application/json");
        assertThat(reply.body()).contains("at last");
    }

    @Test
    void a_notification_that_comes_under_the_header_of_a_call_is_accepted_like_any_other() {
        Reply reply = legacy(token, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                .with("Mcp-Method", "tools/call")
                .send(world);

        assertThat(reply.status()).isEqualTo(202);
    }

    @Test
    void a_request_that_arrives_slowly_keeps_the_status_of_its_refusal() {
        Reply malformed = modernCall(token, "getOrder", "{")
                .sendHesitantly(world, World.BRISK.callSilence().multipliedBy(3));

        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.header("content-type")).startsWith("application/json");
    }

    /** Longer than a call of the modern era may be silent: that nothing happens then cannot be awaited. */
    private static void sleep() {
        try {
            Thread.sleep(World.BRISK.callSilence().multipliedBy(3));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
