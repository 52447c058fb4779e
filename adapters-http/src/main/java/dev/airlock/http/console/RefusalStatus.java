package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import jakarta.ws.rs.core.Response.Status;

/** The status under which a page tells of a refusal. */
final class RefusalStatus {
    private RefusalStatus() {}

    static Status of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotPermitted r -> Status.FORBIDDEN;
            case Refusal.NotFound r -> Status.NOT_FOUND;
            case Refusal.Invalid r -> Status.BAD_REQUEST;
            case Refusal.Conflict r -> Status.CONFLICT;
            case Refusal.Unavailable r -> Status.SERVICE_UNAVAILABLE;
        };
    }
}
