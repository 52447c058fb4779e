package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.bootstrap.proof.Decider.Decision;
import dev.airlock.bootstrap.proof.Decider.Said;
import dev.airlock.bootstrap.proof.Decider.Shown;
import java.io.IOException;
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
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * two people send the form of a request at the same instant, over fifty times at each of two nodes: both approve it, or one of them rejects it.
 * {@code -Dairlock.approvals.rounds} times there is one decision, and the call is sent once where it is a yes. A-14: where two must approve, four people do so
 * at once; it is sent once, and two of them are those who approved it. A-02: where one approves what another one changes at that instant, what is sent is what was approved.
 */
final class ApprovalRaceIT {
    private static final int ROUNDS = Integer.getInteger("airlock.approvals.rounds", 20);

    /** So many forms at each node; two people or four send equally many. */
    private static final int PARALLEL = 52;

    /** Decisions take more or less long to be come to: with a head start of none to three of these for the slower one, either may win. */
    private static final Duration STEP = Duration.ofMillis(10);

    @Test
    void however_many_decide_at_once_there_is_one_decision_and_at_most_one_request() throws Exception {
        try (var race = new Race("approvals-raced", "race")) {
            List<String> approved = new ArrayList<>();
            for (String tool : race.tools) {
                approved.add(race.approved(tool, List.of(race.ada, race.carol), 1));
            }
            int rejected = 0;
            for (int round = 0; round < ROUNDS; round++) {
                rejected += race.carolRejects(race.tools.get(round), STEP.multipliedBy(round % 4)) ? 1 : 0;
            }
            int sent = race.ground.upstream.requests().size();
            for (String id : approved) {
                assertThat(race.carol.open(race.two, id).approve().status()).isEqualTo(409);
            }
            race.ground.alter(approved.getFirst(), "state = 'APPROVED'");
            Await.until(
                    "it ends again", () -> race.ground.row(approved.getFirst()).hasEnded());
            assertThat(race.ground.row(approved.getFirst()).state()).isEqualTo("OUTCOME_UNKNOWN");
            Thread.sleep(5_000);
            assertThat(race.ground.upstream.requests())
                    .as("an approval is used once")
                    .hasSize(sent);
            assertThat(sent).isEqualTo(2 * ROUNDS - rejected);
            race.report("%d rounds of yes and %d of yes and no, %d forms at once in each: %d requests, %d rejected%n"
                    .formatted(ROUNDS, ROUNDS, 2 * PARALLEL, sent, rejected));
        }
    }

    @Test
    void of_many_who_approve_at_once_as_many_count_as_must() throws Exception {
        try (var race = new Race("approvals-quorum", "quorum")) {
            List<Decider> people = ApprovalApi.APPROVERS.stream()
                    .map(person -> race.ground.decider(race.one, person))
                    .toList();
            for (String tool : race.tools) {
                String id = race.approved(tool, people, 2);
                assertThat(race.ground.number(
                                "select count(distinct user_id) from approval_vote where approval_id = '" + id + "'"))
                        .isEqualTo(2);
            }
            assertThat(race.ground.upstream.requests()).hasSize(ROUNDS);
            race.report("%d rounds of two yes of four people, %d forms at once in each: %d requests%n"
                    .formatted(ROUNDS, 2 * PARALLEL, ROUNDS));
        }
    }

    @Test
    void what_one_changes_while_another_one_approves_is_sent_as_it_was_approved() throws Exception {
        try (var race = new Race("approvals-edited", "race")) {
            int changed = 0;
            for (int round = 0; round < ROUNDS; round++) {
                changed += race.carolChanges(race.tools.get(round), STEP.multipliedBy(round % 4)) ? 1 : 0;
            }
            assertThat(race.ground.upstream.requests()).hasSize(ROUNDS);
            race.report("%d rounds of a yes and a change, %d forms at once in each: %d changed first%n"
                    .formatted(ROUNDS, 2 * PARALLEL, changed));
        }
    }

    /** What somebody does with a request, a little later than others. */
    private record Choice(Decider person, Function<Shown, Said> form, Duration after) {}

