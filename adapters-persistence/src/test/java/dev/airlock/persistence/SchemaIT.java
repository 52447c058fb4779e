package dev.airlock.persistence;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.hash;
import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.domain.identity.OrganizationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database itself keeps organizations apart, whatever statement it is given. */
class SchemaIT {
    private static final String OURS = "n.nspname = 'public' and c.relkind in ('r', 'p')";
    private static TestStore store;

    @BeforeAll
    static void open() throws SQLException {
        store = filled();
    }

    /** A database in which two organizations have a row in every table of theirs. */
    static TestStore filled() throws SQLException {
        var store = new TestStore();
        Persistence node = store.openNode();
        node.organizations().found(ADA, "hash");
        node.organizations().found(BOB, "hash");
        node.oneTimeLinks().addSetUp(hash("link"), NOW);
        for (OrganizationId organization : List.of(HARBOUR.id(), MEADOW.id())) {
            try (Connection connection = store.owner().getConnection()) {
                connection.setAutoCommit(false);
                see(connection, organization.toString(), "");
                execute(connection, rows(organization, organization.equals(HARBOUR.id()) ? 11 : 12));
                connection.commit();
            }
        }
        return store;
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static String rows(OrganizationId organization, long person) {
        return """
                insert into server values ('%1$s', '%2$s', 'api', 'API', '', 'OPENAPI', 'https://x', '%3$s', '[]', 1, 1, now(), now());
                insert into tool values ('%1$s', '%2$s', 'read', '', '', '{}', null, true, false, true, true, '{}', 'f');
                insert into policy values ('%1$s', '%2$s', '{}', now());
                insert into connection (organization_id, id, server_id, user_id, origins, scheme, key_id, ciphertext, version, updated_at)
                    values ('%1$s', '%2$s', '%2$s', '%3$s', '{https://x}', '{}', '%2$s', '\\x00', 1, now());
                insert into service_client values ('%1$s', '%2$s', 'c', null, null, 1, now(), 'https://x');
                insert into connection_removal values ('%1$s', '%2$s', '%3$s', 1);
                insert into pending_connection values ('%1$s', '%1$s', 's', '%3$s', '%2$s', false, '{}');
                insert into personal_access_token values ('%1$s', '%2$s', '%3$s', 't', 'READ', '{}', '%1$s', now(), now());
                insert into session values ('%1$s', '%1$s', '%3$s', now(), now(), now());
                insert into sign_in_link values ('%1$s', '%1$s', '%3$s', now());
                insert into oauth_code values ('%1$s', '%1$s', '%2$s', '%3$s', 'c', 'C', '/mcp/o', 'READ', now(), now(), 'r', 'c');
                insert into oauth_grant values ('%1$s', '%1$s', '%3$s', 'c', 'C', '/mcp/o', 'READ', now(), now());
                insert into oauth_refresh_token values ('%1$s', '%1$s', '%1$s');
                insert into websocket_ticket values ('%1$s', '%1$s', '/mcp/o/s', 'h', '%2$s', null, null, null);
                insert into organization_key values ('%1$s', '%2$s', '\\x00', now());
                insert into password_reset values ('%1$s', '%1$s', '%3$s', now());
                insert into pending_sign_in values ('%1$s', '%1$s', '%3$s', now());
                insert into mail_message values ('%1$s', '%2$s', '%2$s', '\\x00', now(), now());
                insert into approval_request (organization_id, id, call_id, requester_id, client, server_id, tool, tool_fingerprint,
                    arguments, digest, rule, explanation, approvers, quorum, self_approval, requested_at, expires_at, state, changed_at,
                    address, method, origin, target, headers, body, fields, approver_groups, code)
                    values ('%1$s', '%2$s', '%2$s', '%3$s', 'c', '%2$s', 'read', 'f', '{}',
                    decode(repeat('00', 32), 'hex'), 'r', 'e', '{}', 1, false, now(), now(), 'PENDING', now(),
                    '', 'GET', 'https://x', '/', '{}', '', '{}', '{}', 'c');
                insert into approval_reply values ('%1$s', '%2$s', '%2$s', '\\x00', now());
                insert into invitation values ('%1$s', '%2$s', 'x@example.com', 'MEMBER', '%1$s', now(), now());
                insert into member_group values ('%1$s', '%2$s', 'Staff');
                insert into group_member values ('%1$s', '%2$s', '%3$s');
                insert into server_group values ('%1$s', '%2$s', '%2$s');
                insert into server_user values ('%1$s', '%2$s', '%3$s');
                insert into approval_present values ('%1$s', '%2$s', '%2$s', '\\x00', now());
                insert into approval_notice values ('%1$s', '%2$s', '%3$s', 'ASKED', now());
                insert into approval_reader values ('%1$s', '%3$s', now());
                insert into approval_vote values ('%1$s', '%2$s', '%3$s', now(), 'c');
                """.formatted(organization, uuid(31), uuid(person));
    }

    @Test
    void without_an_organization_the_service_role_sees_no_row_of_any_table() throws SQLException {
        List<String> tables = readable();
        assertThat(tables).contains("organization", "person", "server", "tool", "connection", "set_up_link");
        for (String table : tables) {
            assertThat(query(store.serviceRole(), "select count(*) from " + table))
                    .as(table)
                    .containsExactly("0");
        }
    }

    @Test
    void with_an_organization_the_service_role_sees_its_rows_alone() throws SQLException {
        List<String> filled = tenantTables(store);
        filled.removeIf(table -> table.startsWith("audit_"));
        assertThat(filled).contains("membership", "server", "connection", "oauth_grant");
        for (String table : filled) {
            String sql = "select distinct organization_id from " + table;
            try (Connection connection = store.serviceRole().getConnection()) {
                connection.setAutoCommit(false);
                see(connection, "", "installation");
                assertThat(query(connection, sql)).as(table).hasSize(2);
                see(connection, HARBOUR.id().toString(), "");
                assertThat(query(connection, sql))
                        .as(table)
                        .containsExactly(HARBOUR.id().toString());
            }
        }
    }

    private static List<String> readable() throws SQLException {
        return query(store.serviceRole(), """
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where %s and has_table_privilege(c.oid, 'select') order by 1
                """.formatted(OURS));
    }

    static List<String> tenantTables(TestStore store) throws SQLException {
        return query(store.owner(), """
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
                where %s order by 1
                """.formatted(OURS));
    }

    @Test
    void every_table_of_the_service_role_forces_row_level_security() throws SQLException {
        assertThat(query(store.owner(), """
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where %s and not (c.relrowsecurity and c.relforcerowsecurity) order by 1
                """.formatted(OURS)))
                .containsExactly("databasechangelog", "databasechangeloglock", "schema_version")
                .doesNotContainAnyElementsOf(readable());
    }

    @Test
    void the_service_role_owns_nothing() throws SQLException {
        assertThat(query(store.owner(), """
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and pg_get_userbyid(c.relowner) <> current_user
                """)).isEmpty();
    }

    @Test
    void every_tenant_tables_key_begins_with_the_organization() throws SQLException {
        assertThat(query(store.owner(), """
                select k.conrelid::regclass from pg_constraint k
                join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'organization_id'
                where k.contype = 'p' and k.connamespace = 'public'::regnamespace
                    and (k.conkey[1] <> a.attnum or cardinality(k.conkey) < 2)
                """)).isSubsetOf("audit_event");
    }

    @Test
    void every_reference_between_tenant_tables_carries_the_organization() throws SQLException {
        assertThat(query(store.owner(), """
                select k.conname from pg_constraint k
                join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'organization_id'
                join pg_attribute b on b.attrelid = k.confrelid and b.attname = 'organization_id'
                where k.contype = 'f'
                    and array_position(k.conkey, a.attnum) is distinct from array_position(k.confkey, b.attnum)
                """)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into tool values ('%1$s', '%2$s', 'x', '', '', '{}', null, true, false, true, true, '{}', 'f')",
                "insert into oauth_grant values ('%1$s', '%2$s', '%3$s', 'c', 'C', '/mcp/o', 'READ', now(), now())",
                "insert into oauth_code values ('%1$s', 'other', '%2$s', '%3$s', 'c', 'C', '/mcp/o', 'READ', now(), now(), 'r', 'c')",
                "insert into websocket_ticket values ('%1$s', 'other', '/mcp/o/s', 'h', '%4$s', null, null, null)",
                "insert into session values ('%1$s', 'other', '%3$s', now(), now(), now())",
                "insert into personal_access_token values ('%1$s', '%2$s', '%3$s', 't', 'READ', '{}', 'other', now(), now())",
                "insert into connection (organization_id, id, server_id, user_id, origins, scheme, key_id, ciphertext, version, updated_at)"
                        + " values ('%1$s', '%4$s', '%2$s', '%3$s', '{https://x}', '{}', '%4$s', '\\x00', 1, now())",
                "insert into group_member values ('%1$s', '%2$s', '%3$s')",
                "insert into server_user values ('%1$s', '%2$s', '%3$s')",
                "insert into server_group values ('%1$s', '%2$s', '%4$s')",
                "update server set owner_id = '%3$s' where organization_id = '%1$s'",
            })
    void a_row_cannot_refer_to_another_organizations(String sql) throws SQLException {
        try (Connection connection = store.owner().getConnection()) {
            connection.setAutoCommit(false);
            see(connection, "", "installation");
            execute(connection, """
                    insert into server values ('%1$s', '%2$s', 'other', 'O', '', 'OPENAPI', 'https://x', '%3$s', '[]', 0, 1, now(), now())
                    """.formatted(MEADOW.id(), uuid(99), uuid(12)));
            String crossing = sql.formatted(HARBOUR.id(), uuid(99), uuid(12), uuid(98));
            assertThatThrownBy(() -> execute(connection, crossing)).hasMessageContaining("foreign key constraint");
        }
    }

    @Test
    void a_transaction_cannot_write_rows_of_another_organization() throws SQLException {
        try (Connection connection = store.serviceRole().getConnection()) {
            connection.setAutoCommit(false);
            see(connection, HARBOUR.id().toString(), "");
            assertThatThrownBy(() -> execute(connection, """
                    insert into tool values ('%s', '%s', 'x', '', '', '{}', null, true, false, true, true, '{}', 'f')
                    """.formatted(MEADOW.id(), uuid(31))))
                    .hasMessageContaining("row-level security");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update server set owner_id = id",
                "update server set organization_id = id",
                "update personal_access_token set expires_at = now()",
                "update personal_access_token set access = 'WRITE'",
                "update membership set user_id = organization_id",
                "delete from membership",
                "delete from organization",
                "delete from person",
                "truncate server",
                "alter table server disable row level security",
                "drop policy tenant on server",
                "select from schema_version",
                "select from databasechangelog",
                "create table mine (n int)",
            })
    void the_service_role_may_not(String sql) throws SQLException {
        try (Connection connection = store.serviceRole().getConnection()) {
            assertThatThrownBy(() -> execute(connection, sql))
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    static void see(Connection connection, String organization, String scope) throws SQLException {
        query(
                connection,
                "select set_config('airlock.organization', '%s', true), set_config('airlock.scope', '%s', true)"
                        .formatted(organization, scope));
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<String> query(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return query(connection, sql);
        }
    }

    static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
