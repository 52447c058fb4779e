package dev.airlock.persistence.oauth;

import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.TokenReference;
import dev.airlock.application.oauth.Tickets;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.persistence.transaction.Columns;
import dev.airlock.persistence.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Tickets in PostgreSQL, by whose clock their age is measured: using one removes it. Old ones go when their organization gets a new one. */
public final class PostgresTickets implements Tickets {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresTickets(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean add(SecretHash ticket, McpResource resource, TokenReference token) {
        return transactions.in(token.organization(), handle -> {
            handle.createUpdate("""
                            delete from websocket_ticket
                            where organization_id = :organization and issued_at < clock_timestamp() - interval '1 minute'
                            """)
                    .bind("organization", token.organization().value())
                    .execute();
            String table = token instanceof TokenReference.Access ? "oauth_grant" : "personal_access_token";
            return bind(handle.createUpdate("""
                                    insert into websocket_ticket (organization_id, secret_hash, resource, token_hash,
                                                                  token_id, grant_id, token_issued_at, token_expires_at)
                                    select :organization, :ticket, :resource, :hash, cast(:token as uuid), cast(:grant as uuid),
                                           cast(:issuedAt as timestamptz), cast(:expiresAt as timestamptz)
                                    from %s where organization_id = :organization and id = coalesce(cast(:token as uuid), cast(:grant as uuid))
                                    """.formatted(table)), token)
                            .bind("organization", token.organization().value())
                            .bind("ticket", ticket.value())
                            .bind("resource", resource.path())
                            .bind("hash", token.hash().value())
                            .execute()
                    == 1;
        });
    }

    private static <S extends SqlStatement<S>> S bind(S statement, TokenReference token) {
        return switch (token) {
            case TokenReference.Personal personal ->
                statement
                        .bind("token", personal.token().value())
                        .bind("grant", (UUID) null)
                        .bind("issuedAt", (Instant) null)
                        .bind("expiresAt", (Instant) null);
            case TokenReference.Access access ->
                statement
                        .bind("token", (UUID) null)
                        .bind("grant", access.grant().value())
                        .bind("issuedAt", access.issuedAt())
                        .bind("expiresAt", access.expiresAt());
        };
    }

    @Override
    public @Nullable TokenReference redeem(SecretHash ticket, McpResource resource, Duration lifetime) {
        String sql = """
                delete from websocket_ticket
                where secret_hash = :ticket and resource = :resource
                  and clock_timestamp() between issued_at and issued_at + :lifetime * interval '1 millisecond'
                returning *
                """;
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(sql)
                        .bind("ticket", ticket.value())
                        .bind("resource", resource.path())
                        .bind("lifetime", lifetime.toMillis())
                        .map((row, context) -> read(row))
                        .findOne())
                .orElse(null);
    }

    private static TokenReference read(ResultSet row) throws SQLException {
        var organization = new OrganizationId(row.getObject("organization_id", UUID.class));
        var hash = new SecretHash(row.getString("token_hash"));
        UUID grant = row.getObject("grant_id", UUID.class);
        return grant == null
                ? new TokenReference.Personal(organization, new TokenId(row.getObject("token_id", UUID.class)), hash)
                : new TokenReference.Access(
                        organization,
                        new GrantId(grant),
                        hash,
                        Columns.instant(row, "token_issued_at"),
                        Columns.instant(row, "token_expires_at"));
    }
}
