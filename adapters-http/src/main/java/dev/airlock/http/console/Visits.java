package dev.airlock.http.console;

import dev.airlock.domain.identity.Caller;
import jakarta.servlet.http.HttpServletRequest;

/** Learns from a request's cookies who is there. */
final class Visits {
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
        String session = console.cookies().secret(request, Cookies.Kind.SESSION);
        Caller caller = session == null ? null : console.verbs().signIn().resume(session, request.getRemoteAddr());
        Flash flash = Flash.of(console.cookies().value(request, Cookies.Kind.FLASH));
        if (session != null && caller != null) {
            return new Visit(console, request, caller, session, true, flash);
        }
        String stranger = console.cookies().secret(request, Cookies.Kind.VISIT);
        return stranger != null
                ? new Visit(console, request, null, stranger, true, flash)
                : new Visit(console, request, null, console.secrets().next(""), false, flash);
    }
}
