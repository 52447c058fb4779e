package dev.airlock.application.audit;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the audit log's regular chores while the server runs: checkpoints, looked after every second, and abandoned writers, every 30 seconds. */
public final class AuditUpkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditUpkeep.class);

    private final TakeCheckpoint checkpoint;
    private final ScheduledExecutorService chores = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("audit-upkeep").factory());

    private AuditUpkeep(TakeCheckpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    /** Begins, with abandoned writers first. */
    public static AuditUpkeep start(CloseOpenIntents closeOpenIntents, TakeCheckpoint checkpoint) {
        var upkeep = new AuditUpkeep(checkpoint);
        upkeep.every(30, "open intents of abandoned writers could not be closed yet", closeOpenIntents::run);
        upkeep.every(1, "no audit checkpoint could be taken", checkpoint::ifDue);
        return upkeep;
    }

    /** Ends with a last checkpoint; the log must be closed before. */
    @Override
    public void close() {
        chores.close();
        checkpoint.now();
    }

    private void every(long seconds, String failure, Chore chore) {
        var _ = chores.scheduleWithFixedDelay(
                () -> {
                    try {
                        chore.run();
                    } catch (Exception e) {
                        LOG.warn("{}: {}", failure, e.getMessage());
                    }
                },
                0,
                seconds,
                TimeUnit.SECONDS);
    }

    private interface Chore {
        void run() throws Exception;
    }
}
