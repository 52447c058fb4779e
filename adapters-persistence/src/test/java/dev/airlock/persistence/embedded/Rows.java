package dev.airlock.persistence.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A table that grows by one row at each {@link #add}. */
final class Rows {
    private Rows() {}

    static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl("postgres"), postgres.superuser(), new String(postgres.password()));
    }

    /** How many there are after adding one. */
    static int add(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists rows (n int)");
            statement.execute("insert into rows values (1)");
            try (var count = statement.executeQuery("select count(*) from rows")) {
                count.next();
                return count.getInt(1);
            }
        }
    }

    static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
