package dev.airlock.http.api;

import dev.airlock.http.FaultMapper;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import org.glassfish.jersey.spi.ExtendedExceptionMapper;

/** Answers what went wrong below {@code /api/} with problem details; the cause of a fault is in the log alone. */
abstract class FaultProblems<T extends Throwable> implements ExtendedExceptionMapper<T> {
    private final FaultMapper faults;

    @Context
    @SuppressWarnings("NullAway.Init")
    private UriInfo uri;

    private FaultProblems(FaultMapper faults) {
        this.faults = faults;
    }

    /** For what routing and reading refuse. */
    static final class OfRequests extends FaultProblems<WebApplicationException> {
        OfRequests(FaultMapper faults) {
            super(faults);
        }
    }

    /** For what Dropwizard would answer in a way of its own. */
    static final class OfStates extends FaultProblems<IllegalStateException> {
        OfStates(FaultMapper faults) {
            super(faults);
        }
    }

    /** For everything else. */
    static final class OfAnything extends FaultProblems<Throwable> {
        OfAnything(FaultMapper faults) {
            super(faults);
        }
    }

    @Override
    public boolean isMappable(T fault) {
        return ApiHeaders.covers(uri);
    }

    @Override
    public Response toResponse(T fault) {
        if (fault instanceof WebApplicationException refused
                && Status.Family.familyOf(refused.getResponse().getStatus()) == Status.Family.CLIENT_ERROR) {
            return refusal(refused.getResponse());
        }
        return Problem.of(Status.INTERNAL_SERVER_ERROR, faults.meet("the management API", unchecked(fault)))
                .response();
    }

    private static Response refusal(Response refused) {
        Response problem = Problem.of(refused.getStatusInfo(), explain(refused)).response();
        String allow = refused.getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? problem
                : Response.fromResponse(problem)
                        .header(HttpHeaders.ALLOW, allow)
                        .build();
    }

    private static String explain(Response refused) {
        return switch (refused.getStatusInfo().toEnum()) {
            case NOT_FOUND -> "there is no such route; /api/v1/openapi.json describes those that exist";
            case METHOD_NOT_ALLOWED ->
                "this route does not take that method; it takes " + refused.getHeaderString(HttpHeaders.ALLOW);
            case NOT_ACCEPTABLE -> "this route cannot answer in a media type that the Accept header allows";
            case UNSUPPORTED_MEDIA_TYPE -> "send the body as Content-Type: application/json";
            default -> "the request cannot be understood";
        };
    }

    private static RuntimeException unchecked(Throwable fault) {
        return fault instanceof RuntimeException known ? known : new IllegalStateException(fault);
    }
}
