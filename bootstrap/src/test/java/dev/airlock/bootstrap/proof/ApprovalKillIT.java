package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.bootstrap.fixture.Answers;
import dev.airlock.bootstrap.proof.Gates.Gate;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * a node that sends an approved call is killed at each point on its way, {@code -Dairlock.approvals.kills} times at each, or is
 * stopped for longer than others wait for it. The call is never sent twice, and every request ends by itself.
 */
final class ApprovalKillIT {
    private static final int KILLS = Integer.getInteger("airlock.approvals.kills", 1);
    private static final Duration LONGEST_DOUBT = Duration.ofSeconds(60);
    private static final Duration LONG_AFTER = Duration.ofSeconds(10);

    private final List<Killed> killed = new ArrayList<>();

    /** Where the node is killed, what becomes of the request, and how often the upstream was asked. */
    private enum Point {
        F1_BEFORE_THE_INTENT("FAILED", 0),
        F2_AFTER_THE_INTENT("FAILED", 0),
        F2_BEFORE_THE_SOCKET("FAILED", 0),
        F3_HEAD_SENT("OUTCOME_UNKNOWN", 1),
        F4_BODY_SENT("OUTCOME_UNKNOWN", 1),
        F5_ANSWER_NOT_STORED("OUTCOME_UNKNOWN", 1),
        F6_STORED_AND_NOBODY_TOLD("SUCCEEDED", 1),
        F7_OUTCOME_NOT_RECORDED("SUCCEEDED", 1);

        private final String state;
        private final int hits;

        Point(String state, int hits) {
            this.state = state;
            this.hits = hits;
        }

        String tool() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Killed(Point point, String id, String marker, Instant restarted) {}

    @Test
    void a_node_that_is_killed_anywhere_on_the_way_leaves_a_call_that_was_sent_at_most_once() throws Exception {
        List<String> tools = Stream.of(Point.values()).map(Point::tool).toList();
        try (var ground = new ApprovalGround("approvals-killed", ApprovalApi.operations(tools));
                Gates gates = ground.gates()) {
            ServeRun node = ground.node(Gates.STOPPED);
            try {
                for (int round = 0; round < KILLS; round++) {
                    for (Point point : Point.values()) {
                        String marker = UUID.randomUUID().toString();
                        String id = ground.ask(node, point.tool(), marker, 20_000);
                        killAt(point, ground, gates, node, id, marker);
                        node = ground.node(Gates.STOPPED);
                        killed.add(new Killed(point, id, marker, Instant.now()));
                    }
                }
                Await.until(
                        "every request ends",
                        () -> killed.stream().allMatch(one -> ground.row(one.id).hasEnded()));
                Await.until("open intents are closed", () -> ground.openIntents() == 0);
                Thread.sleep(LONG_AFTER);
                for (Killed one : killed) {
                    verify(one, ground, node);
                }
                assertThat(ground.auditProblems()).isEmpty();
                report(ground);
            } finally {
                node.close();
            }
        }
    }

    private static void killAt(Point point, ApprovalGround ground, Gates gates, ServeRun node, String id, String marker)
            throws Exception {
        switch (point) {
            case F1_BEFORE_THE_INTENT -> killWaiting(ground, Gate.INTENT, false, gates, node, id);
            case F2_AFTER_THE_INTENT -> killWaiting(ground, Gate.INTENT_COMMIT, true, gates, node, id);
            case F2_BEFORE_THE_SOCKET -> killWaiting(ground, Gate.DISPATCH, false, gates, node, id);
            case F3_HEAD_SENT -> {
                CountDownLatch headArrived = ground.relay.holdBodies();
                approve(ground, node, id);
                assertThat(headArrived.await(1, TimeUnit.MINUTES)).isTrue();
                node.process().kill();
                ground.relay.passBodies();
            }
            case F4_BODY_SENT -> {
                var answer = new CountDownLatch(1);
                ground.upstream.answer("/" + point.tool(), Answers.held(answer, Answers.ok()));
                approve(ground, node, id);
                Await.until("the request arrives", () -> !ground.hits(marker).isEmpty());
                node.process().kill();
                answer.countDown();
            }
            case F5_ANSWER_NOT_STORED -> killWaiting(ground, Gate.OUTCOME, false, gates, node, id);
            case F6_STORED_AND_NOBODY_TOLD -> killWaiting(ground, Gate.OUTCOME_COMMIT, true, gates, node, id);
            case F7_OUTCOME_NOT_RECORDED -> {
                Await.until("no other outcome is to be recorded", () -> ground.openIntents() == 0);
                gates.shut(Gate.OUTCOME_RECORD);
                approve(ground, node, id);
                gates.awaitArrival(Gate.OUTCOME_RECORD);
                Await.until(
                        "the outcome is stored", () -> ground.row(id).state().equals("SUCCEEDED"));
                node.process().kill();
                gates.turnAway(Gate.OUTCOME_RECORD);
            }
        }
    }

