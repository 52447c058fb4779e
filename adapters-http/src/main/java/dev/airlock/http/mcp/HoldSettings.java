package dev.airlock.http.mcp;

import java.time.Duration;

/**
 * The bounds of calls over HTTP that are held open while they wait for a person.
 *
 * @param longest how long one is held before it answers that it waits; zero for not at all
 * @param most how many are held at a time, of all callers
 * @param mostPerUser how many of one user
 */
public record HoldSettings(Duration longest, int most, int mostPerUser) {
    /** For production. */
    public static final HoldSettings DEFAULT = of(Duration.ofSeconds(50));

    /** The bounds where only the time is chosen. */
    public static HoldSettings of(Duration longest) {
        return new HoldSettings(longest, 10_000, 100);
    }
}
