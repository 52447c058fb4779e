package dev.airlock.bench;

import dev.airlock.persistence.embedded.RunningPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Gives a running installation the audit log of years and many connected clients, in bulk. No hash is real: they are there to be many. */
final class History {
    private static final long CHUNK = 500_000;
    private static final String AUDIT_EVENTS = """
            insert into audit_event (writer, sequence, previous_hash, hash, organization_id, subject, phase, at,
                                     action, actor, client, address, server, tool, result, detail)
            select '00000000-0000-7000-8000-000000000001', n, sha256('a'), sha256('b'), o.id,
                   lpad(to_hex(n / 2 + 1700000000000), 32, '0')::uuid, case n % 2 when 1 then 'INTENT' else 'OUTCOME' end,
                   timestamptz '2020-01-01' + n * interval '10 seconds', 'tool.call', m.user_id, 'bench', '127.0.0.1',
                   'orders-' || (1 + n % 1000), 'getOrder', case n % 2 when 1 then 'STARTED' else 'SUCCEEDED' end,
                   '{"request":"' || repeat('0', 64) || '","rule":"reads are allowed","arguments":{"orderId":"ord-4711"}}'
            from generate_series(?::bigint, ?::bigint) as n, organization o join membership m on m.organization_id = o.id
            """;

    private static final String CLIENTS = """
            insert into oauth_client (id, name, redirect_uris, last_allowed_at)
            select lpad(to_hex(n), 32, '0')::uuid::text, 'Client ' || n, array['http://127.0.0.1/callback'], now()
            from generate_series(1, ?) as n on conflict do nothing
            """;
    private static final String GRANTS = """
            insert into oauth_grant (organization_id, id, user_id, client_id, client_name, resource, access, created_at, expires_at)
            select m.organization_id, lpad(to_hex(n), 32, '0')::uuid, m.user_id, lpad(to_hex(1 + n / 10), 32, '0')::uuid::text,
                   'Client ' || 1 + n / 10, '/mcp/bench/orders-' || 1 + n % 1000, 'WRITE', now(), now() + interval '90 days'
            from generate_series(1, ?) as n, membership m on conflict do nothing
            """;
    private static final String REFRESH_TOKENS = """
            insert into oauth_refresh_token (organization_id, secret_hash, grant_id)
            select g.organization_id, encode(sha256(g.id::text::bytea), 'hex'), g.id
            from oauth_grant g where g.client_name like 'Client %' on conflict do nothing
            """;

    private History() {}

    /**
     * Arguments: data directory, number of audit events, of registered clients, of grants. Replaces nothing; a history that is long enough already is
     * kept.
     */
    public static void main(String[] arguments) throws SQLException {
        RunningPostgres postgres = RunningPostgres.find(Path.of(arguments[0], "postgresql"))
                .orElseThrow(() -> new IllegalStateException("no PostgreSQL runs on " + arguments[0]));
        long wanted = Long.parseLong(arguments[1]);
        try (Connection database = DriverManager.getConnection(
                        postgres.jdbcUrl("airlock"), "postgres", new String(postgres.password()));
                Statement statement = database.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("set synchronous_commit = off");
            statement.execute("""
                    insert into audit_writer (id, node, started_at, closed_at)
                    values ('00000000-0000-7000-8000-000000000001', 'history', '2020-01-01', '2024-01-01') on conflict do nothing
                    """);
            insert(database, present(statement) + 1, wanted);
            many(database, CLIENTS, Integer.parseInt(arguments[2]));
            many(database, GRANTS, Integer.parseInt(arguments[3]));
            statement.execute(REFRESH_TOKENS);
            // What a database does in its own time after so many rows would otherwise be measured as the cost of their
            // number.
            statement.execute("vacuum (freeze, analyze) audit_event, oauth_client, oauth_grant, oauth_refresh_token");
            statement.execute("checkpoint");
        }
    }

    private static void insert(Connection database, long first, long last) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement(AUDIT_EVENTS)) {
            for (long from = first; from <= last; from += CHUNK) {
                insert.setLong(1, from);
                insert.setLong(2, Math.min(last, from + CHUNK - 1));
                insert.executeUpdate();
            }
        }
    }

    private static void many(Connection database, String sql, int number) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement(sql)) {
            insert.setInt(1, number);
            insert.executeUpdate();
        }
    }

    private static long present(Statement statement) throws SQLException {
        String sql =
                "select coalesce(max(sequence), 0) from audit_event where writer = '00000000-0000-7000-8000-000000000001'";
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
