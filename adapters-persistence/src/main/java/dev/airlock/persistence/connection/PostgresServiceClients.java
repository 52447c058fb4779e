package dev.airlock.persistence.connection;

import dev.airlock.application.connection.ServiceClients;
import dev.airlock.application.gate.Admission;
import dev.airlock.domain.connection.SealedCredential;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.server.ServerId;
import dev.airlock.persistence.transaction.Columns;
import dev.airlock.persistence.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Registrations of Airlock at services, in PostgreSQL. */
public final class PostgresServiceClients implements ServiceClients {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresServiceClients(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public @Nullable ServiceClient find(OrganizationId organization, ServerId server) {
        String sql = """
                select organization_id, server_id, token_origin, client_id, key_id, ciphertext, version, updated_at
                from service_client
                where organization_id = :organization and server_id = :server
                """;
        return transactions
                .in(
                        organization,
                        handle -> handle.createQuery(sql)
                                .bind("organization", organization.value())
                                .bind("server", server.value())
                                .map((row, context) -> read(row))
                                .findOne())
                .orElse(null);
    }

    private static ServiceClient read(ResultSet row) throws SQLException {
        String key = row.getString("key_id");
        return new ServiceClient(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new ServerId(row.getObject("server_id", UUID.class)),
                row.getString("token_origin"),
                row.getString("client_id"),
                key == null ? null : new SealedCredential(key, row.getBytes("ciphertext")),
                row.getLong("version"),
                Columns.instant(row, "updated_at"));
    }

    @Override
    public void put(Admission admission, ServiceClient client) {
        SealedCredential secret = client.secret();
        String sql = """
                insert into service_client (
                    organization_id, server_id, token_origin, client_id, key_id, ciphertext, version, updated_at)
                values (
                    :organization, :server, :tokenOrigin, :clientId, cast(:keyId as uuid), cast(:ciphertext as bytea), :version, :updatedAt)
                on conflict (organization_id, server_id) do update set token_origin = excluded.token_origin,
                    client_id = excluded.client_id, key_id = excluded.key_id, ciphertext = excluded.ciphertext,
                    version = excluded.version, updated_at = excluded.updated_at
                """;
        transactions.in(
                admission.organization(),
                handle -> handle.createUpdate(sql)
                        .bind("organization", admission.organization().value())
                        .bind("server", client.server().value())
                        .bind("tokenOrigin", client.tokenOrigin())
                        .bind("clientId", client.clientId())
                        .bind("keyId", secret == null ? null : secret.keyId())
                        .bind("ciphertext", secret == null ? null : secret.ciphertext())
                        .bind("version", client.version())
                        .bind("updatedAt", client.updatedAt())
                        .execute());
    }

    @Override
    public boolean remove(Admission admission, ServerId server) {
        return transactions.in(
                        admission.organization(),
                        handle -> handle.createUpdate("""
                                        delete from service_client
                                        where organization_id = :organization and server_id = :server
                                        """)
                                .bind("organization", admission.organization().value())
                                .bind("server", server.value())
                                .execute())
                == 1;
    }
}
