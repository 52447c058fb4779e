package dev.airlock.http.mcp;

import dev.airlock.domain.identity.UserId;
import java.nio.charset.StandardCharsets;

/**
 * The message that comes in on a socket, in parts where it does not arrive at once. One that has grown long takes a place until it is whole: so many may
 * be unfinished on all sockets, and on those of one user.
 */
final class Incoming {
    private static final int LONG = 16 << 10;
    private static final int TOO_LONG = 1009;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final Made NOTHING = new Made.Nothing();

    private final Places unfinished;
    private final UserId user;
    private final int longest;
    private final StringBuilder parts = new StringBuilder(0);
    private boolean holdsPlace;
    private boolean ended;
    private long begunAt;

    /** What a part makes. */
    sealed interface Made {
        /** A whole message. */
        record Message(byte[] utf8) implements Made {}

        /** Nothing yet. */
        record Nothing() implements Made {}

        /** A reason to close the socket. */
        record Refusal(int code, String reason) implements Made {}
    }

    /** Takes messages of at most so many bytes. */
    Incoming(Places unfinished, UserId user, int longest) {
        this.unfinished = unfinished;
        this.user = user;
        this.longest = longest;
    }

    /** Adds a part. */
    synchronized Made add(String part, boolean last) {
        if (parts.isEmpty()) {
            begunAt = System.nanoTime();
        }
        if ((long) parts.length() + part.length() > longest) {
            return refusal(TOO_LONG, "a message may have " + longest + " bytes");
        }
        if (last) {
            return message(part);
        }
        parts.append(part);
        if (parts.length() > LONG && !holdsPlace && !takePlace()) {
            return refusal(TRY_AGAIN_LATER, "too many long messages are unfinished; try again later");
        }
        return NOTHING;
    }

    private Made message(String part) {
        byte[] utf8 = (parts.isEmpty() ? part : parts.append(part).toString()).getBytes(StandardCharsets.UTF_8);
        forget();
        return utf8.length > longest
                ? refusal(TOO_LONG, "a message may have " + longest + " bytes")
                : new Made.Message(utf8);
    }

    private Made refusal(int code, String reason) {
        forget();
        return new Made.Refusal(code, reason);
    }

    private boolean takePlace() {
        holdsPlace = !ended && unfinished.take(user);
        return holdsPlace;
    }

    private void forget() {
        parts.setLength(0);
        parts.trimToSize();
        if (holdsPlace) {
            unfinished.giveBack(user);
            holdsPlace = false;
        }
    }

    /** Whether a message has been unfinished for so many nanoseconds at this time. */
    synchronized boolean isUnfinishedFor(long nanos, long now) {
        return !parts.isEmpty() && now - begunAt >= nanos;
    }

    /** Gives up what is unfinished: nothing more comes. */
    synchronized void end() {
        ended = true;
        forget();
    }
}
