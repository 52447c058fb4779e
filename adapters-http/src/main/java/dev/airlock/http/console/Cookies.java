package dev.airlock.http.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cookies of the Control Room: none can be read by a script, and over HTTPS none can be set by a neighbouring host. */
final class Cookies {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final boolean secure;

    Cookies(boolean secure) {
        this.secure = secure;
    }

    /** What a cookie is for. */
    enum Kind {
        /** The secret of a session. */
        SESSION(""),
        /** The secret of a browser that is not signed in, so that its forms can be told from forged ones. */
        VISIT("-visit"),
        /** The secret of a sign-in that waits for its second step. */
        STEP("-step"),
        /** The name of a message to be shown once. */
        FLASH("-flash"),
        /** What a browser keeps while its person signs in at a provider. */
        PROVIDER("-provider");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    NewCookie keep(Kind kind, String value, Duration lifetime) {
        return builder(kind).value(value).maxAge((int) lifetime.toSeconds()).build();
    }

    NewCookie forget(Kind kind) {
        return builder(kind).value("").maxAge(0).build();
    }

    private NewCookie.Builder builder(Kind kind) {
        return new NewCookie.Builder(name(kind))
                .path("/")
                .secure(secure)
                .httpOnly(true)
                .sameSite(SameSite.LAX);
    }

    String name(Kind kind) {
        return (secure ? "__Host-airlock" : "airlock") + kind.suffix;
    }

    /** Returns the secret in a request's cookie, or null where there is none. */
    @Nullable
    String secret(HttpServletRequest request, Kind kind) {
        String value = value(request, kind);
        return value != null && SECRET.matcher(value).matches() ? value : null;
    }

    /** Returns what is in a request's cookie, or null where there is none. */
    @Nullable
    String value(HttpServletRequest request, Kind kind) {
        Cookie[] cookies = request.getCookies();
        String name = name(kind);
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(name)) {
                return cookie.getValue();
            }
        }
        return null;
    }
}
