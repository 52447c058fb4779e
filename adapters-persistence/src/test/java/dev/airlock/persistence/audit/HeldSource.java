package dev.airlock.persistence.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/** Can keep whoever asks for a connection waiting, as a database does that is just starting. */
final class HeldSource extends DelegatingSource {
    private volatile CountDownLatch open = new CountDownLatch(0);

    HeldSource(DataSource source) {
        super(source);
    }

    void hold() {
        open = new CountDownLatch(1);
    }

    void release() {
        open.countDown();
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
        return super.getConnection();
    }
}
