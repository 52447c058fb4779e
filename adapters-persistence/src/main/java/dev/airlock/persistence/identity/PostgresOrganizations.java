package dev.airlock.persistence.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.Organizations;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.persistence.transaction.Transactions;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Organizations in PostgreSQL. */
public final class PostgresOrganizations implements Organizations {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresOrganizations(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public @Nullable Organization find(Slug slug) {
        String sql = "select id, slug, name from organization where slug = :slug";
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(sql)
                        .bind("slug", slug.value())
                        .map((row, context) -> new Organization(
                                new OrganizationId(row.getObject("id", UUID.class)),
                                new Slug(row.getString("slug")),
                                row.getString("name")))
                        .findOne())
                .orElse(null);
    }

    @Override
    public List<OrganizationId> all() {
        return transactions.acrossOrganizations(
                handle -> handle.createQuery("select id from organization order by created_at, id")
                        .map((row, context) -> new OrganizationId(row.getObject("id", UUID.class)))
                        .list());
    }

    @Override
    public boolean anyExists() {
        return transactions.acrossOrganizations(handle -> handle.createQuery("select exists (select from organization)")
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public boolean found(Membership owner, String passwordHash) {
        return transactions.acrossOrganizations(handle -> {
            handle.savepoint("founding");
            boolean founded = insert(handle, owner.organization()) && PersonTable.insert(handle, owner.person());
            if (founded) {
                PersonTable.join(handle, owner);
                PersonTable.insertPassword(handle, owner.person(), passwordHash);
            } else {
                handle.rollbackToSavepoint("founding");
            }
            return founded;
        });
    }

    @Override
    public void delete(Admission admission) {
        transactions.in(admission.organization(), handle -> handle.execute("select delete_current_organization()"));
    }

    private static boolean insert(Handle handle, Organization organization) {
        String sql = """
                insert into organization (id, slug, name) values (:id, :slug, :name)
                on conflict do nothing
                """;
        return handle.createUpdate(sql)
                        .bind("id", organization.id().value())
                        .bind("slug", organization.slug().value())
                        .bind("name", organization.name())
                        .execute()
                == 1;
    }
}
