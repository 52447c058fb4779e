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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections in PostgreSQL. */
public final class PostgresConnections implements Connections {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnections.class);

    private final Transactions transactions;

    /** Makes the store. */
    public PostgresConnections(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public @Nullable Connection find(OrganizationId organization, ServerId server, @Nullable UserId user) {
        String sql = """
                select organization_id, id, server_id, user_id, origins, variables, scheme, account, fault, key_id,
                       ciphertext, generation, version, updated_at
                from connection
                where organization_id = :organization and server_id = :server and user_id is not distinct from cast(:user as uuid)
                """;
        return transactions
                .in(
                        organization,
                        handle -> handle.createQuery(sql)
                                .bind("organization", organization.value())
                                .bind("server", server.value())
                                .bind("user", value(user))
                                .map((row, context) -> read(row))
                                .findOne())
                .orElse(null);
    }

    private static @Nullable UUID value(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    private static Connection read(ResultSet row) throws SQLException {
        UUID user = row.getObject("user_id", UUID.class);
        return new Connection(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new ConnectionId(row.getObject("id", UUID.class)),
                new ServerId(row.getObject("server_id", UUID.class)),
                user == null ? null : new UserId(user),
                Columns.texts(row, "origins"),
                ChoicesJson.read(row.getString("variables")),
                SchemeJson.read(RawJson.trusted(row.getString("scheme")).parse()),
                row.getString("account"),
                row.getString("fault"),
                new SealedCredential(row.getString("key_id"), row.getBytes("ciphertext")),
                row.getLong("generation"),
                row.getLong("version"),
                Columns.instant(row, "updated_at"));
    }

    @Override
    public void put(Admission admission, Connection connection) {
        String sql = """
                insert into connection
                    (organization_id, id, server_id, user_id, origins, variables, scheme, account, fault, key_id, ciphertext,
                     generation, version, updated_at)
                values (:organization, :id, :server, cast(:user as uuid), :origins, :variables, :scheme, :account, :fault,
                        cast(:keyId as uuid), :ciphertext, :generation, :version, :updatedAt)
                on conflict on constraint connection_of_one do update set
                    id = excluded.id, origins = excluded.origins, variables = excluded.variables,
                    scheme = excluded.scheme, account = excluded.account,
                    fault = excluded.fault, key_id = excluded.key_id, ciphertext = excluded.ciphertext,
                    generation = excluded.generation, version = excluded.version, updated_at = excluded.updated_at,
                    leased_until = null
                """;
        transactions.in(
                admission.organization(),
                handle -> handle.createUpdate(sql)
                        .bind("organization", admission.organization().value())
                        .bind("id", connection.id().value())
                        .bind("server", connection.server().value())
                        .bind("user", value(connection.user()))
                        .bindArray("origins", String.class, List.copyOf(connection.origins()))
                        .bind("variables", ChoicesJson.write(connection.variables()))
                        .bind(
                                "scheme",
                                RawJson.of(SchemeJson.write(connection.scheme()))
                                        .text())
                        .bind("account", connection.account())
                        .bind("fault", connection.fault())
                        .bind("keyId", connection.sealed().keyId())
                        .bind("ciphertext", connection.sealed().ciphertext())
                        .bind("generation", connection.generation())
                        .bind("version", connection.version())
                        .bind("updatedAt", connection.updatedAt())
                        .execute());
    }

    @Override
    public boolean remove(Admission admission, ServerId server, @Nullable UserId user) {
        String sql = """
                with gone as (
                    delete from connection
                    where organization_id = :organization and server_id = :server
                        and user_id is not distinct from cast(:user as uuid)
                    returning organization_id, server_id, user_id)
                insert into connection_removal (organization_id, server_id, user_id, removals)
                select organization_id, server_id, user_id, 1 from gone
                on conflict on constraint connection_removal_of_one
                    do update set removals = connection_removal.removals + 1
                """;
        return transactions.in(
                        admission.organization(),
                        handle -> handle.createUpdate(sql)
                                .bind("organization", admission.organization().value())
                                .bind("server", server.value())
                                .bind("user", value(user))
                                .execute())
                == 1;
    }

    @Override
    public long removals(OrganizationId organization, ServerId server, @Nullable UserId user) {
        String sql = """
                select coalesce(sum(removals), 0) from connection_removal
                where organization_id = :organization and server_id = :server and user_id is not distinct from cast(:user as uuid)
                """;
        return transactions.in(
                organization,
                handle -> handle.createQuery(sql)
                        .bind("organization", organization.value())
                        .bind("server", server.value())
                        .bind("user", value(user))
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public boolean lease(Connection connection, Duration longest) {
        String set = """
                leased_until = clock_timestamp() + :longest * interval '1 millisecond'
                where (leased_until is null or leased_until < clock_timestamp())
                """;
        return change(connection, set, update -> update.bind("longest", longest.toMillis()));
    }

    @Override
    public boolean renew(Connection renewed) {
        String sql = """
                update connection set key_id = cast(:keyId as uuid), ciphertext = :ciphertext, version = :version, leased_until = null,
                       fault = null
                where organization_id = :organization and id = :id and version = :version - 1
                """;
        return transactions.in(
                        renewed.organization(),
                        handle -> handle.createUpdate(sql)
                                .bind("organization", renewed.organization().value())
                                .bind("id", renewed.id().value())
                                .bind("keyId", renewed.sealed().keyId())
                                .bind("ciphertext", renewed.sealed().ciphertext())
                                .bind("version", renewed.version())
                                .execute())
                == 1;
    }

    @Override
    public void release(Connection connection) {
        change(connection, "leased_until = null where true", update -> update);
    }

    @Override
    public boolean breakOff(Connection connection, String fault) {
        String set = "fault = :fault, leased_until = null where fault is null";
        return change(connection, set, update -> update.bind("fault", fault));
    }

    @Override
    public boolean identify(Admission admission, Connection identified) {
        String set = "account = :account, fault = null where true";
        return change(identified, set, update -> update.bind("account", identified.account()));
    }

    @Override
    public boolean place(Admission admission, Connection placed) {
        String set = "origins = :origins, variables = :variables, generation = :generation where true";
        return change(
                placed,
                set,
                update -> update.bindArray("origins", String.class, List.copyOf(placed.origins()))
                        .bind("variables", ChoicesJson.write(placed.variables()))
                        .bind("generation", placed.generation()));
    }

    @Override
    public void used(Connection connection, Instant at) {
        String set = "last_used_at = :at where (last_used_at is null or last_used_at < :at)";
        try {
            change(connection, set, update -> update.bind("at", at));
        } catch (JdbiException e) {
            LOG.warn("the use of connection {} could not be noted: {}", connection.id(), e.getMessage());
        }
    }

    /** Changes exactly this connection at this version; false where it is no more what it was, or the condition does not hold. */
    private boolean change(Connection connection, String set, UnaryOperator<Update> bind) {
        String sql = "update connection set " + set
                + " and organization_id = :organization and id = :id and version = :version";
        return transactions.in(
                        connection.organization(),
                        handle -> bind.apply(handle.createUpdate(sql))
                                .bind("organization", connection.organization().value())
                                .bind("id", connection.id().value())
                                .bind("version", connection.version())
                                .execute())
                == 1;
    }

    @Override
    public @Nullable Instant lastUsed(Connection connection) {
        return transactions
                .in(
                        connection.organization(),
                        handle -> handle.createQuery(
                                        "select last_used_at from connection where organization_id = :organization and id = :id")
                                .bind("organization", connection.organization().value())
                                .bind("id", connection.id().value())
                                .mapTo(Instant.class)
                                .findOne())
                .orElse(null);
    }
}
