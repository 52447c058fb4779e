package dev.airlock.persistence.identity;

import dev.airlock.application.identity.PendingSignIns;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.persistence.transaction.Transactions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sign-ins that wait for their second step, in PostgreSQL. Those of a person that have expired go when another begins. */
public final class PostgresPendingSignIns implements PendingSignIns {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresPendingSignIns(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void open(SecretHash hash, OrganizationId organization, UserId user, Instant expiresAt) {
        String sql = """
                with expired as (
                    delete from pending_sign_in
                    where organization_id = :organization and user_id = :user and expires_at < current_timestamp)
                insert into pending_sign_in (organization_id, secret_hash, user_id, expires_at)
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
    public @Nullable Membership attempt(SecretHash hash, int most, Instant now) {
        String sql = """
                with tried as (
                    update pending_sign_in set tries = tries + 1
                    where secret_hash = :hash and expires_at > :now and tries < :most
                    returning organization_id, user_id)
                select %s from %s
                join tried t on t.organization_id = m.organization_id and t.user_id = m.user_id
                """.formatted(MembershipRows.COLUMNS, MembershipRows.TABLES);
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(sql)
                        .bind("hash", hash.value())
                        .bind("most", most)
                        .bind("now", now)
                        .map(MembershipRows::read)
                        .findOne())
                .orElse(null);
    }

    @Override
    public boolean close(SecretHash hash) {
        return transactions.acrossOrganizations(
                        handle -> handle.createUpdate("delete from pending_sign_in where secret_hash = :hash")
                                .bind("hash", hash.value())
                                .execute())
                == 1;
    }
}