    /** Two nodes, at which Ada and Carol are signed in, and a tool for each round. */
    private static final class Race implements AutoCloseable {
        final List<String> tools;
        final ApprovalGround ground;
        final ServeRun one;
        final ServeRun two;
        final Decider ada;
        final Decider carol;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        Race(String name, String tool) {
            tools = IntStream.range(0, ROUNDS).mapToObj(round -> tool + round).toList();
            ground = new ApprovalGround(name, ApprovalApi.operations(tools));
            one = ground.node("one");
            two = ground.node("two");
            ada = ground.decider(one, ApprovalApi.ADA);
            carol = ground.decider(two, ApprovalApi.CAROL);
        }

        void report(String words) throws IOException {
            Files.writeString(ground.report(), words);
        }

        /** Lets all of them approve a call at once, of whom so many must; returns the request. */
        String approved(String tool, List<Decider> people, int quorum) throws Exception {
            String marker = UUID.randomUUID().toString();
            String id = ground.ask(one, tool, marker, 10);

            List<Said> counted = race(
                    id,
                    people.stream()
                            .map(person -> new Choice(person, Shown::approve, Duration.ZERO))
                            .toList());
            assertThat(counted).extracting(Said::person).hasSize(quorum).doesNotHaveDuplicates();
            Await.until("it is sent", () -> ground.row(id).hasEnded());
            assertThat(ground.row(id).state()).isEqualTo("SUCCEEDED");
            assertThat(ground.hits(marker)).hasSize(1);
            return id;
        }

        /** Lets Ada approve a call, with a head start, and Carol reject it; returns whether it is rejected. */
        boolean carolRejects(String tool, Duration headStart) throws Exception {
            String marker = UUID.randomUUID().toString();
            String id = ground.ask(two, tool, marker, 10);

            List<Said> counted = race(
                    id,
                    List.of(
                            new Choice(ada, Shown::approve, Duration.ZERO),
                            new Choice(carol, Shown::reject, headStart)));
            assertThat(counted).hasSize(1);
            boolean rejected = counted.getFirst().decision() == Decision.REJECT;
            Await.until("it ends", () -> ground.row(id).hasEnded());
            assertThat(ground.row(id).state()).isEqualTo(rejected ? "REJECTED" : "SUCCEEDED");
            assertThat(ground.hits(marker)).hasSize(rejected ? 0 : 1);
            return rejected;
        }

        /** Lets Ada approve a call, and Carol change its marker with a head start; returns whether it is changed. */
        boolean carolChanges(String tool, Duration headStart) throws Exception {
            String asked = UUID.randomUUID().toString();
            String other = UUID.randomUUID().toString();
            String id = ground.ask(one, tool, asked, 10);

            List<Said> counted = race(
                    id,
                    List.of(
                            new Choice(ada, Shown::approve, headStart),
                            new Choice(
                                    carol,
                                    shown -> shown.edit("{\"marker\": \"" + other + "\", \"body\": \"x\"}"),
                                    Duration.ZERO)));
            assertThat(counted).hasSize(1);
            boolean changed = counted.getFirst().decision() == Decision.EDIT;
            if (changed) {
                assertThat(ground.row(id).state()).isEqualTo("PENDING");
                assertThat(ada.open(two, id).approve().counts()).isTrue();
            }
            Await.until("it is sent", () -> ground.row(id).hasEnded());
            assertThat(ground.row(id).state()).isEqualTo("SUCCEEDED");
            assertThat(ground.hits(changed ? other : asked)).hasSize(1);
            assertThat(ground.hits(changed ? asked : other)).isEmpty();
            return changed;
        }

        /** Sends everybody's form equally often at every node, all at once; returns those that count. */
        private List<Said> race(String id, List<Choice> choices) throws Exception {
            List<Callable<Said>> tries = new ArrayList<>();
            for (ServeRun node : List.of(one, two)) {
                for (Choice choice : choices) {
                    Shown shown = choice.person.open(node, id);
                    Callable<Said> form = () -> {
                        Thread.sleep(choice.after);
                        return choice.form.apply(shown);
                    };
                    tries.addAll(Collections.nCopies(PARALLEL / choices.size(), form));
                }
            }
            Collections.shuffle(tries);
            List<Said> said =
                    threads.invokeAll(tries).stream().map(Future::resultNow).toList();
            assertThat(said).filteredOn(one -> !one.counts()).allMatch(one -> one.status() == 409);
            return said.stream().filter(Said::counts).toList();
        }

        @Override
        public void close() throws IOException {
            threads.close();
            two.close();
            one.close();
            ground.close();
        }
    }
}
