package dev.airlock.persistence.identity;

import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Person;
import org.jdbi.v3.core.Handle;

/** The rows of a person: themselves, their password's hash, and their places. */
final class PersonTable {
    private PersonTable() {}

    /** Inserts the person; false where the address is taken. */
    static boolean insert(Handle handle, Person person) {
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

    static void insertPassword(Handle handle, Person person, String hash) {
        handle.createUpdate("insert into person_password (user_id, hash) values (:user, :hash)")
                .bind("user", person.id().value())
                .bind("hash", hash)
                .execute();
    }

    /** Gives the person the place, or back the one that they left; false where they have one. */
    static boolean join(Handle handle, Membership membership) {
        String sql = """
                insert into membership as m (organization_id, user_id, role) values (:organization, :user, :role)
                on conflict (organization_id, user_id) do update set role = excluded.role, state = 'ACTIVE'
                    where m.state = 'REMOVED'
                """;
        return handle.createUpdate(sql)
                        .bind("organization", membership.organization().id().value())
                        .bind("user", membership.person().id().value())
                        .bind("role", membership.role().name())
                        .execute()
                == 1;
    }
}
