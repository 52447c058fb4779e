package dev.airlock.upstream.openapi;

import java.util.List;

/**
 * How much of a tool's schema is written. The first effort is everything; where that is too large, what is deep gives way first.
 *
 * @param maxDepth from this depth on, only what something is, not what is in it
 * @param maxText how long a description may be
 * @param exact whether keywords are kept under which a shortened part would refuse what the whole accepts
 */
record Effort(int maxDepth, int maxText, boolean exact) {
    /** The largest schema of a tool, in bytes. */
    static final int MAX_BYTES = 32 << 10;

    /** In the order in which they are tried. */
    static final List<Effort> ALL = List.of(
            new Effort(60, 1_000, true),
            new Effort(60, 1_000, false),
            new Effort(8, 400, false),
            new Effort(5, 300, false),
            new Effort(3, 200, false),
            new Effort(2, 100, false),
            new Effort(1, 60, false));
}
