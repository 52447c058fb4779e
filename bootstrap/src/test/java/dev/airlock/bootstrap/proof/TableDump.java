package dev.airlock.bootstrap.proof;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Everything that a running installation's database holds. */
final class TableDump {
    private TableDump() {}

    /** Every row of every table as text, as a dump would write it. */
    static List<String> rows(Path dataDirectory) throws SQLException {
        var rows = new ArrayList<String>();
        try (Connection database = AuditRows.superuser(dataDirectory);
                Statement statement = database.createStatement()) {
            var tables = new ArrayList<String>();
            try (var found = statement.executeQuery(
                    "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname <> 'information_schema'")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                try (var found = statement.executeQuery("select t::text from " + table + " t")) {
                    while (found.next()) {
                        rows.add(found.getString(1));
                    }
                }
            }
        }
        return rows;
    }
}
