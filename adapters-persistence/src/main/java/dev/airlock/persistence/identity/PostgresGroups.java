package dev.airlock.persistence.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.Groups;
import dev.airlock.domain.identity.Group;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import dev.airlock.persistence.transaction.Columns;
import dev.airlock.persistence.transaction.Transactions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Groups in PostgreSQL. */
public final class PostgresGroups implements Groups {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresGroups(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Listed> list(OrganizationId organization) {
        String sql = """
                select g.id, g.name, array(
                    select m.user_id from group_member m
                    where m.organization_id = g.organization_id and m.group_id = g.id) as members
                from member_group g
                where g.organization_id = :organization
                order by lower(g.name)
                """;
        return transactions.in(
                organization,
                handle -> handle.createQuery(sql)
                        .bind("organization", organization.value())
                        .map((row, context) -> new Listed(
                                new Group(
                                        organization,
                                        new GroupId(row.getObject("id", UUID.class)),
                                        row.getString("name")),
                                Columns.uuids(row, "members").stream()
                                        .map(UserId::new)
                                        .collect(Collectors.toUnmodifiableSet())))
                        .list());
    }

    @Override
    public boolean add(Admission admission, Group group) {
        return changes(admission, """
                insert into member_group (organization_id, id, name) values (:organization, :group, :name)
                on conflict do nothing
                """, group.id(), Map.of("name", group.name()));
    }

    @Override
    public boolean rename(Admission admission, Group group) {
        return changes(admission, """
                update member_group set name = :name
                where organization_id = :organization and id = :group and not exists (
                    select from member_group other
                    where other.organization_id = :organization and other.id <> :group
                        and lower(other.name) = lower(:name))
                """, group.id(), Map.of("name", group.name()));
    }

    @Override
    public boolean remove(Admission admission, GroupId group) {
        return changes(
                admission,
                "delete from member_group where organization_id = :organization and id = :group",
                group,
                Map.of());
    }

    @Override
    public boolean addMember(Admission admission, GroupId group, UserId user) {
        return changes(admission, """
                insert into group_member (organization_id, group_id, user_id) values (:organization, :group, :user)
                on conflict do nothing
                """, group, Map.of("user", user.value()));
    }

    @Override
    public boolean removeMember(Admission admission, GroupId group, UserId user) {
        return changes(admission, """
                delete from group_member
                where organization_id = :organization and group_id = :group and user_id = :user
                """, group, Map.of("user", user.value()));
    }

    private boolean changes(Admission admission, String sql, GroupId group, Map<String, ?> more) {
        return transactions.in(
                        admission.organization(),
                        handle -> handle.createUpdate(sql)
                                .bind("organization", admission.organization().value())
                                .bind("group", group.value())
                                .bindMap(more)
                                .execute())
                == 1;
    }

    @Override
    public List<Slug> usedBy(OrganizationId organization, GroupId group) {
        // An id in a policy's document stands there as a string of its own.
        String sql = """
                select s.slug from server s
                join policy p on p.organization_id = s.organization_id and p.server_id = s.id
                where s.organization_id = :organization and (
                    strpos(p.document, '"' || :group || '"') > 0
                    or exists (
                        select from server_group a
                        where a.organization_id = s.organization_id and a.server_id = s.id
                            and a.group_id = cast(:group as uuid)))
                order by s.slug
                """;
        return transactions.in(
                organization,
                handle -> handle.createQuery(sql)
                        .bind("organization", organization.value())
                        .bind("group", group.toString())
                        .mapTo(String.class)
                        .map(Slug::new)
                        .list());
    }
}
