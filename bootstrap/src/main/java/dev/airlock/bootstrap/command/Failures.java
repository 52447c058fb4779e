package dev.airlock.bootstrap.command;

import dev.airlock.bootstrap.Terminal;
import io.dropwizard.configuration.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the person at the terminal why a command failed: the causes in words there, the stack trace in the log. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int DEEPEST = 8;

    private Failures() {}

    static void tell(Throwable failure) {
        if (failure instanceof NullPointerException
                || failure instanceof ClassCastException
                || failure instanceof Error) {
            LOG.error("this is a fault of Airlock's own", failure);
        }
        if (failure instanceof ConfigurationException) {
            Terminal.complain(String.valueOf(failure.getMessage()).strip());
            return;
        }
        var text = new StringBuilder();
        Throwable cause = failure;
        String last = "";
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            if (!last.contains(message)) {
                text.append(text.isEmpty() ? "" : "\n  because ").append(message);
                last = message;
            }
        }
        Terminal.complain(text.toString());
    }
}
