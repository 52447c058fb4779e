package dev.airlock.http.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;

/** Tells browsers what our pages never do, on every answer. */
final class SecurityHeaders implements ContainerResponseFilter {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final ConsoleSettings settings;

    @Context
    @SuppressWarnings("NullAway.Init")
    private HttpServletRequest servlet;

    SecurityHeaders(ConsoleSettings settings) {
        this.settings = settings;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!Territory.holds(servlet)) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("Content-Security-Policy", POLICY);
        // Not no-referrer: with it, browsers send "Origin: null" with our own forms.
        headers.putSingle("Referrer-Policy", "same-origin");
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle("X-Frame-Options", "DENY");
        headers.putSingle("Cross-Origin-Opener-Policy", "same-origin");
        headers.putSingle("Cross-Origin-Resource-Policy", "same-origin");
        headers.putSingle("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        if (settings.secure()) {
            headers.putSingle("Strict-Transport-Security", "max-age=63072000");
        }
        if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
