package dev.airlock.persistence.change;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection that listens, replaced whenever it is lost. What was said in between is lost too, and the gap is told. */
final class Listening implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    /** After so much silence the connection is tried: a peer that vanished says nothing. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final List<String> claims;
    private final Consumer<String> heard;
    private final Runnable gap;
    private final Thread thread;
    private volatile @Nullable Connection connection;
    private volatile boolean closed;

    private Listening(DataSource dataSource, List<String> claims, Consumer<String> heard, Runnable gap) {
        this.dataSource = dataSource;
        this.claims = claims;
        this.heard = heard;
        this.gap = gap;
        this.thread = Thread.ofPlatform().daemon().name("change-notices").unstarted(this::run);
    }

    /** Starts to listen; when it returns, nothing said from now on is missed without the gap being told. */
    static Listening start(DataSource dataSource, List<String> claims, Consumer<String> heard, Runnable gap) {
        var listening = new Listening(dataSource, claims, heard, gap);
        try {
            listening.connect();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot listen for changes: " + e.getMessage(), e);
        }
        listening.thread.start();
        return listening;
    }

    private Connection connect() throws SQLException {
        Connection fresh = dataSource.getConnection();
        try (Statement statement = fresh.createStatement()) {
            fresh.setAutoCommit(true);
            statement.execute("listen " + PostgresChangeNotices.CHANNEL);
            for (String claim : claims) {
                statement.execute(claim);
            }
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
        connection = fresh;
        return fresh;
    }

    private void run() {
        while (!closed) {
            try {
                listen();
            } catch (SQLException e) {
                if (!closed) {
                    LOG.warn("lost the connection that listens for changes: {}", e.getMessage());
                    reconnect();
                }
            }
        }
        discard();
    }

    private void listen() throws SQLException {
        Connection present = connection;
        if (present == null) {
            throw new SQLException("no connection");
        }
        PGConnection postgres = present.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification[] notices = postgres.getNotifications((int) SILENCE.toMillis());
            if (notices == null || notices.length == 0) {
                try (Statement statement = present.createStatement()) {
                    statement.setQueryTimeout((int) SILENCE.toSeconds());
                    statement.execute("select");
                }
            } else {
                for (PGNotification notice : notices) {
                    heard.accept(notice.getParameter());
                }
            }
        }
    }

    private void reconnect() {
        discard();
        Duration pause = FIRST_RETRY;
        while (!closed) {
            try {
                connect();
                gap.run();
                return;
            } catch (SQLException e) {
                LOG.warn("still cannot listen for changes: {}", e.getMessage());
                pause(pause);
                pause = pause.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? pause.multipliedBy(2) : LAST_RETRY;
            }
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Aborts rather than closes: a close would wait for the listening thread, or for a peer that is gone. */
    private void discard() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("could not abort a lost connection: {}", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        discard();
    }
}
