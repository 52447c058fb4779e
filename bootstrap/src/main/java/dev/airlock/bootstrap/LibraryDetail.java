package dev.airlock.bootstrap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps the detail that libraries log, below INFO, out of every log, whatever level is configured: there they write down headers and buffers as they
 * pass, with credentials and tokens in them.
 */
final class LibraryDetail extends TurboFilter {
    private static final String OURS = "dev.airlock";

    private LibraryDetail() {}

    /** Keeps it out from now on. */
    static void keepOut() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.addTurboFilter(new LibraryDetail());
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        boolean detail = !level.isGreaterOrEqual(Level.INFO);
        return detail && !logger.getName().startsWith(OURS) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
