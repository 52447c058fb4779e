package dev.airlock.persistence.identity;

import dev.airlock.application.identity.PasswordResets;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.persistence.transaction.Transactions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Links to choose another password, in PostgreSQL: using one removes it, and of two who try at once one finds it gone. */
public final class PostgresPasswordResets implements PasswordResets {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresPasswordResets(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(SecretHash hash, OrganizationId organization, UserId user, Instant expiresAt) {
        String sql = """
                insert into password_reset (organization_id, secret_hash, user_id, expires_at)
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
    public @Nullable Membership find(SecretHash hash, Instant now) {
        String sql = "select " + MembershipRows.COLUMNS + " from " + MembershipRows.TABLES + """
                join password_reset r on r.organization_id = m.organization_id and r.user_id = m.user_id
                where r.secret_hash = :hash and r.expires_at > :now
                """;
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(sql)
                        .bind("hash", hash.value())
                        .bind("now", now)
                        .map(MembershipRows::read)
                        .findOne())
                .orElse(null);
    }

    @Override
    public boolean use(SecretHash hash, Instant now) {
        String sql = """
                delete from password_reset
                where user_id = (select user_id from password_reset where secret_hash = :hash and expires_at > :now)
                """;
        return transactions.acrossOrganizations(handle -> handle.createUpdate(sql)
                        .bind("hash", hash.value())
                        .bind("now", now)
                        .execute())
                > 0;
    }
}
