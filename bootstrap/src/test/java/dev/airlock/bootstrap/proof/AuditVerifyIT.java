package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.bootstrap.fixture.RecordingUpstream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code audit verify} finds what the database's own superuser did to the log, and names the record. */
final class AuditVerifyIT {
    private static final String BUSIEST =
            "(select writer from audit_event group by writer order by count(*) desc, writer limit 1)";

    private final RecordingUpstream upstream = RecordingUpstream.start();
    private final DemoRun demo = new DemoRun("audit", "127.0.0.1:" + upstream.port());

    @BeforeEach
    void makeCalls() throws Exception {
        demo.start();
        try (Agent agent = demo.agent("harbour-supplies")) {
            for (int i = 0; i < 20; i++) {
                assertThat(agent.call("listProducts", Map.of()).isSuccess()).isTrue();
            }
        }
        demo.process().terminate();
    }

    @AfterEach
    void stop() {
        demo.close();
        upstream.close();
    }

    @Test
    void it_names_the_record_that_was_edited_deleted_or_cut_off() throws SQLException {
        assertIntact();
        demo.start();
        assertIntact();

        assertNames(5, "update audit_event set detail = detail || ' ' where writer = " + BUSIEST + " and sequence = 5");
        assertNames(5, "delete from audit_event where writer = " + BUSIEST + " and sequence = 5");
        assertIntact();

        // Last, since the running node takes it for a restored database, and goes on from there.
        long last = number("select max(sequence) from audit_event where writer = " + BUSIEST);
        String writer = text("select " + BUSIEST);
        execute("delete from audit_event where writer = '" + writer + "' and sequence > " + (last - 2));
        assertNamed(last, writer);
    }

    private void assertIntact() {
        var ended = verify();
        assertThat(ended.output()).contains("Everything is as it was written.", "signed by key");
        assertThat(ended.exitCode()).isZero();
    }

    /** Tampers, verifies, and puts everything back. */
    private void assertNames(long sequence, String tampering) throws SQLException {
        String writer = text("select " + BUSIEST);
        execute("drop table if exists kept", "create table kept as table audit_event");
        execute(tampering);
        assertNamed(sequence, writer);
        execute("delete from audit_event", "insert into audit_event table kept", "drop table kept");
    }

    private void assertNamed(long sequence, String writer) {
        var ended = verify();
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("WRONG  record " + sequence + " of writer " + writer);
    }

    private AirlockProcess.Ended verify() {
        return AirlockProcess.run(
                demo.ground(),
                Map.of(),
                "audit",
                "verify",
                "--data-dir",
                demo.directory().toString());
    }

    /** In one transaction, so that the node sees nothing of the time between. */
    private void execute(String... statements) throws SQLException {
        try (Connection database = AuditRows.superuser(demo.directory());
                Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            database.commit();
        }
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private String text(String query) throws SQLException {
        try (Connection database = AuditRows.superuser(demo.directory());
                Statement statement = database.createStatement();
                var found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }
}
