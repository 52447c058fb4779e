package dev.airlock.persistence.identity;

import dev.airlock.application.identity.Tokens;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import dev.airlock.persistence.transaction.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads personal access tokens from the columns of {@link #COLUMNS}, of a table called t. */
final class TokenRows {
    static final String COLUMNS = """
            t.organization_id as token_organization_id, t.id as token_id, t.user_id as token_user_id, t.name as token_name,
            t.access, t.server_ids, t.created_at, t.expires_at
            """;

    private TokenRows() {}

    static PersonalAccessToken read(ResultSet row) throws SQLException {
        return new PersonalAccessToken(
                new OrganizationId(row.getObject("token_organization_id", UUID.class)),
                new TokenId(row.getObject("token_id", UUID.class)),
                new UserId(row.getObject("token_user_id", UUID.class)),
                row.getString("token_name"),
                scope(row),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at"));
    }

    private static TokenScope scope(ResultSet row) throws SQLException {
        Set<ServerId> servers =
                Columns.uuids(row, "server_ids").stream().map(ServerId::new).collect(Collectors.toUnmodifiableSet());
        return new TokenScope(servers, TokenScope.Access.valueOf(row.getString("access")));
    }

    static Tokens.Listed readListed(ResultSet row) throws SQLException {
        return new Tokens.Listed(read(row), Columns.instantOrNull(row, "last_used_at"), row.getString("last_address"));
    }
}
