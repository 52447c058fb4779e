package dev.airlock.persistence.audit;

import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log of one node: all callers hand their events to one writer, which commits together what has gathered and then wakes them, so
 * that a durable record costs a shared commit. Thread-safe.
 */
public final class GroupCommitAuditLog implements AuditLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitAuditLog.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** So many may wait before others are refused; outcomes, which nobody waits for, have the rest of the room. */
    private static final int MAX_WAITING = 10_000;

    private static final int ROOM = 100_000;
    private static final RawJson NOTHING_DONE = RawJson.of(Json.object()
            .put("problem", "the intent was recorded too late to act on it; nothing was done")
            .build());

    private final EventQueue queue = new EventQueue(ROOM);
    private final Patience patience = new Patience(LIMIT);
    private final Health health = new Health();
    private final InstantSource clock;
    private final AuditWriter writer;
    private final Thread thread;
    private volatile boolean closed;

    private GroupCommitAuditLog(DataSource database, String node, InstantSource clock, Supplier<UUID> ids) {
        this.clock = clock;
        this.writer = new AuditWriter(database, node, clock, ids, queue, health, this::disown);
        // Virtual as its callers are: a hand-off to a thread of the system and back costs a call 0.07 ms more.
        this.thread = Thread.ofVirtual().name("audit-writer").unstarted(writer);
    }

    /**
     * Starts the writer, which begins a chain of its own.
     *
     * @param database gives a connection of its own to the service's role: see {@link AuditDataSource}
     * @param node names this node to people
     * @param ids names the chain
     */
    public static GroupCommitAuditLog start(DataSource database, String node, InstantSource clock, Supplier<UUID> ids) {
        var log = new GroupCommitAuditLog(database, node, clock, ids);
        log.thread.start();
        return log;
    }

    /** {@inheritDoc} Answers within about two seconds. */
    @Override
    public void append(AuditEvent event) throws AuditUnavailableException {
        if (closed) {
            throw new AuditUnavailableException("Airlock is shutting down");
        }
        if (health.failingFor(LIMIT)) {
            throw unavailable();
        }
        QueuedEvent queued = QueuedEvent.awaited(Storable.of(event));
        if (queue.size() >= MAX_WAITING || !queue.offer(queued)) {
            throw new AuditUnavailableException("too many events wait to be recorded; try again in a moment");
        }
        if (!patience.await(queued)) {
            throw unavailable();
        }
    }

    /** {@inheritDoc} While the database is away, events wait in memory, up to 100,000; what finds no room ends as of unknown outcome. */
    @Override
    public void appendLater(AuditEvent event) {
        if (!queue.offer(QueuedEvent.later(Storable.of(event)))) {
            LOG.error("no room for the outcome of {} {}", event.action(), event.subject());
        }
    }

    /** Writes what waits, marks the chain closed where nothing is left open in it, and ends. Takes at most about ten seconds. */
    @Override
    public void close() {
        closed = true;
        writer.finish();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        patience.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private AuditUnavailableException unavailable() {
        Exception cause = health.cause();
        String message = "it could not be recorded in the audit log";
        return cause == null
                ? new AuditUnavailableException(message + " in time")
                : new AuditUnavailableException(message + " because the database does not take it", cause);
    }

    private void disown(AuditEvent intent) {
        appendLater(new AuditEvent(
                intent.organization(),
                intent.subject(),
                Phase.OUTCOME,
                clock.instant(),
                intent.action(),
                intent.actor(),
                intent.client(),
                intent.address(),
                intent.server(),
                intent.tool(),
                AuditResult.FAILED,
                NOTHING_DONE));
    }
}