    private static void killWaiting(
            ApprovalGround ground, Gate gate, boolean happens, Gates gates, ServeRun node, String id) throws Exception {
        gates.shut(gate);
        approve(ground, node, id);
        gates.awaitArrival(gate);
        node.process().kill();
        if (happens) {
            gates.open(gate);
        } else {
            gates.turnAway(gate);
        }
    }

    private static void approve(ApprovalGround ground, ServeRun node, String id) {
        Decider ada = ground.decider(node, ApprovalApi.ADA);
        assertThat(ada.open(node, id).approve().counts()).isTrue();
    }

    private static void verify(Killed one, ApprovalGround ground, ServeRun node) throws Exception {
        ApprovalGround.Row row = ground.row(one.id);
        assertThat(row.state()).as("%s", one).isEqualTo(one.point.state);
        assertThat(ground.hits(one.marker)).as("%s", one).hasSize(one.point.hits);
        assertThat(row.at()).as("%s", one).isBefore(one.restarted.plus(LONGEST_DOUBT));
        switch (one.point.state) {
            case "FAILED" -> assertThat(row.dispatched()).isFalse();
            case "OUTCOME_UNKNOWN" -> assertThat(row.reason()).contains("while the request was under way");
            default ->
                assertThat(ground.follow(node, one.id).isSuccess())
                        .as("the agent is told afterwards: %s", one)
                        .isTrue();
        }
    }

    private void report(ApprovalGround ground) throws Exception {
        Map<Point, String> ends = new EnumMap<>(Point.class);
        for (Killed one : killed) {
            ends.merge(one.point, one.point.state + " 1", (before, now) -> {
                String[] words = before.split(" ");
                return words[0] + " " + (Integer.parseInt(words[1]) + 1);
            });
        }
        Files.writeString(
                ground.report(),
                "%d kills, %d requests at the upstream: %s%n"
                        .formatted(killed.size(), ground.upstream.requests().size(), ends));
    }

    @Test
    void a_node_that_was_stopped_for_so_long_that_others_gave_it_up_sends_nothing_when_it_goes_on() throws Exception {
        try (var ground = new ApprovalGround("approvals-stopped", ApprovalApi.operations(List.of("stopped")));
                Gates gates = ground.gates();
                ServeRun other = ground.node("other");
                ServeRun stopped = ground.node(Gates.STOPPED)) {
            stoppedBeforeItAsksWhetherItMaySend(ground, gates, other, stopped);
            stoppedWhileItHoldsTheRequest(ground, gates, other, stopped);
        }
    }

    private static void stoppedBeforeItAsksWhetherItMaySend(
            ApprovalGround ground, Gates gates, ServeRun other, ServeRun stopped) throws Exception {
        String marker = UUID.randomUUID().toString();
        String id = ground.ask(other, "stopped", marker, 10);
        gates.shut(Gate.INTENT_COMMIT);
        approve(ground, stopped, id);
        gates.awaitArrival(Gate.INTENT_COMMIT);
        gates.shut(Gate.CHANGE);
        gates.open(Gate.INTENT_COMMIT);
        gates.awaitArrival(Gate.CHANGE);
        stopped.process().pause();

        endsAsNotSent(ground, id);
        gates.open(Gate.CHANGE);
        stopped.process().resume();

        sendsNothing(ground, marker, id);
    }

    private static void stoppedWhileItHoldsTheRequest(
            ApprovalGround ground, Gates gates, ServeRun other, ServeRun stopped) throws Exception {
        String marker = UUID.randomUUID().toString();
        String id = ground.ask(other, "stopped", marker, 10);
        gates.shut(Gate.DISPATCH);
        approve(ground, stopped, id);
        gates.awaitArrival(Gate.DISPATCH);
        stopped.process().pause();
        gates.open(Gate.DISPATCH);

        endsAsNotSent(ground, id);
        stopped.process().resume();

        sendsNothing(ground, marker, id);
    }

    private static void endsAsNotSent(ApprovalGround ground, String id) {
        Await.until("another node ends the request", () -> ground.row(id).hasEnded());
        assertThat(ground.row(id).state()).isEqualTo("FAILED");
        assertThat(ground.row(id).reason()).startsWith("nothing was sent");
    }

    private static void sendsNothing(ApprovalGround ground, String marker, String id) throws Exception {
        Await.until("the stopped node records that it sent nothing", () -> ground.openIntents() == 0);
        Thread.sleep(LONG_AFTER);
        assertThat(ground.hits(marker)).isEmpty();
        assertThat(ground.row(id).state()).isEqualTo("FAILED");
    }
}
