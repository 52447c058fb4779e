package dev.airlock.http.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.identity.Membership;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CrossedRepliesTest {
    private static final int CLIENTS = 50;
    private static final int CALLS = 40;

    @Test
    void every_marker_returns_to_its_sender_under_its_own_id() throws InterruptedException, ExecutionException {
        try (var world = new World();
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var http = HttpClient.newHttpClient()) {
            world.addServer(Fixtures.ADA, 100, "orders", Fixtures.readingTool("getOrder"));
            world.addServer(Fixtures.BOB, 200, "orders", Fixtures.readingTool("getOrder"));
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(client(world, http, i, i % 2 == 0 ? Fixtures.ADA : Fixtures.BOB)));
            }

            int returned = 0;
            for (Future<Integer> client : clients) {
                returned += client.get();
            }
            assertThat(returned).isEqualTo(CLIENTS * CALLS);
        }
    }

    /** Makes all its calls and counts the answers that are its own. */
    private static Callable<Integer> client(World world, HttpClient http, int number, Membership owner) {
        String token = world.token(owner);
        String url = world.url(owner.organization().slug() + "/orders");
        return () -> {
            int own = 0;
            for (int call = 0; call < CALLS; call++) {
                String marker = owner.organization().slug() + "-" + number + "-" + call;
                HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":\"" + marker
                                + "\",\"method\":\"tools/call\",\"params\":{\"name\":\"getOrder\","
                                + "\"arguments\":{\"id\":\"" + marker + "\"}}}"))
                        .build();
                String reply = http.send(request, BodyHandlers.ofString()).body();
                own += reply.equals("{\"jsonrpc\":\"2.0\",\"id\":\"" + marker
                                + "\",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"getOrder {\\\"id\\\":\\\""
                                + marker + "\\\"}\"}]}}")
                        ? 1
                        : 0;
            }
            return own;
        };
    }
}
