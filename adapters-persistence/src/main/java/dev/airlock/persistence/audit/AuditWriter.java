package dev.airlock.persistence.audit;

import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.ChainHead;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes queued events to the end of this node's chain, as many as wait in one commit. After a lost connection it reads from the database
 * what has become durable, so that no event is written twice and none is taken for written that is not.
 */
final class AuditWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final int BATCH = 1_000;
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Duration ADVANCE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final DataSource database;
    private final String node;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final EventQueue queue;
    private final Health health;
    private final Consumer<AuditEvent> disowned;

    private List<QueuedEvent> pending = new ArrayList<>();
    private @Nullable LinkedBatch inDoubt;
    private @Nullable ChainHead head;
    private int backend;
    private OpenIntents intents = new OpenIntents();
    private long advanced = System.nanoTime();
    private volatile long closing;

    /**
     * Makes the writer.
     *
     * @param disowned is told of events that became durable after their waiters had given up
     */
    AuditWriter(
            DataSource database,
            String node,
            InstantSource clock,
            Supplier<UUID> ids,
            EventQueue queue,
            Health health,
            Consumer<AuditEvent> disowned) {
        this.database = database;
        this.node = node;
        this.clock = clock;
        this.ids = ids;
        this.queue = queue;
        this.health = health;
        this.disowned = disowned;
    }

    /** Lets the writer end once everything is written, or ten seconds have shown that it cannot be. */
    void finish() {
        closing = System.nanoTime() | 1;
    }

    @Override
    public void run() {
        boolean done = false;
        while (!done) {
            try (WriterSession session = WriterSession.open(database)) {
                // Even with nothing to write: only an insert shows that inserts are possible again.
                ChainHead end = write(session, resume(session));
                health.well();
                serve(session, end);
                done = true;
            } catch (SQLException | RuntimeException e) {
                health.failing(e);
                done = farewellIsOver() || !sleep();
            }
        }
    }

    private ChainHead resume(WriterSession session) throws SQLException {
        ChainHead known = head;
        ChainHead stored = known == null ? null : session.reclaim(known.writer(), backend);
        backend = session.backend();
        LinkedBatch batch = inDoubt;
        inDoubt = null;
        if (known != null && known.equals(stored)) {
            return known;
        }
        if (batch != null && batch.end().equals(stored)) {
            return written(batch);
        }
        if (known != null) {
            abandon(session, known, batch);
        }
        ChainHead start = session.register(ids.get(), node, clock.instant());
        intents = new OpenIntents();
        head = start;
        return start;
    }

    /** Leaves a chain that is not ours to continue; whoever waits for events in doubt is told no, and their intents are closed with the chain. */
    private void abandon(WriterSession session, ChainHead known, @Nullable LinkedBatch batch) throws SQLException {
        LOG.error(
                "audit writer {} does not continue after record {}: another node closed it, or the database is not the one it was",
                known.writer(),
                known.sequence());
        pending.forEach(event -> {
            if (event.awaited()) {
                event.giveUp();
            }
        });
        if (batch != null && session.head(known.writer()).equals(batch.end())) {
            pending.clear();
        }
        session.release(known.writer());
        head = null;
    }

    private void serve(WriterSession session, ChainHead start) throws SQLException {
        ChainHead end = start;
        while (fill() || closing == 0) {
            if (!pending.isEmpty()) {
                end = write(session, end);
            }
            advance(session, end.writer());
        }
        if (intents.none()) {
            session.finish(end.writer(), end.sequence(), clock.instant());
        }
    }

    private ChainHead write(WriterSession session, ChainHead end) throws SQLException {
        // Here and not before: finding the session may have taken longer than the callers' patience.
        pending.removeIf(QueuedEvent::givenUp);
        LinkedBatch batch = LinkedBatch.after(end, pending);
        inDoubt = batch;
        session.insert(batch);
        inDoubt = null;
        return written(batch);
    }

    /** Gathers what waits; false where nothing came for a while. */
    private boolean fill() {
        queue.await();
        queue.drainTo(pending, BATCH);
        return !pending.isEmpty();
    }

    private ChainHead written(LinkedBatch batch) {
        head = batch.end();
        pending.clear();
        batch.links().forEach(intents::note);
        for (QueuedEvent event : batch.events()) {
            if (!event.durable() && event.event().phase() == Phase.INTENT) {
                disowned.accept(event.event());
            }
        }
        return batch.end();
    }

    private void advance(WriterSession session, UUID writer) throws SQLException {
        if (System.nanoTime() - advanced > ADVANCE.toNanos()) {
            session.advance(writer, intents.closedThrough());
            advanced = System.nanoTime();
        }
    }

    private boolean farewellIsOver() {
        return closing != 0 && System.nanoTime() - closing > FAREWELL.toNanos();
    }

    private static boolean sleep() {
        try {
            Thread.sleep(RETRY);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
