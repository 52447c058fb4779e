package dev.airlock.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceRoleIT {
    private final AuditDatabase database = AuditDatabase.create();

    @BeforeEach
    void something_is_recorded() throws Exception {
        try (var log = database.log()) {
            log.append(Deeds.refusal(Deeds.HARBOUR, Deeds.NOON));
            log.append(Deeds.refusal(Deeds.LIGHTHOUSE, Deeds.NOON));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_event set result = 'SUCCEEDED'",
                "delete from audit_event",
                "truncate audit_event",
                "drop table audit_event",
                "alter table audit_event disable row level security",
                "alter table audit_event disable trigger all",
                "delete from audit_writer",
                "update audit_writer set node = 'another'"
            })
    void the_service_cannot_change_what_is_recorded(String sql) throws SQLException {
        try (Connection service = database.service();
                var statement = service.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
        assertThat(database.count("select count(*) from audit_event where result = 'DENIED'"))
                .isEqualTo(2);
    }

    @Test
    void an_organization_sees_its_own_records_alone_and_without_one_there_are_none() throws SQLException {
        assertThat(visible("select 1")).isZero();
        assertThat(visible("select set_config('airlock.organization', '%s', true)".formatted(Deeds.HARBOUR)))
                .isEqualTo(1);
        assertThat(visible("select set_config('airlock.scope', 'installation', true)"))
                .isEqualTo(2);
    }

    private long visible(String scope) throws SQLException {
        try (Connection service = database.service();
                var statement = service.createStatement()) {
            service.setAutoCommit(false);
            statement.execute(scope);
            var rows = statement.executeQuery("select count(*) from audit_event");
            rows.next();
            return rows.getLong(1);
        }
    }
}
