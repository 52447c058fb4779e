package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request of a browser: who is there, what form they sent, and how to answer them. */
final class Visit {
    static final String ATTRIBUTE = Visit.class.getName();

    private static final Duration VISIT_LIFETIME = Duration.ofHours(12);
    static final Duration FLASH_LIFETIME = Duration.ofMinutes(1);

    private final Console console;
    private final String here;
    private final String address;
    private final @Nullable Caller caller;
    private final String secret;
    private final boolean known;
    private final @Nullable Flash flash;
    private Form form = Form.EMPTY;

    /** Describes the request; {@code secret} is the session's, or the one that a stranger's browser is to keep. */
    Visit(
            Console console,
            HttpServletRequest request,
            @Nullable Caller caller,
            String secret,
            boolean known,
            @Nullable Flash flash) {
        this.console = console;
        this.here = request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
        this.address = request.getRemoteAddr();
        this.caller = caller;
        this.secret = secret;
        this.known = known;
        this.flash = flash;
    }

    /** Returns the visit that the doorkeeper let in. */
    static Visit of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Visit visit) {
            return visit;
        }
        throw new IllegalStateException("nobody met this request at the door");
    }

    boolean isSignedIn() {
        return caller != null;
    }

    /** The person; only on routes that ask for one. */
    Caller caller() {
        if (caller == null) {
            throw new NotAuthorizedException("sign in first");
        }
        return caller;
    }

    @Nullable
    Caller callerIfAny() {
        return caller;
    }

    /** Returns whether the person's role lets them add and change servers; the verbs decide, pages only leave out. */
    boolean administers() {
        return caller != null && caller.membership().role().includes(Role.ADMIN);
    }

    String address() {
        return address;
    }

    String secret() {
        return secret;
    }

    CsrfToken csrf() {
        return CsrfToken.of(secret);
    }

    Form form() {
        return form;
    }

    void received(Form sent) {
        form = sent;
    }

    /** Path and query of the request, to come back to. */
    String here() {
        return here;
    }

    /** Answers with a page. */
    Response page(String template, String title, Object room) {
        return page(Status.OK, template, title, room);
    }

    /** Answers with a page under another status. */
    Response page(Status status, String template, String title, Object room) {
        Response.ResponseBuilder response = Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .entity(new Page(template, title, room, this, console));
        if (!known) {
            response.cookie(console.cookies().keep(Cookies.Kind.VISIT, secret, VISIT_LIFETIME));
        }
        if (flash != null) {
            response.cookie(console.cookies().forget(Cookies.Kind.FLASH));
        }
        return response.build();
    }

    @Nullable
    Flash flash() {
        return flash;
    }

    /** Sends the browser to another page of ours. */
    Response go(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    /** Sends the browser to another page of ours, which shows a message. */
    Response go(String path, Flash message) {
        return Response.seeOther(URI.create(path))
                .cookie(console.cookies().keep(Cookies.Kind.FLASH, message.name(), FLASH_LIFETIME))
                .build();
    }

    /** Sends the browser to sign in, and back to one of our pages afterwards. */
    Response goSignIn(String next) {
        return go("/sign-in?return=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    /** Sends the browser to a client, with what it is to know. */
    Response leave(String location) {
        return Response.seeOther(URI.create(location)).build();
    }

    /** Says on a page of its own why something was not done. */
    Response refused(Refusal refusal) {
        Status status = RefusalStatus.of(refusal);
        return page(status, "error.mustache", ErrorPage.title(status), ErrorPage.of(status, refusal.message()));
    }

    /** Returns what was found; nothing and not yours look the same. */
    static <T> T found(@Nullable T value) {
        if (value == null) {
            throw new NotFoundException();
        }
        return value;
    }
}
