package dev.airlock.persistence.audit;

import static dev.airlock.persistence.audit.Deeds.HARBOUR;
import static dev.airlock.persistence.audit.Deeds.intent;
import static dev.airlock.persistence.audit.Deeds.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.application.audit.AuditTrail.Filter;
import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.AuditResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AuditOutageIT {
    private final AuditDatabase database = AuditDatabase.create();

    @Test
    void without_the_right_to_insert_nothing_may_happen_and_the_log_recovers_by_itself() throws Exception {
        UUID open = UUID.randomUUID();
        try (var log = database.log()) {
            log.append(intent(open));
            String service = database.access().serviceUser();
            database.asOwner("revoke insert on audit_event from " + service);

            UUID refused = UUID.randomUUID();
            assertThatThrownBy(() -> log.append(intent(refused)))
                    .isInstanceOf(AuditUnavailableException.class)
                    .hasMessage("it could not be recorded in the audit log because the database does not take it")
                    .hasRootCauseMessage("ERROR: permission denied for table audit_event");
            log.appendLater(outcome(open));

            database.asOwner("grant insert on audit_event to " + service);
            Await.until("the log takes events again", () -> succeeds(log));
            Await.until(
                    "the outcome that was kept is written", () -> phases(open).size() == 2);
            // An attempt that was under way when the right came back may have recorded it after all, and then says that
            // nothing was done.
            assertThat(phases(refused)).isIn(List.of(), List.of(Phase.INTENT, Phase.OUTCOME));
        }
        assertThat(database.verify().intact()).isTrue();
        assertThat(database.chains.heads()).hasSize(1);
    }

    @Test
    void a_table_that_is_locked_is_an_outage_too() throws Exception {
        try (var log = database.log();
                var thief = database.owner()) {
            log.append(intent(UUID.randomUUID()));
            thief.setAutoCommit(false);
            thief.createStatement().execute("lock table audit_event in access exclusive mode");
            UUID refused = UUID.randomUUID();
            assertThatThrownBy(() -> log.append(intent(refused))).isInstanceOf(AuditUnavailableException.class);
            thief.rollback();
            Await.until("the log takes events again", () -> succeeds(log));
            assertThat(phases(refused)).isIn(List.of(), List.of(Phase.INTENT, Phase.OUTCOME));
        }
        assertThat(database.verify().intact()).isTrue();
    }

    @Test
    void killed_connections_under_load_lose_nothing_that_was_promised_and_write_nothing_twice() throws Exception {
        Set<UUID> promised = ConcurrentHashMap.newKeySet();
        Set<UUID> refused = ConcurrentHashMap.newKeySet();
        try (var log = database.log();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var end = new CountDownLatch(1);
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                callers.add(threads.submit(() -> callUntil(end, log, promised, refused)));
            }
            try {
                for (int kill = 0; kill < 10; kill++) {
                    awaitMore(promised);
                    database.killWriterSession();
                }
                awaitMore(promised);
            } finally {
                end.countDown();
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        }
        Map<UUID, List<Phase>> recorded = database.phases();
        for (UUID subject : promised) {
            assertThat(recorded.get(subject)).containsExactly(Phase.INTENT, Phase.OUTCOME);
        }
        for (UUID subject : refused) {
            assertThat(recorded.get(subject)).isIn(null, List.of(Phase.INTENT, Phase.OUTCOME));
        }
        assertThat(database.verify().intact()).isTrue();
    }

    @Test
    void a_commit_whose_answer_is_lost_counts_once() throws Exception {
        String url = database.access().jdbcUrl();
        int port = Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1"));
        try (var proxy = new LeakyProxy(port);
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var log = database.log(AuditDataSource.of(
                        url.replace(":" + port + "/", ":" + proxy.port() + "/"),
                        database.access().serviceUser(),
                        database.access().servicePassword()))) {
            int lost = 0;
            for (int i = 0; i < 5; i++) {
                Await.until("the log takes events", () -> isPromised(log, UUID.randomUUID()));
                UUID subject = UUID.randomUUID();
                proxy.loseAnswers();
                Future<Boolean> call = threads.submit(() -> isPromised(log, subject));
                Await.until(
                        "it is committed",
                        () -> call.isDone() || !phases(subject).isEmpty());
                lost += call.isDone() ? 0 : 1;
                proxy.cut();
                // A caller that had given up was refused; its intent, if it was recorded at all, says that it led to
                // nothing.
                List<List<Phase>> allowed = call.get()
                        ? List.of(List.of(Phase.INTENT))
                        : List.of(List.of(), List.of(Phase.INTENT, Phase.OUTCOME));
                Await.until("it is recorded once", () -> allowed.contains(phases(subject)));
            }
            assertThat(lost).as("commits whose answers were lost").isPositive();
        }
        assertThat(database.chains.heads()).hasSize(1);
        assertThat(database.verify().intact()).isTrue();
    }

    @Test
    void an_intent_that_becomes_durable_after_its_caller_was_refused_is_said_to_have_led_to_nothing() throws Exception {
        String url = database.access().jdbcUrl();
        int port = Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1"));
        UUID subject = UUID.randomUUID();
        try (var proxy = new LeakyProxy(port);
                var log = database.log(AuditDataSource.of(
                        url.replace(":" + port + "/", ":" + proxy.port() + "/"),
                        database.access().serviceUser(),
                        database.access().servicePassword()))) {
            log.append(intent(UUID.randomUUID()));
            proxy.loseAnswers();
            assertThatThrownBy(() -> log.append(intent(subject))).isInstanceOf(AuditUnavailableException.class);
            proxy.cut();
            Await.until("its end is told", () -> phases(subject).size() == 2);
        }
        assertThat(events(subject).getLast().result()).isEqualTo(AuditResult.FAILED);
        assertThat(events(subject).getLast().detail().text()).contains("nothing was done");
        assertThat(database.verify().intact()).isTrue();
    }

    @Test
    void an_intent_whose_caller_was_refused_before_the_database_came_back_is_not_recorded() throws Exception {
        UUID refused = UUID.randomUUID();
        HeldSource source = new HeldSource(database.serviceSource());
        try (var log = database.log(source)) {
            log.append(intent(UUID.randomUUID()));
            source.hold();
            database.killWriterSession();
            assertThatThrownBy(() -> log.append(intent(refused))).isInstanceOf(AuditUnavailableException.class);
            source.release();
            Await.until("the log takes events again", () -> succeeds(log));
        }
        assertThat(phases(refused)).isEmpty();
        assertThat(database.chains.heads()).hasSize(1);
        assertThat(database.verify().intact()).isTrue();
    }

    @Test
    void a_writer_that_an_older_database_does_not_know_goes_on_in_a_new_chain() throws Exception {
        UUID before = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        try (var log = database.log()) {
            log.append(intent(before));
            database.asOwner("alter table audit_event no force row level security;"
                    + "delete from audit_event; delete from audit_writer");
            database.killWriterSession();
            Await.until("the log takes events again", () -> succeeds(log));
            log.append(intent(after));
        }
        assertThat(phases(before)).isEmpty();
        assertThat(phases(after)).containsExactly(Phase.INTENT);
        assertThat(database.verify().intact()).isTrue();
    }

    @Test
    void a_writer_that_another_node_has_closed_goes_on_in_a_new_chain() throws Exception {
        UUID inFlight = UUID.randomUUID();
        try (var log = database.log();
                var other = database.log()) {
            other.append(intent(UUID.randomUUID()));
            log.append(intent(inFlight));
            database.asOwner("update audit_writer set closed_at = now()");
            database.killWriterSession();
            Await.until("the log takes events again", () -> succeeds(log));
            log.appendLater(outcome(inFlight));
            Await.until("the outcome is written", () -> phases(inFlight).size() == 2);
        }
        assertThat(database.chains.heads()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(database.verify().intact()).isTrue();
    }

    private static void awaitMore(Set<UUID> promised) throws Exception {
        long before = promised.size();
        Await.until("calls go on", () -> promised.size() > before + 20);
    }

    private static Void callUntil(CountDownLatch end, GroupCommitAuditLog log, Set<UUID> promised, Set<UUID> refused) {
        while (end.getCount() > 0) {
            UUID subject = UUID.randomUUID();
            try {
                log.append(intent(subject));
                log.appendLater(outcome(subject));
                promised.add(subject);
            } catch (AuditUnavailableException e) {
                refused.add(subject);
            }
        }
        return null;
    }

    private static boolean succeeds(GroupCommitAuditLog log) {
        UUID subject = UUID.randomUUID();
        boolean promised = isPromised(log, subject);
        if (promised) {
            log.appendLater(outcome(subject));
        }
        return promised;
    }

    private static boolean isPromised(GroupCommitAuditLog log, UUID subject) {
        try {
            log.append(intent(subject));
            return true;
        } catch (AuditUnavailableException e) {
            return false;
        }
    }

    private List<Phase> phases(UUID subject) {
        return events(subject).stream().map(AuditEvent::phase).toList();
    }

    private List<AuditEvent> events(UUID subject) {
        List<AuditEvent> events = new ArrayList<>();
        database.trail.stream(
                HARBOUR, new Filter(null, null, null, null, subject, null, null), entry -> events.add(entry.event()));
        return events;
    }
}
