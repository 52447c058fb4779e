package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.call.Executor.Operation;
import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.tool.ToolAnnotations;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be repeated without harm is repeated once, where the API says when, and not often. */
class RetriesTest {
    private static final ToolAnnotations REPEATABLE = new ToolAnnotations(false, true, true, true);
    private static final ToolAnnotations ONCE = new ToolAnnotations(false, false, false, true);

    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        wire = new Wire();
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    private void busyAtFirst(String status, String retryAfter) {
        wire.upstream.answers((request, out) -> out.write(
                wire.upstream.requests.size() == 1
                        ? RawUpstream.response(
                                status, retryAfter.isEmpty() ? "" : "Retry-After: " + retryAfter + "\r\n", "")
                        : RawUpstream.json("{\"done\":true}")));
    }

    private Transmission call(HttpOperation operation, ToolAnnotations annotations) {
        Operation bound = wire.bind(operation, annotations);
        return bound.send(Api.request(bound, Api.json("{}")), Map.of(), null);
    }

    @ParameterizedTest
    @CsvSource({"GET, 429", "HEAD, 503", "PUT, 429", "DELETE, 503"})
    void a_repeatable_call_is_repeated_once_when_the_api_says_when(String method, int status) {
        busyAtFirst(status + " Busy", "1");
        Reply reply = Api.reply(call(new HttpOperation(method, "/x", List.of(), null), REPEATABLE));
        assertThat(reply.failed()).isFalse();
        assertThat(wire.upstream.requests).hasSize(2);
        assertThat(wire.upstream.requests.get(1).head())
                .isEqualTo(wire.upstream.requests.get(0).head());
    }

    @ParameterizedTest
    @ValueSource(strings = {"429 Busy", "503 Busy"})
    void a_call_that_is_not_repeatable_is_sent_once(String status) {
        busyAtFirst(status, "1");
        assertThat(Api.text(Api.reply(call(Api.post("application/json", null), ONCE))))
                .contains("Wait 1 seconds before calling again.");
        assertThat(wire.upstream.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429 Busy, 60", "429 Busy, ''", "503 Busy, ''", "503 Busy, 6", "500 Broken, 1", "502 Broken, 1"})
    void a_long_wait_or_an_untold_one_is_the_agents(String status, String retryAfter) {
        busyAtFirst(status, retryAfter);
        assertThat(Api.reply(call(Api.get("/x"), REPEATABLE)).failed()).isTrue();
        assertThat(wire.upstream.requests).hasSize(1);
    }

    @Test
    void a_repetition_without_an_answer_may_have_happened() {
        wire.upstream.answers((request, out) -> {
            if (wire.upstream.requests.size() > 1) {
                throw new IOException("closed on purpose");
            }
            out.write(RawUpstream.response("503 Busy", "Retry-After: 1\r\n", ""));
        });
        assertThat(Api.failure(call(Api.get("/x"), REPEATABLE)).sent()).isTrue();
        assertThat(wire.upstream.requests).hasSize(2);
    }

    @Test
    void a_server_that_is_always_busy_is_not_called_twice_as_often() {
        var clock = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
        var budget = new RetryBudget((InstantSource) clock::get);
        budget.count();
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
        for (int i = 0; i < 20; i++) {
            budget.count();
        }
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();

        clock.set(clock.get().plusSeconds(61));
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
    }
}
