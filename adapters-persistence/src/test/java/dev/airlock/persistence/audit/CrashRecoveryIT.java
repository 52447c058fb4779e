package dev.airlock.persistence.audit;

import static dev.airlock.persistence.audit.Deeds.intent;
import static dev.airlock.persistence.audit.Deeds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.audit.AuditTrail.Filter;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.AuditResult;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CrashRecoveryIT {
    private final AuditDatabase database = AuditDatabase.create();

    @Test
    void what_a_crash_left_open_is_closed_as_of_unknown_outcome_exactly_once() throws Exception {
        List<UUID> open = crashWithOpenIntents(5);
        try (var log = database.log()) {
            var close = database.closeOpenIntents(log);
            assertThat(close.run()).isEqualTo(1);
            assertThat(close.run()).isZero();
            log.append(Deeds.refusal(Deeds.HARBOUR, Deeds.NOON));
        }
        open.forEach(this::isUnknown);
        assertThat(database.count("select count(*) from audit_event where result = 'OUTCOME_UNKNOWN'"))
                .isEqualTo(5);
        assertThat(database.verify().intact()).isTrue();
    }

    @Test
    void two_nodes_that_recover_at_once_close_each_intent_once() throws Exception {
        List<UUID> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            open.addAll(crashWithOpenIntents(3));
        }
        try (var one = database.log();
                var two = database.log();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            one.append(intent(UUID.randomUUID()));
            two.append(intent(UUID.randomUUID()));
            List<Callable<Integer>> recoveries = List.of(
                    () -> database.closeOpenIntents(one).run(),
                    () -> database.closeOpenIntents(two).run());
            int closed = 0;
            for (Future<Integer> recovery : threads.invokeAll(recoveries)) {
                closed += recovery.get();
            }
            assertThat(closed).isEqualTo(5);
        }
        open.forEach(this::isUnknown);
        assertThat(database.verify().intact()).isTrue();
    }

    @Test
    void a_recovery_that_is_itself_cut_short_is_finished_by_the_next_without_repeating_it() throws Exception {
        List<UUID> open = crashWithOpenIntents(4);
        try (var log = database.log()) {
            UUID done = open.getFirst();
            log.append(Deeds.event(
                    Deeds.HARBOUR,
                    done,
                    Phase.OUTCOME,
                    Deeds.NOON,
                    "tool.call",
                    Deeds.ADA,
                    "shop",
                    "get_order",
                    AuditResult.OUTCOME_UNKNOWN));
            assertThat(database.closeOpenIntents(log).run()).isEqualTo(1);
        }
        open.forEach(this::isUnknown);
    }

    @Test
    void a_live_writer_is_left_alone() throws Exception {
        UUID inFlight = UUID.randomUUID();
        try (var living = database.log();
                var log = database.log()) {
            living.append(intent(inFlight));
            log.append(Deeds.refusal(Deeds.HARBOUR, Deeds.NOON));
            assertThat(database.closeOpenIntents(log).run()).isZero();
            living.appendLater(outcome(inFlight));
        }
        assertThat(database.phases().get(inFlight)).containsExactly(Phase.INTENT, Phase.OUTCOME);
    }

    @Test
    void a_shutdown_with_a_call_in_flight_leaves_its_intent_to_the_next_start() throws Exception {
        UUID inFlight = UUID.randomUUID();
        try (var log = database.log()) {
            log.append(intent(inFlight));
        }
        try (var log = database.log()) {
            assertThat(database.closeOpenIntents(log).run()).isEqualTo(1);
        }
        isUnknown(inFlight);
    }

    private void isUnknown(UUID subject) {
        List<AuditEvent> events = new ArrayList<>();
        database.trail.stream(
                Deeds.HARBOUR,
                new Filter(null, null, null, null, subject, null, null),
                entry -> events.add(entry.event()));
        assertThat(events).hasSize(2);
        AuditEvent end = events.stream()
                .filter(event -> event.phase() == Phase.OUTCOME)
                .findFirst()
                .orElseThrow();
        assertThat(end.result()).isEqualTo(AuditResult.OUTCOME_UNKNOWN);
        assertThat(end.tool()).isEqualTo("get_order");
        assertThat(end.actor()).isEqualTo(Deeds.ADA);
    }

    /** A node that does several things, leaves some of them open and is then gone without a word. */
    private List<UUID> crashWithOpenIntents(int count) throws Exception {
        var source = new MortalSource(database.serviceSource());
        var log = database.log(source);
        List<UUID> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID done = UUID.randomUUID();
            log.append(intent(done));
            UUID left = UUID.randomUUID();
            log.append(intent(left));
            log.appendLater(outcome(done));
            open.add(left);
        }
        // One more commit: the outcomes before it are durable then.
        log.append(Deeds.refusal(Deeds.HARBOUR, Deeds.NOON));
        source.die();
        return open;
    }
}
