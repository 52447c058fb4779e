package dev.airlock.http.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A point in time as pages show it: exact in UTC, and how far from now. */
record Moment(String iso, String exact, String relative) {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    static Moment of(Instant at, Instant now) {
        return new Moment(at.toString(), EXACT.format(at), relative(Duration.between(at, now)));
    }

    static @Nullable Moment ofNullable(@Nullable Instant at, Instant now) {
        return at == null ? null : of(at, now);
    }

    private static String relative(Duration ago) {
        long seconds = ago.abs().toSeconds();
        if (seconds < 10) {
            return "just now";
        }
        String span = seconds < 60
                ? count(seconds, "second")
                : seconds < 3_600
                        ? count(seconds / 60, "minute")
                        : seconds < 86_400 ? count(seconds / 3_600, "hour") : count(seconds / 86_400, "day");
        return ago.isNegative() ? "in " + span : span + " ago";
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
