package dev.airlock.bootstrap.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.airlock.persistence.embedded.RunningPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The audit log's rows as a running installation's database holds them, reached past Airlock by the superuser. */
final class AuditRows {
    private static final JsonMapper JSON = new JsonMapper();

    private AuditRows() {}

    /** A record of a call. */
    record Row(UUID subject, String phase, String tool, String result, JsonNode detail) {
        /** The marker among the call's arguments. */
        String marker() {
            return detail.at("/arguments/marker").asText();
        }
    }

    /** Everything that was recorded of calls of one server's tools. */
    static List<Row> ofCalls(Path dataDirectory, String server) {
        var rows = new ArrayList<Row>();
        try (Connection database = superuser(dataDirectory);
                var query = database.prepareStatement("""
                        select subject, phase, tool, result, detail from audit_event
                        where action = 'tool.call' and server = ?""")) {
            query.setString(1, server);
            try (var found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(
                            found.getObject(1, UUID.class),
                            found.getString(2),
                            found.getString(3),
                            found.getString(4),
                            JSON.readTree(found.getString(5))));
                }
            }
            return rows;
        } catch (SQLException | JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** How many intents have no outcome. */
    static long open(Path dataDirectory) {
        try (Connection database = superuser(dataDirectory);
                var query = database.prepareStatement("""
                        select count(*) from audit_event intent where phase = 'INTENT' and not exists (
                            select from audit_event outcome where outcome.subject = intent.subject and outcome.phase = 'OUTCOME')""");
                var found = query.executeQuery()) {
            found.next();
            return found.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A connection of the one who may do anything. */
    static Connection superuser(Path dataDirectory) throws SQLException {
        RunningPostgres postgres = RunningPostgres.find(dataDirectory.resolve("postgresql"))
                .orElseThrow(() -> new AssertionError("no PostgreSQL runs in " + dataDirectory));
        return DriverManager.getConnection(postgres.jdbcUrl("airlock"), "postgres", new String(postgres.password()));
    }
}
