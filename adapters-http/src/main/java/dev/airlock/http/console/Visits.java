package dev.airlock.http.console;

import dev.airlock.domain.identity.Caller;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Learns from a request's cookies who is there. */
final class Visits {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Console console;

    Visits(Console console) {
        this.console = console;
    }

    /** Returns the visit that this request is, the same one each time. */
    Visit greet(HttpServletRequest request) {
        if (request.getAttribute(Visit.ATTRIBUTE) instanceof Visit known) {
            return known;
        }
        Visit visit = visit(request);
        request.setAttribute(Visit.ATTRIBUTE, visit);
        return visit;
    }

    private Visit visit(HttpServletRequest request) {
        String session = secret(request, Cookies.Kind.SESSION);
        Caller caller = session == null ? null : console.verbs().signIn().resume(session, request.getRemoteAddr());
        Flash flash = Flash.of(cookie(request, console.cookies().name(Cookies.Kind.FLASH)));
        if (session != null && caller != null) {
            return new Visit(console, request, caller, session, true, flash);
        }
        String stranger = secret(request, Cookies.Kind.VISIT);
        return stranger != null
                ? new Visit(console, request, null, stranger, true, flash)
                : new Visit(console, request, null, console.secrets().next(""), false, flash);
    }

    private @Nullable String secret(HttpServletRequest request, Cookies.Kind kind) {
        String value = cookie(request, console.cookies().name(kind));
        return value != null && SECRET.matcher(value).matches() ? value : null;
    }

    /** Returns the value of the cookie of that name, or null. */
    static @Nullable String cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(name)) {
                return cookie.getValue();
            }
        }
        return null;
    }
}
