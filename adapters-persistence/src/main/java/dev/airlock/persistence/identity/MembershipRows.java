package dev.airlock.persistence.identity;

import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import dev.airlock.persistence.transaction.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads the columns of {@link #COLUMNS}, which a query joins from organization o, person p and membership m. */
public final class MembershipRows {
    /** The columns. */
    public static final String COLUMNS = """
            o.id as organization_id, o.slug, o.name as organization_name,
            p.id as person_id, p.email, p.name as person_name, m.role,
            array(
                select g.group_id from group_member g
                where g.organization_id = m.organization_id and g.user_id = m.user_id) as groups
            """;
    /** The tables, joined, with the places of everyone who ever joined. */
    static final String EVERY_PLACE = """
            membership m
            join organization o on o.id = m.organization_id
            join person p on p.id = m.user_id
            """;
    /** The tables, joined, with the places of those who may come in, and no others. */
    public static final String TABLES = EVERY_PLACE + " and m.state = 'ACTIVE' ";

    private MembershipRows() {}

    /** Reads a row. */
    public static Membership read(ResultSet row, StatementContext context) throws SQLException {
        return new Membership(organization(row), person(row), Role.valueOf(row.getString("role")), groups(row));
    }

    private static Set<GroupId> groups(ResultSet row) throws SQLException {
        return Columns.uuids(row, "groups").stream().map(GroupId::new).collect(Collectors.toUnmodifiableSet());
    }

    private static Organization organization(ResultSet row) throws SQLException {
        return new Organization(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new Slug(row.getString("slug")),
                row.getString("organization_name"));
    }

    static Person person(ResultSet row) throws SQLException {
        return new Person(
                new UserId(row.getObject("person_id", UUID.class)),
                new EmailAddress(row.getString("email")),
                row.getString("person_name"));
    }
}
