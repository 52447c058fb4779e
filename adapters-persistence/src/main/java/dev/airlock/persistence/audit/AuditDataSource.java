package dev.airlock.persistence.audit;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens the connection that a node's audit writer keeps for itself. */
public final class AuditDataSource {
    private static final int CONNECT_SECONDS = 2;
    private static final int SILENCE_SECONDS = 5;

    private AuditDataSource() {}

    /** Connects straight to the server: a pool, or a proxy that shares sessions, would break the writer's lock. */
    public static DataSource of(String jdbcUrl, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(SILENCE_SECONDS);
        source.setTcpKeepAlive(true);
        source.setApplicationName("airlock-audit");
        return source;
    }
}
