package dev.airlock.persistence.audit;

import static dev.airlock.persistence.audit.Deeds.ADA;
import static dev.airlock.persistence.audit.Deeds.HARBOUR;
import static dev.airlock.persistence.audit.Deeds.NOON;
import static dev.airlock.persistence.audit.Deeds.intent;
import static dev.airlock.persistence.audit.Deeds.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.application.audit.AuditTrail.Entry;
import dev.airlock.application.audit.AuditTrail.Filter;
import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class GroupCommitAuditLogIT {
    private final AuditDatabase database = AuditDatabase.create();

    @Test
    void a_record_is_in_the_database_when_append_returns() throws Exception {
        UUID subject = UUID.randomUUID();
        try (var log = database.log()) {
            log.append(intent(subject));
            Entry entry = only(subject);
            assertThat(entry.sequence()).isEqualTo(1);
            assertThat(entry.event())
                    .usingRecursiveComparison()
                    .ignoringFields("at")
                    .isEqualTo(intent(subject));
            assertThat(entry.event().at()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123456Z"));
        }
    }

    @Test
    void outcomes_follow_their_intents_and_a_closed_log_leaves_nothing_unwritten() throws Exception {
        List<UUID> subjects = new ArrayList<>();
        try (var log = database.log()) {
            for (int i = 0; i < 50; i++) {
                UUID subject = UUID.randomUUID();
                subjects.add(subject);
                log.append(intent(subject));
                log.appendLater(outcome(subject));
            }
        }
        assertThat(database.phases())
                .containsOnlyKeys(subjects)
                .allSatisfy((subject, phases) -> assertThat(phases).containsExactly(Phase.INTENT, Phase.OUTCOME));
        assertThat(database.verify().intact()).isTrue();
        assertThat(database.count(
                        "select count(*) from audit_writer where closed_at is not null and closed_through = 100"))
                .isEqualTo(1);
    }

    @Test
    void a_thousand_callers_at_once_are_all_recorded_in_one_sound_chain_and_share_commits() throws Exception {
        var source = new CountingSource(database.serviceSource());
        int callers = 1_000;
        try (var log = database.log(source);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<UUID>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                calls.add(() -> {
                    UUID subject = UUID.randomUUID();
                    log.append(intent(subject));
                    return subject;
                });
            }
            List<UUID> subjects = new ArrayList<>();
            for (Future<UUID> call : threads.invokeAll(calls)) {
                subjects.add(call.get());
            }
            assertThat(database.phases()).containsOnlyKeys(subjects);
        }
        assertThat(database.verify().intact()).isTrue();
        assertThat(database.verify().events()).isEqualTo(callers);
        assertThat(source.inserts()).isBetween(1L, callers / 10L);
    }

    @Test
    void texts_that_a_database_cannot_hold_do_not_keep_others_from_being_recorded() throws Exception {
        UUID subject = UUID.randomUUID();
        try (var log = database.log()) {
            log.append(new AuditEvent(
                    HARBOUR,
                    subject,
                    Phase.EVENT,
                    NOON,
                    "tool.call",
                    ADA,
                    "nul \0 and half a pair \uD800",
                    "x".repeat(5_000),
                    null,
                    "{\"quoted\\\\, \"} NULL \uD83D\uDE80",
                    AuditResult.INVALID,
                    RawJson.of(
                            Json.object().put("text", "line\nbreak \0 \u2028 '").build())));
        }
        AuditEvent event = only(subject).event();
        assertThat(event.client()).isEqualTo("nul \uFFFD and half a pair \uFFFD");
        assertThat(event.address()).hasSize(1_000);
        assertThat(event.tool()).isEqualTo("{\"quoted\\\\, \"} NULL \uD83D\uDE80");
        assertThat(event.server()).isNull();
        assertThat(event.detail().parse().text("text")).isEqualTo("line\nbreak \0 \u2028 '");
        assertThat(database.verify().intact()).isTrue();
    }

    @Test
    void a_closed_log_takes_nothing() {
        var log = database.log();
        log.close();
        assertThatThrownBy(() -> log.append(intent(UUID.randomUUID())))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("shutting down");
        assertThat(database.count("select count(*) from audit_event")).isZero();
    }

    @Test
    void every_start_begins_a_chain_of_its_own() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (var log = database.log()) {
                log.append(intent(UUID.randomUUID()));
            }
        }
        assertThat(database.chains.heads()).hasSize(3).allMatch(head -> head.sequence() == 1);
    }

    private Entry only(UUID subject) {
        List<Entry> entries = entries(subject);
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }

    private List<Entry> entries(UUID subject) {
        List<Entry> entries = new ArrayList<>();
        database.trail.stream(HARBOUR, new Filter(null, null, null, null, subject, null, null), entries::add);
        return entries;
    }
}
