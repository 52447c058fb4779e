package dev.airlock.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestPostgresIT {
    @Test
    void each_test_gets_an_empty_database_whose_service_role_sees_only_what_is_granted() throws SQLException {
        var database = TestPostgres.freshDatabase();
        assertThat(TestPostgres.freshDatabase().jdbcUrl()).isNotEqualTo(database.jdbcUrl());
        try (var owner = DriverManager.getConnection(
                        database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                var service = DriverManager.getConnection(
                        database.jdbcUrl(), database.serviceUser(), database.servicePassword());
                var asOwner = owner.createStatement();
                var asService = service.createStatement()) {
            asOwner.execute("create table secrets (n int)");
            assertThatThrownBy(() -> asService.execute("select * from secrets"))
                    .hasMessageContaining("permission denied");
            asOwner.execute("grant select on secrets to " + database.serviceUser());
            assertThat(asService.execute("select * from secrets")).isTrue();
        }
    }
}
