package dev.airlock.http.api;

import dev.airlock.application.identity.AuthenticateToken;
import dev.airlock.application.identity.Authentication;
import dev.airlock.domain.identity.Caller;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Lets in who presents a good token in the Authorization header (RFC 6750): no cookie and no query can take its place. */
@Priority(Priorities.AUTHENTICATION)
final class TokenFilter implements ContainerRequestFilter {
    private static final String SCHEME = "Bearer ";
    private static final String CHALLENGE = "Bearer realm=\"airlock\"";

    private final AuthenticateToken authenticateToken;

    @Context
    @SuppressWarnings("NullAway.Init")
    private HttpServletRequest servlet;

    TokenFilter(AuthenticateToken authenticateToken) {
        this.authenticateToken = authenticateToken;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String token = token(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        switch (authenticateToken.authenticate(token, servlet.getRemoteAddr())) {
            case Authentication.Authenticated(Caller caller) ->
                request.setSecurityContext(new Bearer(
                        new Identified(caller), request.getSecurityContext().isSecure()));
            case Authentication.Missing missing ->
                request.abortWith(
                        challenge(CHALLENGE, "present a personal access token: Authorization: Bearer airlock_pat_..."));
            case Authentication.Rejected rejected ->
                request.abortWith(challenge(
                        CHALLENGE + ", error=\"invalid_token\"",
                        "the token is unknown, revoked or expired; issue a new one in the Control Room"));
        }
    }

    private static @Nullable String token(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }

    private static Response challenge(String challenge, String detail) {
        return Response.fromResponse(Problem.of(Status.UNAUTHORIZED, detail).response())
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }

    private record Bearer(Principal principal, boolean secure) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return principal;
        }

        /** Roles are the verbs' business: no route is guarded by one. */
        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
