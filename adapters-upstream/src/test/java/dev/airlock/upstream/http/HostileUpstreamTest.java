package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.domain.connection.Credential;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An upstream cannot make Airlock wait, swell, or go elsewhere. */
class HostileUpstreamTest {
    private static final byte[] KILOBYTE = "x".repeat(1024).getBytes(StandardCharsets.US_ASCII);

    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        wire = new Wire(Wire.SMALL);
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    private void hurry() throws IOException {
        wire.close();
        wire = new Wire(Wire.HASTY);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void assertConnectionDropped() throws InterruptedException {
        assertThat(wire.upstream.dropped.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void an_endless_chunked_body_is_cut_and_the_connection_dropped() throws Exception {
        wire.upstream.answers((request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                write(out, "400\r\n");
                out.write(KILOBYTE);
                write(out, "\r\n");
            }
        });
        var reply = Api.reply(wire.get());
        assertThat(reply.truncated()).isTrue();
        assertThat(Api.text(reply))
                .startsWith("xxx")
                .contains("about 256 of more than 16384 tokens shown", "no argument that makes its answers smaller");
        assertConnectionDropped();
    }

    @Test
    void a_huge_announced_body_is_cut_and_its_size_told() throws Exception {
        wire.upstream.answers((request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 10737418240\r\n\r\n");
            while (true) {
                out.write(KILOBYTE);
            }
        });
        assertThat(Api.text(Api.reply(wire.get()))).contains("about 256 of 2684354560 tokens shown");
        assertConnectionDropped();
    }

    @Test
    void a_body_that_drips_is_cut_when_its_time_is_up() throws Exception {
        hurry();
        wire.upstream.answers((request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 100000\r\n\r\n");
            while (true) {
                write(out, "data: tick\n\n");
                Thread.sleep(20);
            }
        });
        var reply = Api.reply(wire.get());
        assertThat(reply.truncated()).isTrue();
        assertThat(Api.text(reply)).startsWith("data: tick").contains("its time was up");
        assertConnectionDropped();
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 OK", "500 Broken"})
    void an_answer_that_stops_within_a_secret_leaves_no_part_of_it(String status) throws Exception {
        hurry();
        wire.upstream.answers((request, out) -> {
            write(out, "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n");
            write(out, "you sent s3cret-val");
            new CountDownLatch(1).await();
        });
        var reply = Api.reply(wire.call(Api.get("/x"), "{}", new Credential.Bearer("s3cret-value-1")));
        assertThat(reply.truncated()).isTrue();
        assertThat(Api.text(reply)).contains("you sent ").doesNotContain("s3c");
    }

    @Test
    void an_answer_of_which_no_more_is_read_than_a_part_of_a_secret_leaves_no_part_of_it() throws Exception {
        wire.close();
        wire = new Wire(new UpstreamLimits(Duration.ofSeconds(60), Duration.ofSeconds(60), 100, 1_000, 100));
        wire.upstream.answers(RawUpstream.response(
                "200 OK", "Content-Type: text/plain\r\n", "x".repeat(90) + "s3cret-value-1" + "x".repeat(100)));
        assertThat(Api.text(Api.reply(wire.call(Api.get("/x"), "{}", new Credential.Bearer("s3cret-value-1")))))
                .startsWith("x".repeat(90))
                .doesNotContain("s3c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "H", "HTTP/1.1 200 OK\r\nX: "})
    void an_answer_that_never_comes_fails_as_possibly_done(String beginning) throws Exception {
        hurry();
        wire.upstream.answers((request, out) -> {
            write(out, beginning);
            while (true) {
                write(out, beginning.isEmpty() ? "" : "a");
                Thread.sleep(20);
            }
        });
        Transmission.Failed failed = Api.failure(wire.get());
        assertThat(failed.problem()).isEqualTo("127.0.0.1 gave no answer within 1500 ms");
        assertThat(failed.sent()).isTrue();
    }

    @Test
    void endless_preliminary_answers_end_with_the_time() throws Exception {
        hurry();
        wire.upstream.answers((request, out) -> {
            while (true) {
                write(out, "HTTP/1.1 102 Processing\r\n\r\n");
            }
        });
        assertThat(Api.failure(wire.get()).sent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "long"})
    void headers_without_end_fail(String kind) {
        wire.upstream.answers((request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\n");
            while (true) {
                write(out, kind.equals("many") ? "X: 1\r\n" : "X".repeat(1000));
            }
        });
        assertThat(Api.failure(wire.get()).problem()).contains("too many or too long headers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nshort\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nshort",
                "garbage\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 5\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: 5\r\n\r\nshort"
            })
    void an_answer_that_is_not_what_it_says_fails_as_possibly_done(String answer) {
        wire.upstream.answers((request, out) -> {
            write(out, answer);
            throw new IOException("closed on purpose");
        });
        Transmission.Failed failed = Api.failure(wire.get());
        assertThat(failed.sent()).isTrue();
        assertThat(failed.problem()).contains("127.0.0.1").doesNotContain("Exception", "org.apache", "java.");
    }

    @Test
    void a_closed_connection_fails_as_possibly_done_and_is_not_tried_again() {
        wire.upstream.answers((request, out) -> {
            throw new IOException("closed on purpose");
        });
        assertThat(Api.failure(wire.get()).sent()).isTrue();
        assertThat(wire.upstream.requests).hasSize(1);
    }

    @Test
    void a_bomb_of_gzip_is_cut() throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 100 * 1024; i++) {
                gzip.write(KILOBYTE);
            }
        }
        wire.upstream.answers(RawUpstream.response(
                "200 OK", "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n", bomb.toByteArray()));
        var reply = Api.reply(wire.get());
        assertThat(reply.truncated()).isTrue();
        assertThat(Api.text(reply)).hasSizeLessThan(2048);
    }

    @Test
    void gzip_that_was_not_asked_for_is_read_all_the_same() throws Exception {
        var body = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(body)) {
            gzip.write("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        }
        wire.upstream.answers(RawUpstream.response(
                "200 OK", "Content-Type: application/json\r\nContent-Encoding: gzip\r\n", body.toByteArray()));
        assertThat(Api.text(Api.reply(wire.get()))).isEqualTo("{\"a\":1}");
    }

    @Test
    void a_bomb_of_brotli_is_cut_in_a_small_heap() {
        // 64 MiB of one letter.
        byte[] bomb = Base64.getDecoder()
                .decode(
                        "y///P/gl8OKxQCD3/o///3/wSwDEYRGA7v0f////4JcAiMMCAN37P/7//8EvARCHBQC693/8//+DXwIgDgsAdO//+P//B78EQB"
                                + "wWAOje//H//w9+CYA4LADQvf/L//8//BIAcVgAoHv/Bw==");
        wire.upstream.answers(
                RawUpstream.response("200 OK", "Content-Type: text/plain\r\nContent-Encoding: br\r\n", bomb));
        Api.reply(wire.get());
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        var reply = Api.reply(wire.get());
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(reply.truncated()).isTrue();
        assertThat(Api.text(reply)).startsWith("xxx").contains("of more than 16384 tokens shown");
        assertThat(allocated).isLessThan(24L << 20);
    }

    @Test
    void a_brotli_answer_is_read() {
        wire.upstream.answers(RawUpstream.response(
                "200 OK",
                "Content-Type: application/json\r\nContent-Encoding: br\r\n",
                Base64.getDecoder().decode("CwqAeyJhIjoxLCJiIjoixbzDs8WCdyJ9Aw==")));
        assertThat(Api.text(Api.reply(wire.get()))).isEqualTo("{\"a\":1,\"b\":\"żółw\"}");
    }

    @Test
    void noise_that_calls_itself_brotli_fails_as_possibly_done() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[200];
            random.nextBytes(noise);
            wire.upstream.answers(
                    RawUpstream.response("200 OK", "Content-Type: text/plain\r\nContent-Encoding: br\r\n", noise));
            if (wire.get() instanceof Transmission.Failed(String problem, boolean sent)) {
                assertThat(sent).isTrue();
                assertThat(problem).contains("127.0.0.1").doesNotContain("Exception", "org.brotli");
            }
        }
    }

    @Test
    void a_refused_connection_fails_as_not_sent() throws Exception {
        var free = new ServerSocket(0);
        int port = free.getLocalPort();
        free.close();
        assertThat(unreachable("http", port)).satisfies(failed -> {
            assertThat(failed.sent()).isFalse();
            assertThat(failed.problem()).isEqualTo("localhost does not accept connections");
        });
    }

    @Test
    void a_handshake_that_never_ends_fails_as_not_sent() throws Exception {
        try (var silent = new ServerSocket(0)) {
            assertThat(unreachable("https", silent.getLocalPort()).sent()).isFalse();
        }
    }

    private static Transmission.Failed unreachable(String scheme, int port) {
        var guard = new AddressGuard(Set.of(new HostPort("localhost", port)));
        try (var client = new UpstreamClient(guard, Wire.HASTY)) {
            var operation =
                    Api.executor(client).bind(Api.server(scheme + "://localhost:" + port), Api.tool(Api.get("/x")));
            return Api.failure(operation.send(Api.request(operation, Api.json("{}")), Map.of(), null));
        }
    }

    @Test
    void a_cancelled_call_ends_at_once_as_possibly_done_and_drops_its_connection() throws Exception {
        var arrived = new CountDownLatch(1);
        wire.upstream.answers((request, out) -> {
            arrived.countDown();
            while (true) {
                write(out, "");
                Thread.sleep(20);
            }
        });
        var outcome = new CompletableFuture<Transmission>();
        Thread call = Thread.ofVirtual().start(() -> outcome.complete(wire.get()));
        arrived.await();

        call.interrupt();

        Transmission.Failed failed = Api.failure(outcome.get(10, TimeUnit.SECONDS));
        assertThat(failed.sent()).isTrue();
        assertThat(failed.problem()).isEqualTo("the call was cancelled before 127.0.0.1 had answered");
        wire.upstream.answers(RawUpstream.json("{\"fine\":true}"));
        assertThat(Api.text(Api.reply(wire.get()))).isEqualTo("{\"fine\":true}");
    }

    @Test
    void a_call_after_a_hostile_one_works() throws Exception {
        wire.upstream.answers((request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n");
            while (true) {
                out.write(KILOBYTE);
            }
        });
        assertThat(Api.reply(wire.get()).truncated()).isTrue();
        wire.upstream.answers(RawUpstream.json("{\"fine\":true}"));
        assertThat(Api.text(Api.reply(wire.get()))).isEqualTo("{\"fine\":true}");
    }
}
