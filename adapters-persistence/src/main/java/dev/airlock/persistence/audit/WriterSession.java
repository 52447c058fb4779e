package dev.airlock.persistence.audit;

import dev.airlock.domain.audit.ChainHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A writer's own connection. Lock and inserts share it: a session that lost the one cannot do the other. */
final class WriterSession implements AutoCloseable {
    private static final String PREPARE = """
            select set_config('airlock.scope', 'installation', false), set_config('statement_timeout', '4s', false),
                   case current_setting('synchronous_commit') when 'off' then set_config('synchronous_commit', 'on', false) end,
                   pg_backend_pid()
            """;
    private static final String END_FORMER = """
            select pg_terminate_backend(pid) from pg_locks
            where locktype = 'advisory' and ((classid::bigint << 32) | objid::bigint) = ? and objsubid = 1 and pid = ?
            """;
    private static final String HEAD =
            "select sequence, hash from audit_event where writer = ? order by sequence desc limit 1";

    private final Connection connection;
    private final InsertEvents insert;
    private final int backend;

    private WriterSession(Connection connection) throws SQLException {
        this.connection = connection;
        this.backend = one(PREPARE, row -> row.getInt(4));
        this.insert = new InsertEvents(connection);
    }

    static WriterSession open(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        try {
            return new WriterSession(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The server process that serves this session. */
    int backend() {
        return backend;
    }

    /** Registers a new writer and takes its lock. */
    ChainHead register(UUID writer, String node, Instant now) throws SQLException {
        lock(writer);
        update(
                "insert into audit_writer (id, node, started_at) values (?, ?, ?)",
                writer,
                node,
                OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
        return ChainHead.start(writer);
    }

    /**
     * Takes a writer up again after its session was lost. What that session had under way has either happened or never will when this returns.
     *
     * @return where the chain ends in the database, or null where another node has closed it, or the database is an older one that does not know it
     */
    @Nullable
    ChainHead reclaim(UUID writer, int formerBackend) throws SQLException {
        query(END_FORMER, row -> row.getBoolean(1), WriterLock.key(writer), formerBackend);
        lock(writer);
        Boolean open =
                query("select closed_at is null from audit_writer where id = ?", row -> row.getBoolean(1), writer);
        return Boolean.TRUE.equals(open) ? head(writer) : null;
    }

    /** Gives a writer up: its lock is free for whoever closes it. */
    void release(UUID writer) throws SQLException {
        one("select pg_advisory_unlock(?)", row -> row.getBoolean(1), WriterLock.key(writer));
    }

    /** Returns where the chain ends in the database. */
    ChainHead head(UUID writer) throws SQLException {
        ChainHead head = query(HEAD, row -> new ChainHead(writer, row.getLong(1), row.getBytes(2)), writer);
        return head == null ? ChainHead.start(writer) : head;
    }

    /** Writes the batch durably. */
    void insert(LinkedBatch batch) throws SQLException {
        insert.execute(batch);
    }

    /** Notes how far back a restart must look; also shows whether the session still lives. */
    void advance(UUID writer, long closedThrough) throws SQLException {
        update(
                "update audit_writer set closed_through = ? where id = ? and closed_through <> ?",
                closedThrough,
                writer,
                closedThrough);
    }

    /** Marks the writer closed: nothing is left open in its chain. */
    void finish(UUID writer, long closedThrough, Instant now) throws SQLException {
        update(
                "update audit_writer set closed_through = ?, closed_at = ? where id = ?",
                closedThrough,
                OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
                writer);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void lock(UUID writer) throws SQLException {
        if (!one("select pg_try_advisory_lock(?)", row -> row.getBoolean(1), WriterLock.key(writer))) {
            throw new SQLException("the lock of audit writer " + writer + " is held by another session");
        }
    }

    private void update(String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(sql, arguments)) {
            statement.executeUpdate();
        }
    }

    private <T> T one(String sql, Row<T> mapper, Object... arguments) throws SQLException {
        T found = query(sql, mapper, arguments);
        if (found == null) {
            throw new SQLException("no row answers: " + sql);
        }
        return found;
    }

    private <T> @Nullable T query(String sql, Row<T> mapper, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? mapper.read(rows) : null;
        }
    }

    private PreparedStatement prepare(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
