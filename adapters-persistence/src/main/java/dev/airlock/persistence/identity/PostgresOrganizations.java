package dev.airlock.persistence.identity;

import dev.airlock.application.identity.Organizations;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Slug;
import dev.airlock.persistence.transaction.Transactions;
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
    public boolean anyExists() {
        return transactions.acrossOrganizations(handle -> handle.createQuery("select exists (select from organization)")
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public boolean found(Membership owner, String passwordHash) {
        return transactions.acrossOrganizations(handle -> {
            handle.savepoint("founding");
            boolean founded = insert(handle, owner.organization()) && insert(handle, owner.person());
            if (founded) {
                join(handle, owner);
                setPassword(handle, owner.person(), passwordHash);
            } else {
                handle.rollbackToSavepoint("founding");
            }
            return founded;
        });
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

    private static boolean insert(Handle handle, Person person) {
        String sql = """
                insert into person (id, email, name) values (:id, :email, :name)
                on conflict do nothing
                """;
        return handle.createUpdate(sql)
                        .bind("id", person.id().value())
                        .bind("email", person.email().value())
                        .bind("name", person.name())
                        .execute()
                == 1;
    }

    private static void join(Handle handle, Membership membership) {
        handle.createUpdate(
                        "insert into membership (organization_id, user_id, role) values (:organization, :user, :role)")
                .bind("organization", membership.organization().id().value())
                .bind("user", membership.person().id().value())
                .bind("role", membership.role().name())
                .execute();
    }

    private static void setPassword(Handle handle, Person person, String hash) {
        handle.createUpdate("insert into person_password (user_id, hash) values (:user, :hash)")
                .bind("user", person.id().value())
                .bind("hash", hash)
                .execute();
    }
}
