package dev.airlock.persistence.oauth;

import dev.airlock.application.oauth.Grants.Held;
import dev.airlock.application.oauth.Grants.Listed;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.persistence.identity.MembershipRows;
import dev.airlock.persistence.transaction.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads and binds the columns that {@code oauth_grant} and {@code oauth_code} have in common. */
final class GrantRows {
    /** Of a table named g whose grant's id is in grant_id. */
    static final String COLUMNS = """
            g.grant_id, g.user_id, g.client_id, g.client_name, g.resource, g.access,
            g.created_at, g.expires_at, g.organization_id as grant_organization_id
            """;

    private GrantRows() {}

    static Held readHeld(ResultSet row, StatementContext context) throws SQLException {
        return new Held(read(row), MembershipRows.read(row, context));
    }

    static Listed readListed(ResultSet row, StatementContext context) throws SQLException {
        return new Listed(
                read(row),
                MembershipRows.read(row, context),
                Columns.instantOrNull(row, "last_used_at"),
                row.getString("last_address"));
    }

    static Grant read(ResultSet row) throws SQLException {
        String resource = row.getString("resource");
        return new Grant(
                new OrganizationId(row.getObject("grant_organization_id", UUID.class)),
                new GrantId(row.getObject("grant_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                new ClientId(row.getString("client_id")),
                row.getString("client_name"),
                Objects.requireNonNull(McpResource.of(resource), () -> "stored as a resource: " + resource),
                Access.valueOf(row.getString("access")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at"));
    }

    static <S extends SqlStatement<S>> S bind(S statement, Grant grant) {
        return statement
                .bind("organization", grant.organization().value())
                .bind("grant", grant.id().value())
                .bind("user", grant.user().value())
                .bind("client", grant.client().value())
                .bind("clientName", grant.clientName())
                .bind("resource", grant.resource().path())
                .bind("access", grant.access().name())
                .bind("createdAt", grant.createdAt())
                .bind("expiresAt", grant.expiresAt());
    }
}
