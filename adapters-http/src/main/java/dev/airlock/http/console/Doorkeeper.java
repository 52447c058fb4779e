package dev.airlock.http.console;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.Set;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in. Without a session, only open routes can be reached; whatever may change something comes from a page of our own origin and
 * carries that page's token.
 */
@Priority(Priorities.AUTHENTICATION)
final class Doorkeeper implements ContainerRequestFilter {
    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Console console;
    private final Visits visits;

    @Context
    @SuppressWarnings("NullAway.Init")
    private HttpServletRequest servlet;

    Doorkeeper(Console console, Visits visits) {
        this.console = console;
        this.visits = visits;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (!Territory.holds(servlet)) {
            return;
        }
        Visit visit = visits.greet(servlet);
        boolean safe = SAFE.contains(request.getMethod());
        Response refusal = safe ? null : foreign(request, visit);
        if (refusal == null && !visit.isSignedIn() && !isOpen(request)) {
            refusal = safe ? visit.goSignIn(visit.here()) : signedOut(visit);
        }
        if (refusal == null && !safe) {
            refusal = forged(request, visit);
        }
        if (refusal != null) {
            request.abortWith(refusal);
        }
    }

    private @Nullable Response foreign(ContainerRequestContext request, Visit visit) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        String origin = request.getHeaderString("Origin");
        boolean ownSite = site == null || site.equals("same-origin");
        if (ownSite && (origin == null || console.settings().isOwn(origin))) {
            return null;
        }
        return refusal(
                visit,
                Status.FORBIDDEN,
                "This form was sent from another address than Airlock's own. Open "
                        + console.settings().origin() + " and do it there.");
    }

    private static Response signedOut(Visit visit) {
        return refusal(
                visit, Status.UNAUTHORIZED, "You are not signed in any more, so nothing was changed. Sign in again.");
    }

    private @Nullable Response forged(ContainerRequestContext request, Visit visit) throws IOException {
        Form form = FormReader.read(servlet, request.getEntityStream(), visit.isSignedIn());
        if (!visit.csrf().matches(form.exact(CsrfToken.FIELD))) {
            return refusal(
                    visit,
                    Status.FORBIDDEN,
                    "This form is from an earlier sign-in, or your browser refused Airlock's cookie. "
                            + "Go back, reload the page and try again.");
        }
        visit.received(form);
        return null;
    }

    private static Response refusal(Visit visit, Status status, String message) {
        return visit.page(status, "error.mustache", ErrorPage.title(status), ErrorPage.of(status, message));
    }

    private static boolean isOpen(ContainerRequestContext request) {
        return ((ExtendedUriInfo) request.getUriInfo())
                .getMatchedResourceMethod()
                .getInvocable()
                .getHandlingMethod()
                .isAnnotationPresent(Open.class);
    }
}
