package dev.airlock.persistence.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** The database connections of a node that can die at once and for good. */
final class MortalSource extends DelegatingSource {
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private volatile boolean dead;

    MortalSource(DataSource source) {
        super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (dead) {
            throw new SQLException("this node is dead");
        }
        Connection connection = super.getConnection();
        connections.add(connection);
        return connection;
    }

    void die() throws SQLException {
        dead = true;
        for (Connection connection : connections) {
            connection.abort(Runnable::run);
        }
    }
}
