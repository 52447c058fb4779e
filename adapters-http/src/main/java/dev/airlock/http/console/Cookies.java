package dev.airlock.http.console;

import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import java.time.Duration;

/** The cookies of the Control Room: none can be read by a script, and over HTTPS none can be set by a neighbouring host. */
final class Cookies {
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
}
