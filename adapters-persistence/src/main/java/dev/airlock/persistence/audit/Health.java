package dev.airlock.persistence.audit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether events can be recorded at present, and if not, why and since when. */
final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitAuditLog.class);

    private record Trouble(long since, Exception cause) {}

    private volatile @Nullable Trouble trouble;

    void failing(Exception cause) {
        Trouble before = trouble;
        trouble = new Trouble(before == null ? System.nanoTime() : before.since, cause);
        if (before == null) {
            LOG.error("audit events cannot be recorded, so calls are refused until they can: {}", cause.getMessage());
        }
    }

    void well() {
        if (trouble != null) {
            trouble = null;
            LOG.info("audit events are recorded again");
        }
    }

    /** Returns whether trouble has lasted so long that waiting is pointless. */
    boolean failingFor(Duration time) {
        Trouble present = trouble;
        return present != null && System.nanoTime() - present.since > time.toNanos();
    }

    @Nullable
    Exception cause() {
        Trouble present = trouble;
        return present == null ? null : present.cause;
    }
}
