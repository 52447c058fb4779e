package dev.airlock.application.server;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Says whether calls may go to an address. */
public interface TargetCheck {
    /** Returns why calls may not go there and what would be right, or null where they may; may look the host up. */
    @Nullable
    String problem(URI target);
}
