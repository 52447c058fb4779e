package dev.airlock.persistence.server;

import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerAccess;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.server.ServerType;
import dev.airlock.domain.server.Target;
import dev.airlock.persistence.connection.SchemeJson;
import dev.airlock.persistence.transaction.Columns;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;

/** Reads servers from the columns of {@link #COLUMNS}, of a table called s, and binds them to statements. */
final class ServerRows {
    static final String COLUMNS = """
            s.organization_id, s.id, s.slug, s.name, s.description, s.type, s.target_url, s.other_target_urls, s.variables,
            s.owner_id, s.schemes, s.version,
            s.created_at, s.open_to_all, s.conventions,
            array(select group_id from server_group a where a.organization_id = s.organization_id and a.server_id = s.id)
                as groups,
            array(select user_id from server_user a where a.organization_id = s.organization_id and a.server_id = s.id)
                as users
            """;

    private ServerRows() {}

    static Server read(ResultSet row) throws SQLException {
        return new Server(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new ServerId(row.getObject("id", UUID.class)),
                new Slug(row.getString("slug")),
                row.getString("name"),
                row.getString("description"),
                ServerType.valueOf(row.getString("type")),
                target(row),
                new UserId(row.getObject("owner_id", UUID.class)),
                array(row, "schemes").items().stream()
                        .map(scheme -> SchemeJson.read((Json.Obj) scheme))
                        .toList(),
                access(row),
                ConventionsJson.read(
                        RawJson.trusted(row.getString("conventions")).parse()),
                row.getLong("version"),
                Columns.instant(row, "created_at"));
    }

    private static ServerAccess access(ResultSet row) throws SQLException {
        return row.getBoolean("open_to_all")
                ? ServerAccess.EVERYONE
                : ServerAccess.only(
                        Columns.uuids(row, "groups").stream().map(GroupId::new).collect(Collectors.toUnmodifiableSet()),
                        Columns.uuids(row, "users").stream().map(UserId::new).collect(Collectors.toUnmodifiableSet()));
    }

    private static Target target(ResultSet row) throws SQLException {
        return new Target(
                UrlTemplate.of(row.getString("target_url")),
                Columns.texts(row, "other_target_urls").stream()
                        .map(UrlTemplate::of)
                        .toList(),
                VariablesJson.read(array(row, "variables")));
    }

    private static Json.Arr array(ResultSet row, String column) throws SQLException {
        try {
            return (Json.Arr) JsonReader.read(row.getString(column).getBytes(StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException("the stored " + column + " are damaged: " + e.getMessage(), e);
        }
    }

    /** Binds key and version. */
    static <S extends SqlStatement<S>> S bindVersion(S statement, Server server) {
        return statement
                .bind("organization", server.organization().value())
                .bind("id", server.id().value())
                .bind("version", server.version());
    }

    /** Binds key, version and what may change. */
    static <S extends SqlStatement<S>> S bindContent(S statement, Server server) {
        return bindVersion(statement, server)
                .bind("openToAll", server.access().everyone())
                .bind(
                        "conventions",
                        RawJson.of(ConventionsJson.write(server.conventions())).text())
                .bind("name", server.name())
                .bind("description", server.description())
                .bind("targetUrl", server.target().url().toString())
                .bindArray(
                        "otherTargetUrls",
                        String.class,
                        server.target().others().stream()
                                .map(UrlTemplate::toString)
                                .toList())
                .bind(
                        "variables",
                        new String(
                                JsonWriter.write(
                                        VariablesJson.write(server.target().variables())),
                                StandardCharsets.UTF_8))
                .bind(
                        "schemes",
                        new String(JsonWriter.write(SchemeJson.write(server.schemes())), StandardCharsets.UTF_8));
    }
}
