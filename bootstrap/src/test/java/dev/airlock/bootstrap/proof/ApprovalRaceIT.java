package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * two people decide on a request at the same instant, fifty times at each of two nodes: both approve it, or one of them rejects it.
 * {@code -Dairlock.approvals.rounds} times there is one decision, and the call is sent once where it is a yes.
 */
final class ApprovalRaceIT {
    private static final int ROUNDS = Integer.getInteger("airlock.approvals.rounds", 20);

    /** So many tries of each of the two at each node. */
    private static final int PARALLEL = 25;

    @Test
    void however_many_decide_at_once_there_is_one_decision_and_at_most_one_request() throws Exception {
        List<String> tools =
                IntStream.range(0, ROUNDS).mapToObj(round -> "race" + round).toList();
        try (var ground = new ApprovalGround("approvals-raced", tools);
                DecidingProcess one = ground.node("one");
                DecidingProcess two = ground.node("two");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> approved = new ArrayList<>();
            for (String tool : tools) {
                approved.add(everybodyApproves(ground, one, two, threads, tool));
            }
            int rejected = 0;
            for (String tool : tools) {
                rejected += oneRejects(ground, one, two, threads, tool) ? 1 : 0;
            }
            int sent = ground.upstream.requests().size();
            for (String id : approved) {
                assertThat(two.approve(id, 1, ApprovalApi.CAROL)).allMatch(said -> said.startsWith("refused: "));
            }
            Thread.sleep(5_000);
            assertThat(ground.upstream.requests())
                    .as("an approval is used once")
                    .hasSize(sent);
            assertThat(sent).isEqualTo(2 * ROUNDS - rejected);
            Files.writeString(
                    ground.report(),
                    "%d rounds of yes and %d of yes and no, %d decisions at once in each: %d requests, %d rejected%n"
                            .formatted(ROUNDS, ROUNDS, 4 * PARALLEL, sent, rejected));
        }
    }

    private static String everybodyApproves(
            ApprovalGround ground, DecidingProcess one, DecidingProcess two, ExecutorService threads, String tool)
            throws Exception {
        String marker = UUID.randomUUID().toString();
        String id = one.ask(ground.token, tool, marker, 10);

        List<String> said = atOnce(
                threads,
                () -> one.approve(id, PARALLEL, ApprovalApi.ADA, ApprovalApi.CAROL),
                () -> two.approve(id, PARALLEL, ApprovalApi.ADA, ApprovalApi.CAROL));

        assertThat(said)
                .hasSize(4 * PARALLEL)
                .filteredOn(ApprovalRaceIT::counts)
                .containsExactly("Approved");
        Await.until("it is sent", () -> ground.row(id).hasEnded());
        assertThat(ground.row(id).state()).isEqualTo("SUCCEEDED");
        assertThat(ground.hits(marker)).hasSize(1);
        return id;
    }

    private static boolean oneRejects(
            ApprovalGround ground, DecidingProcess one, DecidingProcess two, ExecutorService threads, String tool)
            throws Exception {
        String marker = UUID.randomUUID().toString();
        String id = two.ask(ground.token, tool, marker, 10);

        List<String> said = atOnce(
                threads,
                () -> one.approveAndReject(id, PARALLEL, ApprovalApi.ADA, ApprovalApi.CAROL),
                () -> two.approveAndReject(id, PARALLEL, ApprovalApi.CAROL, ApprovalApi.ADA));

        assertThat(said)
                .hasSize(4 * PARALLEL)
                .filteredOn(ApprovalRaceIT::counts)
                .hasSize(1);
        boolean rejected = said.contains("Rejected");
        Await.until("it ends", () -> ground.row(id).hasEnded());
        assertThat(ground.row(id).state()).isEqualTo(rejected ? "REJECTED" : "SUCCEEDED");
        assertThat(ground.hits(marker)).hasSize(rejected ? 0 : 1);
        return rejected;
    }

    private static boolean counts(String said) {
        return !said.startsWith("refused: ");
    }

    private static List<String> atOnce(
            ExecutorService threads, Callable<List<String>> first, Callable<List<String>> second) throws Exception {
        Future<List<String>> other = threads.submit(second);
        List<String> said = new ArrayList<>(first.call());
        said.addAll(other.get());
        return said;
    }
}
