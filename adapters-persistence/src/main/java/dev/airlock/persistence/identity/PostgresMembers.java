package dev.airlock.persistence.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.Members;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.UserId;
import dev.airlock.persistence.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Members in PostgreSQL. */
public final class PostgresMembers implements Members {
    private static final List<String> WAYS_IN = List.of(
            "session",
            "sign_in_link",
            "pending_sign_in",
            "password_reset",
            "personal_access_token",
            "oauth_code",
            "oauth_grant");
    private static final List<String> POSSESSIONS = List.of("connection", "group_member");
    private static final String MEMBER = "select " + MembershipRows.COLUMNS + ", m.state from "
            + MembershipRows.EVERY_PLACE + " where m.organization_id = :organization ";

    private final Transactions transactions;

    /** Makes the store. */
    public PostgresMembers(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Member> list(OrganizationId organization) {
        return transactions.in(
                organization,
                handle -> handle.createQuery(MEMBER + "order by lower(p.name), p.email, p.id")
                        .bind("organization", organization.value())
                        .map(PostgresMembers::read)
                        .list());
    }

    @Override
    public @Nullable Member find(OrganizationId organization, UserId user) {
        return transactions
                .in(
                        organization,
                        handle -> handle.createQuery(MEMBER + "and m.user_id = :user")
                                .bind("organization", organization.value())
                                .bind("user", user.value())
                                .map(PostgresMembers::read)
                                .findOne())
                .orElse(null);
    }

    private static Member read(ResultSet row, StatementContext context) throws SQLException {
        return new Member(MembershipRows.read(row, context), Standing.valueOf(row.getString("state")));
    }

    @Override
    public Set<UserId> owners(Admission admission) {
        String sql = """
                select user_id from membership
                where organization_id = :organization and role = 'OWNER' and state = 'ACTIVE'
                order by user_id
                for update
                """;
        return transactions.in(
                admission.organization(),
                handle -> handle.createQuery(sql)
                        .bind("organization", admission.organization().value())
                        .mapTo(UUID.class)
                        .map(UserId::new)
                        .set());
    }

    @Override
    public boolean join(Membership membership) {
        return transactions.in(membership.organization().id(), handle -> PersonTable.join(handle, membership));
    }

    @Override
    public boolean change(Admission admission, Member before, Member after) {
        String sql = """
                update membership set role = :role, state = :state
                where organization_id = :organization and user_id = :user and role = :roleBefore and state = :stateBefore
                """;
        return transactions.in(
                        admission.organization(),
                        handle -> handle.createUpdate(sql)
                                .bind("organization", admission.organization().value())
                                .bind("user", before.user().value())
                                .bind("role", after.membership().role().name())
                                .bind("state", after.standing().name())
                                .bind("roleBefore", before.membership().role().name())
                                .bind("stateBefore", before.standing().name())
                                .execute())
                == 1;
    }

    @Override
    public void shutOut(Admission admission, UserId user) {
        WAYS_IN.forEach(table -> delete(admission, table, user));
    }

    @Override
    public void shutOutEverybody(OrganizationId organization) {
        transactions.within(organization, handle -> {
            Stream.concat(WAYS_IN.stream(), Stream.of("invitation"))
                    .forEach(table -> handle.createUpdate(
                                    "delete from " + table + " where organization_id = :organization")
                            .bind("organization", organization.value())
                            .execute());
            return true;
        });
    }

    @Override
    public List<Slug> strip(Admission admission, UserId user) {
        String sql = """
                with named as (
                    delete from server_user where organization_id = :organization and user_id = :user returning server_id)
                select slug from server where organization_id = :organization and id in (select server_id from named)
                """;
        POSSESSIONS.forEach(table -> delete(admission, table, user));
        return transactions.in(
                admission.organization(),
                handle -> handle.createQuery(sql)
                        .bind("organization", admission.organization().value())
                        .bind("user", user.value())
                        .mapTo(String.class)
                        .map(Slug::new)
                        .list());
    }

    private void delete(Admission admission, String table, UserId user) {
        transactions.in(
                admission.organization(),
                handle -> handle.createUpdate(
                                "delete from " + table + " where organization_id = :organization and user_id = :user")
                        .bind("organization", admission.organization().value())
                        .bind("user", user.value())
                        .execute());
    }
}
