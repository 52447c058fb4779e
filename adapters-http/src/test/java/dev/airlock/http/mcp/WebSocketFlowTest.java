package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.WebSocket.handshake;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolName;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Floods in both directions, and clients that do not read. The time limit only keeps a failing test from hanging. */
@Timeout(120)
class WebSocketFlowTest {
    private static final int MIB = 1 << 20;
    private static final int FLAT = 24 * MIB;

    /** What one list of tools takes, about. */
    private static final int LIST = 900_000;

    private World world;
    private IssueToken.Issued issued;

    private void start(Duration patience) {
        start(patience, 64 * MIB);
    }

    private void start(Duration patience, int maxWaiting) {
        world = new World(World.brisk(new SocketSettings(
                4,
                2,
                5,
                4,
                3,
                2,
                4,
                1,
                maxWaiting,
                64 << 10,
                Duration.ofMinutes(1),
                patience,
                Duration.ofMillis(200),
                Duration.ZERO)));
        Tool small = Fixtures.readingTool("getOrder");
        Tool large = Tool.define(
                new ToolName("getMuch"),
                "Much",
                "x".repeat(LIST),
                small.inputSchema().parse(),
                null,
                small.annotations(),
                small.binding().parse());
        world.addServer(Fixtures.ADA, 100, "orders", large);
        issued = world.issue(Fixtures.ADA, TokenScope.FULL);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private WebSocket open() {
        return WebSocket.open(world, handshake(issued.secret()));
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void times(int times, IntConsumer action) {
        for (int i = 0; i < times; i++) {
            action.accept(i);
        }
    }

    @Test
    void over_200_mb_to_a_client_that_does_not_read_take_no_memory_and_arrive_once_it_does() throws Exception {
        start(Duration.ofMinutes(1));
        int lists = 260;
        try (WebSocket socket = open()) {
            long before = used();
            times(lists, id -> socket.request(id, "tools/list", "{}"));
            Thread.sleep(1_000);

            assertThat(used() - before).isLessThan(FLAT);
            long read = 0;
            for (int id = 0; id < lists; id++) {
                Json.Obj listed = socket.next();
                assertThat(listed.get("id")).isEqualTo(Json.of(id));
                read += ((Json.Obj) listed.object("result").items("tools").getFirst())
                        .text("description")
                        .length();
            }
            assertThat(read).isGreaterThan(200L * MIB);
        }
    }

    @Test
    void a_client_that_reads_nothing_for_too_long_is_cut_off() {
        start(Duration.ofMillis(500));
        try (WebSocket socket = open()) {
            times(100, id -> socket.request(id, "tools/list", "{}"));

            try (WebSocket second = open()) {
                assertThat(second.header("Upgrade")).isNotEmpty();
                assertThat(WebSocket.refused(world, handshake(issued.secret())).status())
                        .isEqualTo(429);
                WebSocket.openWhenThereIsPlace(world, handshake(issued.secret()))
                        .close();
            }
        }
    }

    @Test
    void a_revoked_token_ends_the_socket_of_a_client_that_does_not_read() {
        start(Duration.ofMinutes(1));
        try (WebSocket socket = open()) {
            times(100, id -> socket.request(id, "tools/list", "{}"));

            world.revoke(Fixtures.ADA, issued);

            awaitAnotherPlace();
            assertThat(socket.breaksOff()).isTrue();
        }
    }

    private void awaitAnotherPlace() {
        issued = world.issue(Fixtures.ADA, TokenScope.FULL);
        try (WebSocket second = open()) {
            assertThat(second.header("Upgrade")).isNotEmpty();
            WebSocket.openWhenThereIsPlace(world, handshake(issued.secret())).close();
        }
    }

    @Test
    void a_hundred_thousand_tiny_messages_are_answered_and_take_no_memory() throws Exception {
        start(Duration.ofMinutes(1));
        int messages = 100_000;
        try (WebSocket socket = open()) {
            long before = used();
            Thread sending = Thread.ofVirtual()
                    .start(() -> times(messages, id -> {
                        socket.request(id, "ping", "{}");
                        if (id % 10 == 0) {
                            socket.notify("notifications/cancelled", "{}");
                            socket.ping(new byte[] {7});
                        }
                    }));
            for (int id = 0; id < messages; id++) {
                assertThat(socket.next().get("id")).isEqualTo(Json.of(id));
            }
            sending.join();

            assertThat(used() - before).isLessThan(FLAT);
        }
    }

    @Test
    void a_flood_whose_answers_nobody_reads_comes_to_a_halt_and_takes_no_memory() throws Exception {
        start(Duration.ofMinutes(1));
        int messages = 2_000_000;
        var sent = new AtomicInteger();
        Thread sending;
        try (WebSocket socket = open()) {
            long before = used();
            sending = Thread.ofVirtual().start(() -> flood(socket, messages, sent));
            int seen = -1;
            while (sent.get() != seen) {
                seen = sent.get();
                Thread.sleep(500);
            }

            assertThat(sent.get()).isLessThan(messages);
            assertThat(used() - before).isLessThan(FLAT);
        }
        sending.join();
    }

    /** Ends where nobody takes any more. */
    private static void flood(WebSocket socket, int messages, AtomicInteger sent) {
        String method = "no/such/method/" + "x".repeat(100);
        try {
            for (int id = 0; id < messages; id++) {
                socket.request(id, method, "{}");
                sent.incrementAndGet();
            }
        } catch (UncheckedIOException closed) {
            assertThat(sent.get()).isPositive();
        }
    }

    @Test
    void messages_of_one_mib_take_no_more_memory_however_many_come() {
        start(Duration.ofMinutes(1));
        try (WebSocket socket = open()) {
            long before = used();
            String much = "x".repeat(MIB - 100);
            times(100, id -> {
                socket.request(id, "ping", "{\"x\":\"" + much + "\"}");
                assertThat(socket.next().get("id")).isEqualTo(Json.of(id));
            });

            assertThat(used() - before).isLessThan(FLAT);
        }
    }

    @Test
    void where_too_much_waits_on_all_sockets_clients_that_do_not_read_are_cut_off_at_once() {
        start(Duration.ofMinutes(1), MIB / 2);
        try (WebSocket socket = open()) {
            times(100, id -> socket.request(id, "tools/list", "{}"));

            awaitAnotherPlace();
        }
    }

    @Test
    void of_long_messages_that_are_unfinished_there_are_only_so_many() {
        start(Duration.ofMinutes(1));
        String half = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"x\":\"" + "x".repeat(100_000);
        try (WebSocket first = open();
                WebSocket second = open()) {
            first.begin(half);
            first.ping(new byte[] {1});
            first.nextPong();

            second.begin(half);
            assertThat(second.awaitClose().code()).isEqualTo(1013);

            first.end("\"}}");
            assertThat(first.next().get("id")).isEqualTo(Json.of(1));
        }
        try (WebSocket third = WebSocket.openWhenThereIsPlace(world, handshake(issued.secret()))) {
            third.begin(half);
            third.end("\"}}");
            assertThat(third.next().get("id")).isEqualTo(Json.of(1));
        }
    }

    @Test
    void a_message_that_is_never_finished_ends_the_socket_even_if_pings_go_on() {
        start(Duration.ofMillis(300));
        try (WebSocket socket = open()) {
            socket.begin("{");

            assertThat(socket.breaksOff()).isTrue();
        }
    }
}
