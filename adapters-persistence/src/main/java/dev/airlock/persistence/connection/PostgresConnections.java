package dev.airlock.persistence.connection;

import dev.airlock.application.connection.Connections;
import dev.airlock.application.gate.Admission;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.ConnectionId;
import dev.airlock.domain.connection.SealedCredential;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.server.ServerId;
import dev.airlock.persistence.transaction.Columns;
import dev.airlock.persistence.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Connections in PostgreSQL. */
public final class PostgresConnections implements Connections {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresConnections(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public @Nullable Connection find(OrganizationId organization, ServerId server, UserId user) {
        String sql = """
                select organization_id, id, server_id, user_id, origin, scheme, key_id, ciphertext, version, updated_at
                from connection
                where organization_id = :organization and server_id = :server and user_id = :user
                """;
        return transactions
                .in(
                        organization,
                        handle -> handle.createQuery(sql)
                                .bind("organization", organization.value())
                                .bind("server", server.value())
                                .bind("user", user.value())
                                .map((row, context) -> read(row))
                                .findOne())
                .orElse(null);
    }

    private static Connection read(ResultSet row) throws SQLException {
        return new Connection(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new ConnectionId(row.getObject("id", UUID.class)),
                new ServerId(row.getObject("server_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getString("origin"),
                SchemeJson.read(RawJson.trusted(row.getString("scheme")).parse()),
                new SealedCredential(row.getString("key_id"), row.getBytes("ciphertext")),
                row.getLong("version"),
                Columns.instant(row, "updated_at"));
    }

    @Override
    public void put(Admission admission, Connection connection) {
        String sql = """
                insert into connection
                    (organization_id, id, server_id, user_id, origin, scheme, key_id, ciphertext, version, updated_at)
                values (:organization, :id, :server, :user, :origin, :scheme, :keyId, :ciphertext, :version, :updatedAt)
                on conflict (organization_id, server_id, user_id) do update set
                    id = excluded.id, origin = excluded.origin, scheme = excluded.scheme, key_id = excluded.key_id,
                    ciphertext = excluded.ciphertext, version = excluded.version, updated_at = excluded.updated_at
                """;
        transactions.in(
                admission.organization(),
                handle -> handle.createUpdate(sql)
                        .bind("organization", admission.organization().value())
                        .bind("id", connection.id().value())
                        .bind("server", connection.server().value())
                        .bind("user", admission.caller().user().value())
                        .bind("origin", connection.origin())
                        .bind(
                                "scheme",
                                RawJson.of(SchemeJson.write(connection.scheme()))
                                        .text())
                        .bind("keyId", connection.sealed().keyId())
                        .bind("ciphertext", connection.sealed().ciphertext())
                        .bind("version", connection.version())
                        .bind("updatedAt", connection.updatedAt())
                        .execute());
    }

    @Override
    public boolean remove(Admission admission, ServerId server) {
        String sql = """
                delete from connection
                where organization_id = :organization and server_id = :server and user_id = :user
                """;
        return transactions.in(
                        admission.organization(),
                        handle -> handle.createUpdate(sql)
                                .bind("organization", admission.organization().value())
                                .bind("server", server.value())
                                .bind("user", admission.caller().user().value())
                                .execute())
                == 1;
    }
}
