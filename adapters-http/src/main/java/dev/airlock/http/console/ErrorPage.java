package dev.airlock.http.console;

import jakarta.ws.rs.core.Response.Status;

/**
 * A page that says what went wrong and what to do.
 *
 * @param signIn whether signing in is what to do
 */
record ErrorPage(int status, String message, boolean signIn) {
    static ErrorPage of(Status status, String message) {
        return new ErrorPage(status.getStatusCode(), message, status == Status.UNAUTHORIZED);
    }

    /** What the page is called. */
    static String title(Status status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing here";
            case UNAUTHORIZED -> "You are signed out";
            case INTERNAL_SERVER_ERROR -> "Airlock failed";
            case METHOD_NOT_ALLOWED -> "This page cannot do that";
            default -> "That was not done";
        };
    }
}
