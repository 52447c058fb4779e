package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.bootstrap.proof.Decider.Decision;
import dev.airlock.bootstrap.proof.Decider.Said;
import dev.airlock.bootstrap.proof.Decider.Shown;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * two people send the form of a request at the same instant, fifty times at each of two nodes: both approve it, or one of them rejects it.
 * {@code -Dairlock.approvals.rounds} times there is one decision, and the call is sent once where it is a yes.
 */
final class ApprovalRaceIT {
    private static final int ROUNDS = Integer.getInteger("airlock.approvals.rounds", 20);

    /** So many forms of each of the two at each node. */
    private static final int PARALLEL = 25;

    /** A yes takes a little longer than a no to come to the decision: with a head start of none to three of these, either may win. */
    private static final Duration STEP = Duration.ofMillis(10);

    @Test
    void however_many_decide_at_once_there_is_one_decision_and_at_most_one_request() throws Exception {
        List<String> tools =
                IntStream.range(0, ROUNDS).mapToObj(round -> "race" + round).toList();
        try (var ground = new ApprovalGround("approvals-raced", ApprovalApi.operations(tools));
                ServeRun one = ground.node("one");
                ServeRun two = ground.node("two");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var race = new Race(
                    ground,
                    List.of(one, two),
                    ground.decider(one, ApprovalApi.ADA),
                    ground.decider(two, ApprovalApi.CAROL),
                    threads);
            List<String> approved = new ArrayList<>();
            for (String tool : tools) {
                approved.add(race.everybodyApproves(tool));
            }
            int rejected = 0;
            for (int round = 0; round < ROUNDS; round++) {
                rejected += race.oneRejects(tools.get(round), STEP.multipliedBy(round % 4)) ? 1 : 0;
            }
            int sent = ground.upstream.requests().size();
            for (String id : approved) {
                assertThat(race.carol.open(two, id).send(Decision.APPROVE).status())
                        .isEqualTo(409);
            }
            ground.setBack(approved.getFirst());
            Await.until("it ends again", () -> ground.row(approved.getFirst()).hasEnded());
            assertThat(ground.row(approved.getFirst()).state()).isEqualTo("OUTCOME_UNKNOWN");
            Thread.sleep(5_000);
            assertThat(ground.upstream.requests())
                    .as("an approval is used once")
                    .hasSize(sent);
            assertThat(sent).isEqualTo(2 * ROUNDS - rejected);
            Files.writeString(
                    ground.report(),
                    "%d rounds of yes and %d of yes and no, %d forms at once in each: %d requests, %d rejected%n"
                            .formatted(ROUNDS, ROUNDS, 4 * PARALLEL, sent, rejected));
        }
    }

    private record Race(
            ApprovalGround ground, List<ServeRun> nodes, Decider ada, Decider carol, ExecutorService threads) {
        String everybodyApproves(String tool) throws Exception {
            String marker = UUID.randomUUID().toString();
            String id = ground.ask(nodes.getFirst(), tool, marker, 10);

            assertThat(decided(id, Decision.APPROVE, Duration.ZERO)).isEqualTo(Decision.APPROVE);
            Await.until("it is sent", () -> ground.row(id).hasEnded());
            assertThat(ground.row(id).state()).isEqualTo("SUCCEEDED");
            assertThat(ground.hits(marker)).hasSize(1);
            return id;
        }

        boolean oneRejects(String tool, Duration headStart) throws Exception {
            String marker = UUID.randomUUID().toString();
            String id = ground.ask(nodes.getLast(), tool, marker, 10);

            boolean rejected = decided(id, Decision.REJECT, headStart) == Decision.REJECT;
            Await.until("it ends", () -> ground.row(id).hasEnded());
            assertThat(ground.row(id).state()).isEqualTo(rejected ? "REJECTED" : "SUCCEEDED");
            assertThat(ground.hits(marker)).hasSize(rejected ? 0 : 1);
            return rejected;
        }

        /** Lets Ada approve and Carol decide so many times at both nodes at once, Ada with a head start; returns the decision that counts. */
        private Decision decided(String id, Decision carols, Duration headStart) throws Exception {
            List<Callable<Said>> tries = new ArrayList<>();
            for (ServeRun node : nodes) {
                Shown toAda = ada.open(node, id);
                Shown toCarol = carol.open(node, id);
                for (int i = 0; i < PARALLEL; i++) {
                    tries.add(() -> toAda.send(Decision.APPROVE));
                    tries.add(() -> {
                        Thread.sleep(headStart);
                        return toCarol.send(carols);
                    });
                }
            }
            Collections.shuffle(tries);
            List<Said> said =
                    threads.invokeAll(tries).stream().map(Future::resultNow).toList();
            List<Said> decided = said.stream().filter(Said::counts).toList();
            assertThat(decided).hasSize(1);
            assertThat(said)
                    .filteredOn(one -> !one.counts())
                    .hasSize(4 * PARALLEL - 1)
                    .allMatch(one -> one.status() == 409);
            return decided.getFirst().decision();
        }
    }
}
