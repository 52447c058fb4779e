package dev.airlock.persistence.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.People;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.UserId;
import dev.airlock.persistence.transaction.Transactions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People and memberships in PostgreSQL. */
public final class PostgresPeople implements People {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresPeople(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public @Nullable Account account(EmailAddress email) {
        String sql = """
                select p.id as person_id, p.email, p.name as person_name, w.hash
                from person p left join person_password w on w.user_id = p.id
                where p.email = :email
                """;
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(sql)
                        .bind("email", email.value())
                        .map((row, context) -> new Account(MembershipRows.person(row), row.getString("hash")))
                        .findOne())
                .orElse(null);
    }

    @Override
    public boolean add(Person person, @Nullable String passwordHash) {
        return transactions.acrossOrganizations(handle -> {
            boolean added = PersonTable.insert(handle, person);
            if (added && passwordHash != null) {
                PersonTable.insertPassword(handle, person, passwordHash);
            }
            return added;
        });
    }

    @Override
    public List<Membership> memberships(UserId user) {
        String sql = "select " + MembershipRows.COLUMNS + " from " + MembershipRows.TABLES
                + " where m.user_id = :user order by m.created_at, m.organization_id";
        return transactions.acrossOrganizations(handle -> handle.createQuery(sql)
                .bind("user", user.value())
                .map(MembershipRows::read)
                .list());
    }

    @Override
    public void changePassword(Admission admission, String passwordHash) {
        put(admission.organization(), admission.caller().user(), passwordHash, admission.now());
    }

    @Override
    public void resetPassword(OrganizationId organization, UserId user, String passwordHash, Instant now) {
        put(organization, user, passwordHash, now);
    }

    private void put(OrganizationId organization, UserId user, String passwordHash, Instant now) {
        String sql = """
                insert into person_password (user_id, hash, updated_at) values (:user, :hash, :now)
                on conflict (user_id) do update set hash = excluded.hash, updated_at = excluded.updated_at
                """;
        transactions.in(
                organization,
                handle -> handle.createUpdate(sql)
                        .bind("user", user.value())
                        .bind("hash", passwordHash)
                        .bind("now", now)
                        .execute());
    }
}
