package dev.airlock.http.console;

import jakarta.servlet.http.HttpServletRequest;

/** Which of Jersey's routes are the Control Room's: all but the management API's. */
final class Territory {
    private Territory() {}

    static boolean holds(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.equals("/api") && !path.startsWith("/api/");
    }
}
