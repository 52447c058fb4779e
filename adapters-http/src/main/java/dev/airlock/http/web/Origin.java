package dev.airlock.http.web;

import dev.airlock.application.oauth.Resources;
import jakarta.servlet.http.HttpServletRequest;

/** Under which origin a request came. */
public final class Origin {
    private Origin() {}

    /** Returns the origin as the client wrote it, or the issuer's; clients compare what they are told with what they typed. */
    public static String of(HttpServletRequest request, Resources resources) {
        return resources.origin(request.getScheme(), request.getServerName(), request.getServerPort());
    }
}
