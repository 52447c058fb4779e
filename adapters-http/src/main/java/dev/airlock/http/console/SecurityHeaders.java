package dev.airlock.http.console;

import dev.airlock.domain.oauth.RedirectUri;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;

/** Tells browsers what our pages never do, on every answer. */
final class SecurityHeaders implements ContainerResponseFilter {
    /** The header of a page's policy. */
    static final String POLICY = "Content-Security-Policy";

    private final ConsoleSettings settings;

    @Context
    @SuppressWarnings("NullAway.Init")
    private HttpServletRequest servlet;

    SecurityHeaders(ConsoleSettings settings) {
        this.settings = settings;
    }

    /** The policy of a page whose form may end in a redirect to a client. */
    static String policy(RedirectUri redirect) {
        return policy("'self' " + sources(redirect));
    }

    /** The policy of a page whose form may end at a service, which may send browsers on to others. */
    static String policyTowards(String scheme) {
        return policy("'self' " + scheme);
    }

    /** Hosts of the web may send browsers on to others; a policy cannot name an IPv6 address. */
    private static String sources(RedirectUri redirect) {
        String host = redirect.destination();
        return redirect.isLoopback() && !host.startsWith("[") ? "http://" + host + ":*" : redirect.scheme() + ":";
    }

    private static String policy(String formAction) {
        return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
                + "form-action " + formAction + "; frame-ancestors 'none'; base-uri 'none'";
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!Territory.holds(servlet)) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (!headers.containsKey(POLICY)) {
            headers.putSingle(POLICY, policy("'self'"));
        }
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
