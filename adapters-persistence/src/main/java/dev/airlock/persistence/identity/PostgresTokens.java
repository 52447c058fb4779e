package dev.airlock.persistence.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.Tokens;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.persistence.transaction.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Personal access tokens in PostgreSQL. */
public final class PostgresTokens implements Tokens {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresTokens.class);
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresTokens(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public @Nullable Grant find(SecretHash hash) {
        String sql =
                "select " + TokenRows.COLUMNS + ", " + MembershipRows.COLUMNS + " from " + MembershipRows.TABLES + """
                join personal_access_token t on t.organization_id = m.organization_id and t.user_id = m.user_id
                where t.secret_hash = :hash
                """;
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(sql)
                        .bind("hash", hash.value())
                        .map((row, context) -> new Grant(TokenRows.read(row), MembershipRows.read(row, context)))
                        .findOne())
                .orElse(null);
    }

    @Override
    public @Nullable Grant find(OrganizationId organization, TokenId token) {
        String sql =
                "select " + TokenRows.COLUMNS + ", " + MembershipRows.COLUMNS + " from " + MembershipRows.TABLES + """
                join personal_access_token t on t.organization_id = m.organization_id and t.user_id = m.user_id
                where t.organization_id = :organization and t.id = :id
                """;
        return transactions
                .in(
                        organization,
                        handle -> handle.createQuery(sql)
                                .bind("organization", organization.value())
                                .bind("id", token.value())
                                .map((row, context) ->
                                        new Grant(TokenRows.read(row), MembershipRows.read(row, context)))
                                .findOne())
                .orElse(null);
    }

    @Override
    public List<Listed> list(OrganizationId organization, UserId user) {
        String sql = "select " + TokenRows.COLUMNS + ", t.last_used_at, t.last_address" + """

                from personal_access_token t
                where t.organization_id = :organization and t.user_id = :user
                order by t.created_at desc, t.id
                """;
        return transactions.in(
                organization,
                handle -> handle.createQuery(sql)
                        .bind("organization", organization.value())
                        .bind("user", user.value())
                        .map((row, context) -> TokenRows.readListed(row))
                        .list());
    }

    @Override
    public void add(Admission admission, PersonalAccessToken token, SecretHash hash) {
        String sql = """
                insert into personal_access_token
                    (organization_id, id, user_id, name, access, server_ids, secret_hash, created_at, expires_at)
                values (:organization, :id, :user, :name, :access, :servers, :hash, :createdAt, :expiresAt)
                """;
        List<UUID> servers =
                token.scope().servers().stream().map(server -> server.value()).toList();
        transactions.in(
                token.organization(),
                handle -> handle.createUpdate(sql)
                        .bind("organization", token.organization().value())
                        .bind("id", token.id().value())
                        .bind("user", token.user().value())
                        .bind("name", token.name())
                        .bind("access", token.scope().access().name())
                        .bindArray("servers", UUID.class, servers)
                        .bind("hash", hash.value())
                        .bind("createdAt", token.createdAt())
                        .bind("expiresAt", token.expiresAt())
                        .execute());
    }

    @Override
    public boolean remove(Admission admission, UserId user, TokenId token) {
        String sql = """
                delete from personal_access_token
                where organization_id = :organization and id = :id and user_id = :user
                """;
        return transactions.in(
                        admission.organization(),
                        handle -> handle.createUpdate(sql)
                                .bind("organization", admission.organization().value())
                                .bind("id", token.value())
                                .bind("user", user.value())
                                .execute())
                == 1;
    }

    @Override
    public void used(OrganizationId organization, TokenId token, Instant at, String address) {
        String sql = """
                update personal_access_token set last_used_at = :at, last_address = :address
                where organization_id = :organization and id = :id and (last_used_at is null or last_used_at < :at)
                """;
        try {
            transactions.in(
                    organization,
                    handle -> handle.createUpdate(sql)
                            .bind("organization", organization.value())
                            .bind("id", token.value())
                            .bind("at", at)
                            .bind("address", address)
                            .execute());
        } catch (JdbiException e) {
            LOG.warn("the use of token {} could not be noted: {}", token, e.getMessage());
        }
    }
}
