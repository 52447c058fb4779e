package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.legacy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages made to be expensive are refused; the generous time limit only keeps a failing test from hanging. */
@Timeout(30)
class HostileInputTest {
    private static World world;

    private Request request;

    @BeforeAll
    static void start() {
        world = new World(McpSettings.DEFAULT);
        world.addServer(Fixtures.ADA, 100, "orders", Fixtures.readingTool("getOrder"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void request() {
        request = legacy(world.token(Fixtures.ADA), "");
    }

    private static void assertRefused(Reply reply, int status, int code) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.body().length())
                .as("a refusal does not repeat what it refuses")
                .isLessThan(500);
    }

    @Test
    void nesting_without_end() {
        assertRefused(request.saying("[".repeat(100_000)).send(world), 400, -32700);
        assertRefused(request.saying("{\"a\":".repeat(100_000)).send(world), 400, -32700);
    }

    @Test
    void a_hundred_megabytes_announced_are_refused_unread() {
        assertRefused(request.saying("{").sendClaiming(world, 100_000_000), 413, -32000);
    }

    @Test
    void more_than_the_limit_without_announcement_is_refused_at_the_limit() {
        String chunk = "20000\r\n" + " ".repeat(0x20000) + "\r\n";
        Request chunked = request.with("Transfer-Encoding", "chunked").saying(chunk.repeat(8) + "1\r\n \r\n0\r\n\r\n");

        assertRefused(chunked.sendUnmeasured(world), 413, -32000);
    }

    @Test
    void as_much_as_the_limit_in_chunks_is_read() {
        String message = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}";
        Request chunked = request.with("Transfer-Encoding", "chunked")
                .saying(Integer.toHexString(message.length()) + "\r\n" + message + "\r\n0\r\n\r\n");

        assertThat(chunked.sendUnmeasured(world).status()).isEqualTo(200);
    }

    @Test
    void a_batch_of_a_hundred_thousand() {
        assertRefused(request.saying("[" + "0,".repeat(99_999) + "0]").send(world), 400, -32600);
    }

    @Test
    void a_number_of_a_million_digits() {
        String number = "9".repeat(1_000_000);

        assertRefused(
                request.saying("{\"jsonrpc\":\"2.0\",\"id\":" + number + "}").send(world), 400, -32700);
    }

    @Test
    void a_number_too_large_to_compute_with() {
        assertRefused(request.saying("{\"jsonrpc\":\"2.0\",\"id\":1e9999999}").send(world), 400, -32700);
    }

    @Test
    void an_id_of_half_a_megabyte() {
        assertRefused(
                request.saying("{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":\"" + "i".repeat(500_000) + "\"}")
                        .send(world),
                400,
                -32600);
    }

    @Test
    void as_many_keys_of_one_hash_as_a_message_can_hold() {
        String members = IntStream.range(0, 38_000)
                .mapToObj(HostileInputTest::collidingName)
                .map(name -> "\"" + name + "\":0")
                .collect(Collectors.joining(","));

        assertRefused(request.saying("{" + members + "}").send(world), 400, -32600);
    }

    /** All three pairs have one hash, and so have all sequences of them of one length. */
    private static String collidingName(int number) {
        var name = new StringBuilder();
        int rest = number;
        for (int i = 0; i < 10; i++) {
            name.append(List.of("Aa", "BB", "C#").get(rest % 3));
            rest /= 3;
        }
        return name.toString();
    }

    @Test
    void a_method_of_half_a_megabyte() {
        Reply reply = request.saying("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + "m".repeat(500_000) + "\"}")
                .send(world);

        assertRefused(reply, 200, -32601);
    }

    @Test
    void a_tool_name_of_half_a_megabyte() {
        Reply reply = request.saying("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\""
                        + "n".repeat(500_000) + "\"}}")
                .send(world);

        assertRefused(reply, 200, -32602);
    }

    @Test
    void bytes_that_are_no_utf_8() {
        Request broken =
                new Request(request.method(), request.target(), request.headers(), new byte[] {'"', (byte) 0xff, '"'});

        assertRefused(broken.send(world), 400, -32700);
    }
}
