package dev.airlock.persistence.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The role that serves requests. Row-level security and grants bind it only while it is neither powerful nor an owner. */
final class ServiceRole {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private final Connection owner;
    private final String name;

    ServiceRole(Connection owner, String name) {
        this.owner = owner;
        this.name = name;
    }

    /** Creates the role where it is missing, and sets its password where one is given and the owner may. */
    void ensure(@Nullable String password) throws SQLException {
        if (!exists()) {
            create(password);
        } else if (password != null) {
            setPasswordIfPermitted(password);
        }
        refusePowers();
    }

    private boolean exists() throws SQLException {
        try (PreparedStatement query = owner.prepareStatement("select from pg_roles where rolname = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void create(@Nullable String password) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("create role " + name + " login");
        } catch (SQLException e) {
            throw new MigrationException(
                    "the database has no role \"" + name + "\" and "
                            + owner.getMetaData().getUserName()
                            + " may not create it; as a superuser, run: create role " + name + " login password '…'",
                    e);
        }
        if (password != null) {
            setPassword(password);
        }
    }

    private void setPasswordIfPermitted(String password) throws SQLException {
        try {
            setPassword(password);
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /** Hashed on this side, so that the password reaches no log of the database. */
    private void setPassword(String password) throws SQLException {
        owner.unwrap(PGConnection.class).alterUserPassword(name, password.toCharArray(), "scram-sha-256");
    }

    private void refusePowers() throws SQLException {
        String sql = """
                select rolsuper or rolbypassrls or pg_has_role(oid, current_user::regrole, 'member')
                from pg_roles where rolname = ?
                """;
        try (PreparedStatement query = owner.prepareStatement(sql)) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                if (rows.next() && rows.getBoolean(1)) {
                    throw new MigrationException("the service role \"" + name
                            + "\" could step around row-level security: it must be no superuser, have no BYPASSRLS"
                            + " and not be a member of the owner's role");
                }
            }
        }
    }
}
