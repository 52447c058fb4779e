package dev.airlock.persistence.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.Sessions;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.SessionId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.persistence.transaction.Columns;
import dev.airlock.persistence.transaction.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions in PostgreSQL. Those of a person that have expired go when the person opens another. */
public final class PostgresSessions implements Sessions {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresSessions(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void open(
            SecretHash hash, OrganizationId organization, UserId user, String address, Instant now, Instant expiresAt) {
        String sql = """
                with expired as (
                    delete from session
                    where organization_id = :organization and user_id = :user and expires_at <= :now)
                insert into session
                    (organization_id, secret_hash, user_id, address, created_at, last_used_at, expires_at)
                values (:organization, :hash, :user, :address, :now, :now, :expiresAt)
                """;
        transactions.in(
                organization,
                handle -> handle.createUpdate(sql)
                        .bind("organization", organization.value())
                        .bind("hash", hash.value())
                        .bind("user", user.value())
                        .bind("address", address)
                        .bind("now", now)
                        .bind("expiresAt", expiresAt)
                        .execute());
    }

    @Override
    public @Nullable Membership find(SecretHash hash, Instant now, Instant idleSince) {
        String sql = """
                with used as (
                    update session set last_used_at = greatest(last_used_at, :now)
                    where secret_hash = :hash and expires_at > :now and last_used_at > :idleSince
                    returning organization_id, user_id)
                select %s from %s
                join used u on u.organization_id = m.organization_id and u.user_id = m.user_id
                """.formatted(MembershipRows.COLUMNS, MembershipRows.TABLES);
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(sql)
                        .bind("hash", hash.value())
                        .bind("now", now)
                        .bind("idleSince", idleSince)
                        .map(MembershipRows::read)
                        .findOne())
                .orElse(null);
    }

    @Override
    public boolean move(SecretHash from, SecretHash to, OrganizationId organization) {
        String sql = """
                with closed as (delete from session where secret_hash = :from returning *)
                insert into session
                    (organization_id, secret_hash, user_id, address, created_at, last_used_at, expires_at)
                select m.organization_id, :to, c.user_id, c.address, c.created_at, c.last_used_at, c.expires_at
                from closed c
                join membership m on m.user_id = c.user_id and m.organization_id = :organization and m.state = 'ACTIVE'
                """;
        return transactions.acrossOrganizations(handle -> handle.createUpdate(sql)
                        .bind("from", from.value())
                        .bind("to", to.value())
                        .bind("organization", organization.value())
                        .execute())
                == 1;
    }

    @Override
    public void close(SecretHash hash) {
        transactions.acrossOrganizations(handle -> handle.createUpdate("delete from session where secret_hash = :hash")
                .bind("hash", hash.value())
                .execute());
    }

    @Override
    public void closeOthers(UserId user, @Nullable SecretHash kept) {
        String sql = "delete from session where user_id = :user and secret_hash is distinct from :kept";
        transactions.acrossOrganizations(handle -> handle.createUpdate(sql)
                .bind("user", user.value())
                .bind("kept", kept == null ? null : kept.value())
                .execute());
    }

    @Override
    public List<Listed> list(
            OrganizationId organization, UserId user, @Nullable SecretHash current, Instant now, Instant idleSince) {
        String sql = """
                select id, secret_hash is not distinct from :current as current, created_at, last_used_at, address
                from session
                where organization_id = :organization and user_id = :user
                    and expires_at > :now and last_used_at > :idleSince
                order by last_used_at desc, id
                """;
        return transactions.in(
                organization,
                handle -> handle.createQuery(sql)
                        .bind("organization", organization.value())
                        .bind("user", user.value())
                        .bind("current", current == null ? null : current.value())
                        .bind("now", now)
                        .bind("idleSince", idleSince)
                        .map((row, context) -> new Listed(
                                new SessionId(row.getObject("id", UUID.class)),
                                row.getBoolean("current"),
                                Columns.instant(row, "created_at"),
                                Columns.instant(row, "last_used_at"),
                                row.getString("address")))
                        .list());
    }

    @Override
    public boolean close(Admission admission, SessionId session) {
        String sql = "delete from session where organization_id = :organization and user_id = :user and id = :id";
        return transactions.in(
                        admission.organization(),
                        handle -> handle.createUpdate(sql)
                                .bind("organization", admission.organization().value())
                                .bind("user", admission.caller().user().value())
                                .bind("id", session.value())
                                .execute())
                == 1;
    }

    @Override
    public void closeAll(Admission admission, UserId user, @Nullable SecretHash kept) {
        String sql = """
                delete from session
                where organization_id = :organization and user_id = :user and secret_hash is distinct from :kept
                """;
        transactions.in(
                admission.organization(),
                handle -> handle.createUpdate(sql)
                        .bind("organization", admission.organization().value())
                        .bind("user", user.value())
                        .bind("kept", kept == null ? null : kept.value())
                        .execute());
    }
}
