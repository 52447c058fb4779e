package dev.airlock.persistence.change;

import dev.airlock.application.change.Change;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.persistence.transaction.ChangeBroadcast;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices over {@code NOTIFY} and {@code LISTEN}. A node hears of its own changes directly, of the others' through the database. */
public final class PostgresChangeNotices implements ChangeNotices, ChangeBroadcast, AutoCloseable {
    static final String CHANNEL = "airlock_change";
    private static final Logger LOG = LoggerFactory.getLogger(PostgresChangeNotices.class);
    private final UUID node;
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final Listening listening;

    /**
     * Starts to listen, on a connection of its own; fails where there is none to be had.
     *
     * @param claims statements that each such connection begins with, for what must last as long as the node
     */
    public PostgresChangeNotices(DataSource direct, UUID node, List<String> claims) {
        this.node = node;
        this.listening = Listening.start(direct, claims, this::receive, () -> deliver(new Change.Unknown()));
    }

    @Override
    public Subscription subscribe(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void send(Handle handle, Change change) {
        handle.createQuery("select pg_notify(:channel, :notice)")
                .bind("channel", CHANNEL)
                .bind("notice", new Notice(node, change).text())
                .mapTo(String.class)
                .one();
    }

    @Override
    public void deliver(Change change) {
        for (Consumer<Change> listener : listeners) {
            try {
                listener.accept(change);
            } catch (RuntimeException e) {
                LOG.error("a listener failed on {}", change, e);
            }
        }
    }

    private void receive(String text) {
        Notice notice = Notice.read(text);
        if (!notice.node().equals(node)) {
            deliver(notice.change());
        }
    }

    @Override
    public void close() {
        listening.close();
    }
}
