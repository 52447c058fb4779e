package dev.airlock.bootstrap.proof;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Places in the database at which a node waits while they are shut, so that it can be killed or stopped there. The product knows nothing of them: they are triggers,
 * on a test's own database.
 */
final class Gates implements AutoCloseable {
    /** What a connection's application is called that is stopped at approval requests; the audit log's all are. */
    static final String STOPPED = "stopped";

    private static final int CLASS = 4711;

    /** A place. */
    enum Gate {
        /** The record of a call's intent is about to be written. */
        INTENT(1, "before insert on audit_event for each row when (new.phase = 'INTENT' and new.action = 'tool.call')"),
        /** It is written and about to be committed: once it waits here, the commit needs the node no more. */
        INTENT_COMMIT(
                2,
                "after insert on audit_event deferrable initially deferred for each row when (new.phase = 'INTENT' and new.action = 'tool.call')"),
        /** A request is about to be marked as one that may have left, and is locked. */
        DISPATCH(3, "before update on approval_request for each row when (new.dispatched and not old.dispatched)"),
        /** A request is about to be changed, and is not locked yet. */
        CHANGE(4, "before update on approval_request for each statement"),
        /** The outcome is about to be stored. */
        OUTCOME(5, "before update on approval_request for each row when (new.state = 'SUCCEEDED')"),
        /** It is stored and about to be committed; the commit needs the node no more. */
        OUTCOME_COMMIT(
                6,
                "after update on approval_request deferrable initially deferred for each row when (new.state = 'SUCCEEDED')"),
        /** The record of a call's outcome is about to be written. */
        OUTCOME_RECORD(
                7,
                "before insert on audit_event for each row when (new.phase = 'OUTCOME' and new.action = 'tool.call')");

        private final int number;
        private final String trigger;

        Gate(int number, String trigger) {
            this.number = number;
            this.trigger = trigger;
        }
    }

    private final Connection database;

    /** Builds them, open, in an installed database. */
    Gates(Connection superuser) throws SQLException {
        database = superuser;
        execute("""
                create function gate() returns trigger language plpgsql as $$
                begin
                    if tg_table_name = 'audit_event' or current_setting('application_name') = '%s' then
                        perform pg_advisory_xact_lock_shared(%d, tg_argv[0]::integer);
                    end if;
                    return new;
                end $$
                """.formatted(STOPPED, CLASS));
        for (Gate gate : Gate.values()) {
            execute("create %s trigger gate_%s %s execute function gate(%d)"
                    .formatted(gate.trigger.contains("deferred") ? "constraint" : "", gate, gate.trigger, gate.number));
        }
    }

    void shut(Gate gate) throws SQLException {
        execute("select pg_advisory_lock(%d, %d)".formatted(CLASS, gate.number));
    }

    void open(Gate gate) throws SQLException {
        execute("select pg_advisory_unlock(%d, %d)".formatted(CLASS, gate.number));
    }

    /** Returns once somebody waits there. */
    void awaitArrival(Gate gate) {
        Await.until("a node comes to " + gate, () -> isWaiting(gate));
    }

    private boolean isWaiting(Gate gate) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(
                        "select from pg_locks where locktype = 'advisory' and classid = %d and objid = %d and not granted"
                                .formatted(CLASS, gate.number))) {
            return found.next();
        }
    }

    /** Ends what waits there without its having happened, as the server does when it finds that its client is gone, and opens it. */
    void turnAway(Gate gate) throws SQLException {
        execute("""
                select pg_terminate_backend(pid, 10000) from pg_locks
                where locktype = 'advisory' and classid = %d and objid = %d and not granted
                """.formatted(CLASS, gate.number));
        open(gate);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
