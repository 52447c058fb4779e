package dev.airlock.bootstrap.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** GitHub's whole description, one of the largest there are, in a running Airlock with the heap that it is shipped with. */
class GitHubDescriptionIT {
    private static final String SERVER = "github";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");
    private static final Path DESCRIPTION =
            Client.DIRECTORY.resolve("node_modules/@octokit/openapi/generated/api.github.com.json");

    private static RecordingUpstream upstream;
    private static DemoAirlock airlock;
    private static ObjectNode description;
    private static JsonNode added;

    @BeforeAll
    static void importIt() throws Exception {
        assertThat(DESCRIPTION).as("run: (cd %s && npm ci)", Client.DIRECTORY).exists();
        upstream = RecordingUpstream.start();
        airlock = DemoAirlock.start(
                Files.createTempDirectory("airlock-github"),
                List.of(upstream.baseUrl().getAuthority()));
        description = (ObjectNode) ManagementApi.JSON.readTree(DESCRIPTION.toFile());
        description
                .putArray("servers")
                .addObject()
                .put("url", upstream.baseUrl().toString());
        int before = airlock.peakHeap();
        long start = System.nanoTime();
        added = airlock.api().addServer(SERVER, description.toString());
        long millis = (System.nanoTime() - start) / 1_000_000;
        report("github\t%d operations\t%d tools\t%d warnings\t%d ms\tpeak heap %d MiB, %d MiB before"
                .formatted(
                        operations(),
                        added.path("tools").asInt(),
                        added.path("warnings").size(),
                        millis,
                        airlock.peakHeap(),
                        before));
    }

    @AfterAll
    static void stop() {
        airlock.close();
        upstream.close();
    }

    @Test
    void every_operation_is_a_tool_or_a_warning_and_a_client_sees_all_pages() {
        long leftOut = IntStream.range(0, added.path("warnings").size())
                .filter(i -> added.path("warnings").path(i).asText().contains(" was left out: "))
                .count();

        assertThat(operations()).isGreaterThan(1_000);
        assertThat(added.path("tools").asLong() + leftOut).isEqualTo(operations());
        var session = Client.run("ts-v2.mjs", airlock.mcpUrl(SERVER), airlock.token(), "--mode", "modern");
        assertThat(session.status()).as(session.said()).isZero();
        assertThat(session.tools()).hasSize(added.path("tools").asInt()).doesNotHaveDuplicates();
        assertThat(session.texts("wire"))
                .filteredOn("POST tools/list 200"::equals)
                .hasSizeGreaterThan(1);
    }

    @Test
    void importing_it_again_plans_nothing() throws Exception {
        JsonNode plan = airlock.api().planImport(SERVER, description.toString());

        assertThat(plan.path("added")).isEmpty();
        assertThat(plan.path("changed")).isEmpty();
        assertThat(plan.path("removed")).isEmpty();
        assertThat(plan.path("unchanged").asInt()).isEqualTo(added.path("tools").asInt());
    }

    @Test
    void an_operation_that_is_gone_is_planned_to_be_removed() throws Exception {
        ObjectNode newer = description.deepCopy();
        ((ObjectNode) newer.path("paths")).remove("/zen");

        JsonNode plan = airlock.api().planImport(SERVER, newer.toString());

        assertThat(plan.path("removed")).hasToString("[\"meta_get-zen\"]");
        assertThat(plan.path("added")).isEmpty();
        assertThat(plan.path("unchanged").asInt()).isEqualTo(added.path("tools").asInt() - 1);
    }

    @Test
    void a_hostile_description_is_refused_while_calls_go_on() throws Exception {
        try (var client = JavaSdk.client(airlock.mcpUrl(SERVER), airlock.token())) {
            client.initialize();
            var refusal = CompletableFuture.supplyAsync(GitHubDescriptionIT::addBomb);
            int calls = 0;
            do {
                assertThat(JavaSdk.call(client, "meta_get-zen").isError()).isNotEqualTo(true);
                calls++;
            } while (!refusal.isDone());

            assertThat(refusal.join().statusCode()).isBetween(400, 499);
            assertThat(refusal.join().body()).contains("alias");
            assertThat(upstream.requests("/zen")).hasSizeGreaterThanOrEqualTo(calls);
        }
    }

    private static HttpResponse<String> addBomb() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(9, "*a" + (i - 1)))));
        }
        try {
            return airlock.api().sendServer("bomb", bomb.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static long operations() {
        long count = 0;
        for (JsonNode path : description.path("paths")) {
            count += path.properties().stream()
                    .filter(member -> METHODS.contains(member.getKey()))
                    .count();
        }
        return count;
    }

    private static void report(String line) throws IOException {
        Files.writeString(Path.of("target", "github-import.txt"), line + "\n");
    }
}
