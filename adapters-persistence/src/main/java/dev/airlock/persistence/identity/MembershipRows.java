package dev.airlock.persistence.identity;

import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads the columns of {@link #COLUMNS}, which a query joins from organization o, person p and membership m. */
public final class MembershipRows {
    /** The columns. */
    public static final String COLUMNS = """
            o.id as organization_id, o.slug, o.name as organization_name,
            p.id as person_id, p.email, p.name as person_name, m.role
            """;
    /** The tables, joined. */
    public static final String TABLES = """
            membership m
            join organization o on o.id = m.organization_id
            join person p on p.id = m.user_id
            """;

    private MembershipRows() {}

    /** Reads a row. */
    public static Membership read(ResultSet row, StatementContext context) throws SQLException {
        return new Membership(organization(row), person(row), Role.valueOf(row.getString("role")));
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
