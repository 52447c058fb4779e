package dev.airlock.upstream.http;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long an answer may be kept, by its Cache-Control header (RFC 9111). */
final class Freshness {
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[\\s,])max-age=\"?([0-9]{1,9})");

    private Freshness() {}

    /** Returns the time; zero where the header forbids keeping, or says nothing of it. */
    static Duration of(@Nullable String cacheControl) {
        String directives = cacheControl == null ? "" : cacheControl.toLowerCase(Locale.ROOT);
        Matcher maxAge = MAX_AGE.matcher(directives);
        boolean mayKeep = !directives.contains("no-store") && !directives.contains("no-cache") && maxAge.find();
        return mayKeep ? Duration.ofSeconds(Long.parseLong(maxAge.group(1))) : Duration.ZERO;
    }
}
