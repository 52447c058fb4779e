package dev.airlock.http.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

/** Keeps answers of the management API out of caches, and browsers from guessing what they are. */
final class ApiHeaders implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (covers(request.getUriInfo())) {
            // An error may have been found before the body was read: what is left of it must not be taken for the next
            // request.
            if (response.getStatus() >= 400 && request.getMediaType() != null) {
                response.getHeaders().putSingle("Connection", "close");
            }
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
            response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
        }
    }

    /** Returns whether the address is the management API's. */
    static boolean covers(UriInfo uri) {
        return uri.getPath().equals("api") || uri.getPath().startsWith("api/");
    }
}
