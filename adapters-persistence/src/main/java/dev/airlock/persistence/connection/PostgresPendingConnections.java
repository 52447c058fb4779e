package dev.airlock.persistence.connection;

import dev.airlock.application.connection.PendingConnections;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import dev.airlock.persistence.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People who are expected back from services, in PostgreSQL, by whose clock ages are measured. */
public final class PostgresPendingConnections implements PendingConnections {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresPendingConnections(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(Admission admission, Pending pending) {
        UUID organization = admission.organization().value();
        transactions.in(admission.organization(), handle -> {
            handle.createUpdate("""
                            delete from pending_connection
                            where organization_id = :organization and begun_at < clock_timestamp() - interval '1 day'
                            """).bind("organization", organization).execute();
            return handle.createUpdate("""
                            insert into pending_connection
                                (organization_id, state_hash, session_hash, user_id, server_id, shared, scopes, variables)
                            values (:organization, :state, :session, :user, :server, :shared, :scopes, :variables)
                            """)
                    .bind("organization", organization)
                    .bind("state", pending.state().value())
                    .bind("session", pending.session().value())
                    .bind("user", pending.user().value())
                    .bind("server", pending.server().value())
                    .bind("shared", pending.shared())
                    .bindArray("scopes", String.class, pending.scopes())
                    .bind("variables", ChoicesJson.write(pending.variables()))
                    .execute();
        });
    }

    @Override
    public @Nullable Pending take(Admission admission, SecretHash state, SecretHash session, Duration lifetime) {
        String sql = """
                delete from pending_connection
                where organization_id = :organization and state_hash = :state and session_hash = :session
                  and user_id = :user
                  and clock_timestamp() between begun_at and begun_at + :lifetime * interval '1 millisecond'
                returning state_hash, session_hash, user_id, server_id, shared, scopes, variables
                """;
        return transactions
                .in(
                        admission.organization(),
                        handle -> handle.createQuery(sql)
                                .bind("organization", admission.organization().value())
                                .bind("state", state.value())
                                .bind("session", session.value())
                                .bind("user", admission.caller().user().value())
                                .bind("lifetime", lifetime.toMillis())
                                .map((row, context) -> read(row))
                                .findOne())
                .orElse(null);
    }

    private static Pending read(ResultSet row) throws SQLException {
        return new Pending(
                new SecretHash(row.getString("state_hash")),
                new SecretHash(row.getString("session_hash")),
                new UserId(row.getObject("user_id", UUID.class)),
                new ServerId(row.getObject("server_id", UUID.class)),
                row.getBoolean("shared"),
                List.of((String[]) row.getArray("scopes").getArray()),
                ChoicesJson.read(row.getString("variables")));
    }
}
