package dev.airlock.persistence.identity;

import dev.airlock.application.identity.OneTimeLinks;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.persistence.transaction.Transactions;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Links that work once, in PostgreSQL: using one removes it, and of two who try at once one finds it gone. */
public final class PostgresOneTimeLinks implements OneTimeLinks {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresOneTimeLinks(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void addSetUp(SecretHash hash, Instant expiresAt) {
        String sql = "insert into set_up_link (secret_hash, expires_at) values (:hash, :expiresAt)";
        transactions.acrossOrganizations(handle -> handle.createUpdate(sql)
                .bind("hash", hash.value())
                .bind("expiresAt", expiresAt)
                .execute());
    }

    @Override
    public void addSignIn(SecretHash hash, OrganizationId organization, UserId user, Instant expiresAt) {
        String sql = """
                insert into sign_in_link (organization_id, secret_hash, user_id, expires_at)
                values (:organization, :hash, :user, :expiresAt)
                """;
        transactions.in(
                organization,
                handle -> handle.createUpdate(sql)
                        .bind("organization", organization.value())
                        .bind("hash", hash.value())
                        .bind("user", user.value())
                        .bind("expiresAt", expiresAt)
                        .execute());
    }

    @Override
    public boolean isGoodForSetUp(SecretHash hash, Instant now) {
        String sql = "select exists (select from set_up_link where secret_hash = :hash and expires_at > :now)";
        return transactions.acrossOrganizations(handle -> handle.createQuery(sql)
                .bind("hash", hash.value())
                .bind("now", now)
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public boolean useForSetUp(SecretHash hash, Instant now) {
        String sql = """
                delete from set_up_link
                where exists (select from set_up_link good where good.secret_hash = :hash and good.expires_at > :now)
                """;
        return transactions.acrossOrganizations(handle -> handle.createUpdate(sql)
                        .bind("hash", hash.value())
                        .bind("now", now)
                        .execute())
                > 0;
    }

    @Override
    public @Nullable SignInGrant useForSignIn(SecretHash hash, Instant now) {
        String sql = """
                delete from sign_in_link where secret_hash = :hash and expires_at > :now
                returning organization_id, user_id
                """;
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(sql)
                        .bind("hash", hash.value())
                        .bind("now", now)
                        .map((row, context) -> new SignInGrant(
                                new OrganizationId(row.getObject("organization_id", UUID.class)),
                                new UserId(row.getObject("user_id", UUID.class))))
                        .findOne())
                .orElse(null);
    }
}
