package dev.airlock.upstream.http;

import java.time.Duration;

/**
 * How much of an upstream's answer is waited for, read and passed on.
 *
 * @param connectTime how long connecting to one address may take
 * @param callTime how long a whole call may take, from looking up the host to the last byte
 * @param bodyBytes how much of a body is read
 * @param textTokens how much text reaches the agent, in {@link Tokens}
 * @param mediaBytes how large an image, a sound or another file may be to reach the agent
 */
public record UpstreamLimits(Duration connectTime, Duration callTime, int bodyBytes, int textTokens, int mediaBytes) {
    private static final int MIB = 1024 * 1024;

    /** 10 s to connect, 30 s a call, 8 MiB read, 25,000 tokens of text, 4 MiB of a file. */
    public static final UpstreamLimits DEFAULT =
            new UpstreamLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), 8 * MIB, 25_000, 4 * MIB);

    public UpstreamLimits {
        if (!connectTime.isPositive() || !callTime.isPositive()) {
            throw new IllegalArgumentException("time limits are more than zero");
        }
        if (textTokens < 1 || mediaBytes < 1 || bodyBytes < mediaBytes) {
            throw new IllegalArgumentException(
                    "size limits are more than zero, and a body's is at least that of media");
        }
    }
}
