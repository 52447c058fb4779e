package dev.airlock.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.audit.AuditChains.Stored;
import dev.airlock.application.audit.TakeCheckpoint;
import dev.airlock.application.audit.Verification;
import dev.airlock.application.audit.Verification.Finding;
import dev.airlock.domain.audit.ChainHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A thief owns the database, its tables and every row, but not the file of checkpoints. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperingIT {
    private static final int EVENTS = 200;

    private Path directory;

    private final AuditDatabase database = AuditDatabase.create();
    private FileCheckpoints checkpoints;
    private UUID writer;

    @BeforeAll
    void a_log_with_checkpoints(@TempDir Path temporary) throws Exception {
        directory = temporary;
        checkpoints = FileCheckpoints.open(directory.resolve("checkpoints.jsonl"), directory.resolve("key"));
        var checkpoint = new TakeCheckpoint(database.chains, checkpoints, seen -> {}, InstantSource.system());
        try (var log = database.log()) {
            for (int i = 0; i < EVENTS; i++) {
                log.append(Deeds.refusal(i % 3 == 0 ? Deeds.LIGHTHOUSE : Deeds.HARBOUR, Deeds.NOON.plusSeconds(i)));
                if (i % 60 == 0) {
                    checkpoint.now();
                }
            }
        }
        checkpoint.now();
        writer = database.chains.heads().getFirst().writer();
        database.asOwner("alter table audit_event no force row level security;"
                + "alter table audit_event drop constraint audit_event_pkey;"
                + "create table pristine as select * from audit_event");
        assertThat(database.verify(checkpoints).intact()).isTrue();
    }

    /** What the thief does to the record at a place, as SQL. */
    enum Deed {
        EDIT_RESULT("update audit_event set result = 'SUCCEEDED' where sequence = :n"),
        EDIT_TOOL("update audit_event set tool = 'get_order' where sequence = :n"),
        EDIT_TIME("update audit_event set at = at + interval '1 microsecond' where sequence = :n"),
        EDIT_ACTOR_AWAY("update audit_event set actor = null where sequence = :n"),
        EDIT_DETAIL("update audit_event set detail = detail || ' ' where sequence = :n"),
        EDIT_HASH("update audit_event set hash = sha256('x') where sequence = :n"),
        MOVE_TO_ANOTHER_ORGANIZATION("update audit_event set organization_id = gen_random_uuid() where sequence = :n"),
        DELETE("delete from audit_event where sequence = :n"),
        DELETE_THREE("delete from audit_event where sequence between :n and :n + 2"),
        SWAP_PLACES(
                "update audit_event set sequence = case sequence when :n then :n + 1 else :n end where sequence in (:n, :n + 1)"),
        SWAP_CONTENTS("""
                update audit_event a set subject = b.subject, at = b.at, hash = b.hash, previous_hash = b.previous_hash
                from pristine b where a.sequence in (:n, :n + 1) and b.sequence = 2 * :n + 1 - a.sequence
                """),
        INSERT("""
                update audit_event set sequence = sequence + 1 where sequence > :n;
                insert into audit_event select (jsonb_populate_record(e, jsonb_build_object(
                    'sequence', :n + 1, 'subject', gen_random_uuid(), 'previous_hash', e.hash))).* from audit_event e where sequence = :n
                """),
        DUPLICATE_SEQUENCE("insert into audit_event select * from audit_event where sequence = :n"),
        TORN_ROW("update audit_event set detail = left(detail, length(detail) / 2) where sequence = :n"),
        TORN_HASH("update audit_event set hash = substring(hash for 16) where sequence = :n"),
        CUT_OFF_THE_TAIL("delete from audit_event where sequence >= :n");

        private final String sql;

        Deed(String sql) {
            this.sql = sql;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_changed_log_is_found_out_wherever_it_was_changed(Deed deed) {
        int found = 0;
        List<Long> places = List.of(1L, 2L, 17L, 60L, 61L, 99L, 123L, 180L, 198L, (long) EVENTS - 1);
        for (long place : places) {
            long at = deed == Deed.DELETE_THREE ? Math.min(place, EVENTS - 3) : place;
            database.asOwner(deed.sql.replace(":n", Long.toString(at)));
            Verification verification = database.verify(checkpoints);
            restore();
            assertThat(verification.intact()).as("%s at %d", deed, at).isFalse();
            assertThat(firstPlace(verification))
                    .as("%s at %d", deed, at)
                    .isBetween(at - 1, deed == Deed.CUT_OFF_THE_TAIL ? EVENTS : at + 1);
            found++;
        }
        assertThat(found).isEqualTo(places.size());
    }

    @ParameterizedTest
    @MethodSource("sixtyPlaces")
    void a_chain_made_anew_after_an_edit_contradicts_a_checkpoint(long place) {
        database.asOwner("update audit_event set result = 'SUCCEEDED' where sequence = " + place);
        chainAnew(place);
        assertThat(database.verify().intact())
                .as("to the chain alone it looks right")
                .isTrue();
        assertThat(database.verify(checkpoints).first())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("saw another one");
        restore();
    }

    @ParameterizedTest
    @MethodSource("sixtyPlaces")
    void a_tail_that_was_cut_off_is_missed_by_a_checkpoint(long place) {
        database.asOwner("delete from audit_event where sequence > " + place);
        assertThat(database.verify().intact())
                .as("to the chain alone it looks right")
                .isTrue();
        assertThat(database.verify(checkpoints).first())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("cut off");
        restore();
    }

    @Test
    void an_older_snapshot_with_a_new_chain_on_top_is_found_out() throws Exception {
        database.asOwner("delete from audit_event where sequence > 100");
        try (var log = database.log()) {
            log.append(Deeds.refusal(Deeds.HARBOUR, Deeds.NOON));
        }
        Verification verification = database.verify(checkpoints);
        assertThat(verification.chains()).isEqualTo(2);
        assertThat(verification.first())
                .singleElement()
                .matches(finding -> finding instanceof Finding.OfRecord record
                        && record.writer().equals(writer)
                        && record.sequence() == 121);
        assertThat(verification.uncovered()).isEqualTo(1);
        database.asOwner("delete from audit_event");
        restore();
    }

    @Test
    void a_whole_chain_that_vanished_is_found_out() {
        database.asOwner("delete from audit_event; delete from audit_writer");
        assertThat(database.verify().intact()).isTrue();
        assertThat(database.verify(checkpoints).intact()).isFalse();
        restore();
    }

    @Test
    void checkpoints_signed_again_with_another_key_are_found_out() throws Exception {
        Path forged = directory.resolve("forged.jsonl");
        Path file = directory.resolve("checkpoints.jsonl");
        database.asOwner("update audit_event set result = 'SUCCEEDED' where sequence = 50");
        chainAnew(50);
        var forger = FileCheckpoints.open(forged, directory.resolve("another-key"));
        new TakeCheckpoint(database.chains, forger, seen -> {}, InstantSource.system()).now();
        byte[] genuine = Files.readAllBytes(file);
        Files.copy(forged, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(database.verify(checkpoints).first())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("signature is wrong");
        Files.write(file, genuine);
        restore();
    }

    @Test
    void the_report_names_the_record_and_says_what_is_not_covered() {
        UUID subject = subjectAt(42);
        database.asOwner("update audit_event set tool = 'get_order' where sequence = 42");
        Verification verification = database.verify(checkpoints);
        assertThat(verification.first())
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("record 42 of writer %s (subject %s): its contents do not match its hash: it was altered"
                        .formatted(writer, subject));
        assertThat(verification.events()).isEqualTo(EVENTS);
        assertThat(verification.uncovered()).isZero();
        assertThat(verification.checkpoints()).isEqualTo(5);
        restore();
    }

    @Test
    void a_record_that_is_none_any_more_is_reported_and_not_stumbled_over() {
        database.asOwner("alter table audit_event drop constraint audit_event_phase_check;"
                + "update audit_event set phase = 'NONSENSE' where sequence = 7");
        assertThat(database.verify(checkpoints).first())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .startsWith("record 7 of writer")
                .contains("cannot be read");
        restore();
    }

    private static Stream<Long> sixtyPlaces() {
        return Stream.iterate(1L, place -> place + 3).limit(60);
    }

    private static long firstPlace(Verification verification) {
        return ((Finding.OfRecord) verification.first().getFirst()).sequence();
    }

    private UUID subjectAt(long place) {
        List<UUID> subjects = new ArrayList<>();
        database.chains.walk(
                writer,
                stored -> subjects.add(((Stored.Link) stored).link().event().subject()));
        return subjects.get((int) place - 1);
    }

    private void restore() {
        database.asOwner("delete from audit_event; insert into audit_event select * from pristine");
    }

    /** Gives the record at the place and all after it the hashes that their contents call for. */
    private void chainAnew(long place) {
        List<String> updates = new ArrayList<>();
        var head = new ChainHead[] {ChainHead.start(writer)};
        database.chains.walk(writer, stored -> {
            var link = head[0].link(((Stored.Link) stored).link().event());
            updates.add("update audit_event set previous_hash = '\\x%s', hash = '\\x%s' where sequence = %d"
                    .formatted(
                            HexFormat.of().formatHex(link.previousHash()),
                            HexFormat.of().formatHex(link.hash()),
                            link.sequence()));
            head[0] = new ChainHead(writer, link.sequence(), link.hash());
        });
        database.asOwner(String.join(";", updates.subList((int) place - 1, updates.size())));
    }
}
