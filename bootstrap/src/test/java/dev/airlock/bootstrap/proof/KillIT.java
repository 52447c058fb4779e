package dev.airlock.bootstrap.proof;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.bootstrap.Installation;
import dev.airlock.bootstrap.fixture.Recorded;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import dev.airlock.bootstrap.proof.AuditRows.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * L-01: Airlock is killed at random moments under a mixed load, {@code -Dairlock.kills} times. Every call carries a marker that is found again in
 * the request to the upstream and in the audited arguments, so that both can be joined.
 */
final class KillIT {
    private static final int KILLS = Integer.getInteger("airlock.kills", 6);
    private static final int MOST_ANSWERS = 150;
    private static final Duration LONGEST_START = Duration.ofMillis(2500);
    private static final Set<String> REFUSED = Set.of("denied", "asking");

    private final long seed = Long.getLong("airlock.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Set<String> succeeded = new HashSet<>();

    @Test
    void nothing_reaches_an_upstream_without_its_committed_intent_however_airlock_is_killed() throws Exception {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                DemoRun demo = new DemoRun("kill", "127.0.0.1:" + upstream.port())) {
            demo.start().process().terminate();
            ProofApi.install(demo.configuration(), "admin@demo.example", upstream, "proof-key");
            for (int kill = 0; kill < KILLS; kill++) {
                if (kill % 5 == 4) {
                    killWhileStarting(demo);
                } else {
                    killUnderLoad(demo);
                }
            }
            demo.start();
            Await.until("open intents are closed", () -> AuditRows.open(demo.directory()) == 0);
            verify(demo);
            join(upstream.requests(), AuditRows.ofCalls(demo.directory(), ProofApi.SLUG.value()), demo);
        }
    }

    private void killWhileStarting(DemoRun demo) {
        AirlockProcess starting = demo.launch();
        var _ = starting.endsWithin(Duration.ofMillis(random.nextLong(LONGEST_START.toMillis())));
        starting.kill();
    }

    private void killUnderLoad(DemoRun demo) throws IOException {
        demo.start();
        verify(demo);
        try (Load load = Load.start(demo, random.nextLong())) {
            load.awaitAnswers(random.nextInt(MOST_ANSWERS));
            demo.process().kill();
            load.stop();
            succeeded.addAll(load.succeeded);
        }
    }

    private void verify(DemoRun demo) throws IOException {
        assertThat(Installation.verifyAudit(demo.configuration()).first())
                .as("seed %d", seed)
                .isEmpty();
    }

    private void join(List<Recorded> requests, List<Row> rows, DemoRun demo) throws IOException {
        List<Row> intents =
                rows.stream().filter(row -> row.phase().equals("INTENT")).toList();
        Map<String, UUID> calls = intents.stream().collect(toMap(Row::marker, Row::subject));
        Map<UUID, Long> outcomes = rows.stream()
                .filter(row -> row.phase().equals("OUTCOME"))
                .collect(groupingBy(Row::subject, counting()));

        assertThat(requests).as("seed %d", seed).isNotEmpty().allSatisfy(request -> {
            assertThat(calls).containsKey(marker(request));
            assertThat(request.path().substring(1)).isNotIn(REFUSED);
        });
        assertThat(requests.stream().map(KillIT::marker))
                .as("nothing is sent twice")
                .doesNotHaveDuplicates();
        assertThat(outcomes.keySet()).containsExactlyInAnyOrderElementsOf(calls.values());
        assertThat(outcomes.values()).as("each intent has exactly one outcome").allMatch(count -> count == 1);
        assertThat(requests.stream().map(KillIT::marker)).containsAll(succeeded);
        assertThat(intents.stream().map(Row::tool)).doesNotContainAnyElementsOf(REFUSED);
        assertThat(rows.stream().map(Row::result))
                .as("the load was mixed")
                .contains("SUCCEEDED", "FAILED", "DENIED", "AWAITING_APPROVAL");
        report(requests, rows, intents, demo);
    }

    private void report(List<Recorded> requests, List<Row> rows, List<Row> intents, DemoRun demo) throws IOException {
        long unknown = rows.stream()
                .filter(row -> row.result().equals("OUTCOME_UNKNOWN"))
                .count();
        Files.writeString(
                demo.ground().resolve("report.txt"),
                "%d kills, %d requests joined with %d intents, %d outcomes unknown, %d records, %d successes told, seed %d%n"
                        .formatted(
                                KILLS, requests.size(), intents.size(), unknown, rows.size(), succeeded.size(), seed));
    }

    private static String marker(Recorded request) {
        return request.target().substring(request.target().indexOf("marker=") + "marker=".length());
    }
}
