package dev.airlock.upstream.http;

import dev.airlock.upstream.http.Exchange.Answer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long an API wants to be left alone, by the headers in which APIs say so. */
final class Waits {
    private static final List<String> RESETS =
            List.of("RateLimit-Reset", "X-RateLimit-Reset-After", "X-RateLimit-Reset", "X-Rate-Limit-Reset");
    private static final Pattern SECONDS = Pattern.compile("([0-9]{1,10})(\\.[0-9]{1,9})?");
    private static final Pattern RESET_OF_POLICY = Pattern.compile("(?:^|[;,\\s])(?:t|reset)=([0-9]{1,9})");

    /** Larger numbers are moments, not spans: seconds since 1970. */
    private static final long A_YEAR = 31_536_000;

    private Waits() {}

    /** Returns whether the answer says that there were too many calls; some say it with 403. */
    static boolean isLimited(Answer answer) {
        boolean used = "0".equals(answer.headers().first("X-RateLimit-Remaining"));
        return answer.status() == 429 || (answer.status() == 403 && used);
    }

    /** Returns how long to wait, more than zero, or null where the answer does not say. */
    static @Nullable Duration of(Answer answer, Instant now) {
        Duration wait = told(answer.headers().first("Retry-After"), now);
        if (wait == null && isLimited(answer)) {
            wait = reset(answer, now);
        }
        return wait == null || !wait.isPositive() ? null : wait;
    }

    private static @Nullable Duration reset(Answer answer, Instant now) {
        for (String name : RESETS) {
            Duration wait = told(answer.headers().first(name), now);
            if (wait != null) {
                return wait;
            }
        }
        String policy = answer.headers().first("RateLimit");
        Matcher reset = RESET_OF_POLICY.matcher(policy == null ? "" : policy);
        return reset.find() ? Duration.ofSeconds(Long.parseLong(reset.group(1))) : null;
    }

    private static @Nullable Duration told(@Nullable String header, Instant now) {
        String value = header == null ? "" : header.strip();
        Matcher seconds = SECONDS.matcher(value);
        if (seconds.matches()) {
            long whole = Long.parseLong(seconds.group(1)) + (seconds.group(2) == null ? 0 : 1);
            return Duration.ofSeconds(whole > A_YEAR ? whole - now.getEpochSecond() : whole);
        }
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(now, date);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
