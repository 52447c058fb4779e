package dev.airlock.http.console;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where to go after a form: only ever a page of our own. */
record ReturnPath(String value) {
    /** The front page. */
    static final ReturnPath HOME = new ReturnPath("/");

    /** Returns the asked-for path where it is one of ours, else the front page. */
    static ReturnPath of(@Nullable String asked) {
        return asked != null && isOwn(asked) ? new ReturnPath(asked) : HOME;
    }

    private static boolean isOwn(String asked) {
        if (!asked.startsWith("/") || asked.startsWith("//")) {
            return false;
        }
        if (asked.chars().anyMatch(c -> c <= ' ' || c == '\\' || c == '#' || c >= 0x7f)) {
            return false;
        }
        try {
            URI uri = new URI(asked);
            return !uri.isAbsolute()
                    && uri.getRawAuthority() == null
                    && !uri.getPath().startsWith("//");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    URI uri() {
        return URI.create(value);
    }
}
