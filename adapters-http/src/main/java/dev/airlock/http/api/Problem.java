package dev.airlock.http.api;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Problem details (RFC 9457) of the type {@code about:blank}: the status says what kind it is.
 *
 * @param detail what was wrong and what would be right
 * @param errors the fields that are wrong, where the input is
 */
record Problem(
        String title, int status, String detail, @Nullable List<Refusal.Problem> errors) {
    static final MediaType TYPE = new MediaType("application", "problem+json");

    private static final int RETRY_SECONDS = 5;

    static Problem of(Response.StatusType status, String detail) {
        return new Problem(status.getReasonPhrase(), status.getStatusCode(), detail, null);
    }

    static Problem of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotPermitted(String message) -> of(Status.FORBIDDEN, message);
            case Refusal.NotFound(String message) -> of(Status.NOT_FOUND, message);
            case Refusal.Invalid(String message, List<Refusal.Problem> problems) ->
                new Problem(
                        Status.BAD_REQUEST.getReasonPhrase(), Status.BAD_REQUEST.getStatusCode(), message, problems);
            case Refusal.Conflict(String message) -> of(Status.CONFLICT, message);
            case Refusal.Unavailable(String message) -> of(Status.SERVICE_UNAVAILABLE, message);
        };
    }

    static WebApplicationException invalid(String field, String problem) {
        return of(Refusal.Invalid.field(field, problem)).exception();
    }

    static WebApplicationException notFound(String message) {
        return of(new Refusal.NotFound(message)).exception();
    }

    /** Returns what was done, or ends the request with the refusal. */
    static <T> T orThrow(Result<T> result) {
        return switch (result) {
            case Result.Done<T>(T value) -> value;
            case Result.Refused<T>(Refusal refusal) -> throw of(refusal).exception();
        };
    }

    /** Ends the request with this problem. */
    WebApplicationException exception() {
        return new WebApplicationException(detail, response());
    }

    Response response() {
        var response = Response.status(status).type(TYPE).entity(this);
        return status == Status.SERVICE_UNAVAILABLE.getStatusCode()
                ? response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS).build()
                : response.build();
    }
}
