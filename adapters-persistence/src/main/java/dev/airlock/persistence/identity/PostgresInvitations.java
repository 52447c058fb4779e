package dev.airlock.persistence.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.Invitations;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Invitation;
import dev.airlock.domain.identity.InvitationId;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.persistence.transaction.Columns;
import dev.airlock.persistence.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invitations in PostgreSQL: using one removes it, and of two who try at once one finds it gone. */
public final class PostgresInvitations implements Invitations {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresInvitations(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void put(Admission admission, Invitation invitation, SecretHash hash) {
        String sql = """
                insert into invitation (organization_id, id, email, role, secret_hash, created_at, expires_at)
                values (:organization, :id, :email, :role, :hash, :createdAt, :expiresAt)
                on conflict (organization_id, email) do update set
                    id = excluded.id, role = excluded.role, secret_hash = excluded.secret_hash,
                    created_at = excluded.created_at, expires_at = excluded.expires_at
                """;
        transactions.in(
                admission.organization(),
                handle -> handle.createUpdate(sql)
                        .bind("organization", admission.organization().value())
                        .bind("id", invitation.id().value())
                        .bind("email", invitation.email().value())
                        .bind("role", invitation.role().name())
                        .bind("hash", hash.value())
                        .bind("createdAt", invitation.createdAt())
                        .bind("expiresAt", invitation.expiresAt())
                        .execute());
    }

    @Override
    public List<Invitation> list(OrganizationId organization) {
        String sql = """
                select organization_id, id, email, role, created_at, expires_at from invitation
                where organization_id = :organization
                order by created_at desc, id
                """;
        return transactions.in(
                organization,
                handle -> handle.createQuery(sql)
                        .bind("organization", organization.value())
                        .map((row, context) -> read(row))
                        .list());
    }

    private static Invitation read(ResultSet row) throws SQLException {
        return new Invitation(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new InvitationId(row.getObject("id", UUID.class)),
                new EmailAddress(row.getString("email")),
                Role.valueOf(row.getString("role")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at"));
    }

    @Override
    public boolean remove(Admission admission, InvitationId invitation) {
        String sql = "delete from invitation where organization_id = :organization and id = :id";
        return transactions.in(
                        admission.organization(),
                        handle -> handle.createUpdate(sql)
                                .bind("organization", admission.organization().value())
                                .bind("id", invitation.value())
                                .execute())
                == 1;
    }

    @Override
    public @Nullable Offer find(SecretHash hash, Instant now) {
        String sql = """
                select i.organization_id, i.id, i.email, i.role, i.created_at, i.expires_at, o.slug, o.name
                from invitation i join organization o on o.id = i.organization_id
                where i.secret_hash = :hash and i.expires_at > :now
                """;
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(sql)
                        .bind("hash", hash.value())
                        .bind("now", now)
                        .map((row, context) -> offer(read(row), row))
                        .findOne())
                .orElse(null);
    }

    private static Offer offer(Invitation invitation, ResultSet row) throws SQLException {
        var slug = new Slug(row.getString("slug"));
        return new Offer(invitation, new Organization(invitation.organization(), slug, row.getString("name")));
    }

    @Override
    public boolean use(Invitation invitation, SecretHash hash) {
        String sql =
                "delete from invitation where organization_id = :organization and id = :id and secret_hash = :hash";
        return transactions.in(
                        invitation.organization(),
                        handle -> handle.createUpdate(sql)
                                .bind("organization", invitation.organization().value())
                                .bind("id", invitation.id().value())
                                .bind("hash", hash.value())
                                .execute())
                == 1;
    }
}
