package dev.airlock.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.net.WebOrigin;
import dev.airlock.persistence.TestPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Test;

/** What change sets make of rows that an earlier version left. */
class MigratedRowsIT {
    private static final UUID ORGANIZATION = new UUID(0, 1);
    private static final UUID PERSON = new UUID(0, 2);
    private static final UUID KEY = new UUID(0, 3);

    private final TestPostgres.Database database = TestPostgres.freshDatabase();

    @Test
    void a_registration_is_bound_to_the_origin_of_its_token_endpoint_and_is_gone_without_one() throws Exception {
        List<String> endpoints = List.of(
                "https://auth.example/oauth/token?v=2",
                "https://auth.example:443/token",
                "https://auth.example:8443/token",
                "https://auth.example?token",
                "http://localhost:9000/token");
        migrateBefore("service-client-token-origin");
        found();
        for (int i = 0; i < endpoints.size(); i++) {
            server(10 + i, "[{\"type\":\"bearer\"},{\"type\":\"oauth2\",\"tokenUrl\":\"" + endpoints.get(i) + "\"}]");
            register(10 + i);
        }
        server(20, "[{\"type\":\"bearer\"}]");
        register(20);

        migrate();

        assertThat(query("select token_origin from service_client order by server_id"))
                .containsExactlyElementsOf(endpoints.stream()
                        .map(endpoint -> WebOrigin.of(URI.create(endpoint)))
                        .toList());
    }

    @Test
    void what_is_sealed_keeps_its_key_and_what_has_lost_it_is_gone() throws Exception {
        migrateBefore("sealed-key");
        found();
        for (int i = 10; i < 13; i++) {
            server(i, "[]");
        }
        connect(10, KEY.toString());
        connect(11, new UUID(0, 9).toString());
        connect(12, "key-1");
        for (int i = 10; i < 13; i++) {
            asOwner(
                    "insert into service_client (organization_id, server_id, client_id, key_id, ciphertext, version, updated_at,"
                            + " token_origin) select organization_id, server_id, 'c', key_id, ciphertext, 1, now(), 'https://x'"
                            + " from connection where server_id = '" + new UUID(0, i) + "'");
        }
        server(13, "[]");
        asOwner(
                "insert into service_client (organization_id, server_id, client_id, version, updated_at, token_origin) values ('"
                        + ORGANIZATION + "', '" + new UUID(0, 13) + "', 'public', 1, now(), 'https://x')");

        migrate();

        assertThat(query("select key_id from connection")).containsExactly(KEY.toString());
        assertThat(query("select client_id || coalesce(key_id::text, '') from service_client order by 1"))
                .containsExactly("c" + KEY, "public");
    }

    /** Applies the change sets that come before this one. */
    private void migrateBefore(String id) throws SQLException, LiquibaseException {
        try (Connection connection = owner()) {
            new ServiceRole(connection, database.serviceUser()).ensure(null);
            var liquibase = new Liquibase(
                    Changelog.PATH,
                    new ClassLoaderResourceAccessor(),
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)));
            liquibase.setChangeLogParameter("serviceRole", database.serviceUser());
            List<String> ids = liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).stream()
                    .map(ChangeSet::getId)
                    .toList();
            assertThat(ids).contains(id);
            liquibase.update(ids.indexOf(id), new Contexts(), new LabelExpression());
        }
    }

    private void migrate() {
        Migrations.run(new MigrationSettings(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.serviceUser(), null));
    }

    private void found() throws SQLException {
        asOwner("insert into organization (id, slug, name) values ('" + ORGANIZATION + "', 'o', 'O')");
        asOwner("insert into person (id, email, name) values ('" + PERSON + "', 'p@example.com', 'P')");
        asOwner("insert into membership values ('" + ORGANIZATION + "', '" + PERSON + "', 'OWNER')");
        asOwner("insert into organization_key values ('" + ORGANIZATION + "', '" + KEY + "', '\\x00', now())");
    }

    private void server(long id, String schemes) throws SQLException {
        asOwner("""
                insert into server (organization_id, id, slug, name, description, type, target_url, owner_id, schemes,
                    tool_count, version, created_at, updated_at)
                values ('%s', '%s', 's%d', 'S', '', 'OPENAPI', 'https://x', '%s', '%s', 0, 1, now(), now())
                """.formatted(ORGANIZATION, new UUID(0, id), id, PERSON, schemes));
    }

    private void register(long server) throws SQLException {
        asOwner("insert into service_client (organization_id, server_id, client_id, version, updated_at) values ('"
                + ORGANIZATION + "', '" + new UUID(0, server) + "', 'c', 1, now())");
    }

    private void connect(long server, String key) throws SQLException {
        asOwner("""
                insert into connection (organization_id, id, server_id, user_id, origins, scheme, key_id, ciphertext, version,
                    updated_at)
                values ('%1$s', '%2$s', '%2$s', '%3$s', '{https://x}', '{}', '%4$s', '\\x00', 1, now())
                """.formatted(ORGANIZATION, new UUID(0, server), PERSON, key));
    }

    private Connection owner() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute("set airlock.scope = 'installation'");
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute("set airlock.scope = 'installation'");
            var found = new ArrayList<String>();
            var rows = statement.executeQuery(sql);
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
