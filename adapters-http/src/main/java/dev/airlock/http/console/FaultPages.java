package dev.airlock.http.console;

import dev.airlock.http.FaultMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.glassfish.jersey.spi.ExtendedExceptionMapper;

/** Answers what went wrong in the Control Room with a page that helps; the cause of a fault is in the log alone. */
abstract class FaultPages<T extends Throwable> implements ExtendedExceptionMapper<T> {
    private final Visits visits;
    private final FaultMapper faults;

    @Context
    @SuppressWarnings("NullAway.Init")
    private HttpServletRequest servlet;

    private FaultPages(Visits visits, FaultMapper faults) {
        this.visits = visits;
        this.faults = faults;
    }

    /** For what routing and reading refuse. */
    static final class OfRequests extends FaultPages<WebApplicationException> {
        OfRequests(Visits visits, FaultMapper faults) {
            super(visits, faults);
        }
    }

    /** For what Dropwizard would answer in a way of its own. */
    static final class OfStates extends FaultPages<IllegalStateException> {
        OfStates(Visits visits, FaultMapper faults) {
            super(visits, faults);
        }
    }

    /** For everything else. */
    static final class OfAnything extends FaultPages<Throwable> {
        OfAnything(Visits visits, FaultMapper faults) {
            super(visits, faults);
        }
    }

    @Override
    public boolean isMappable(T fault) {
        return Territory.holds(servlet);
    }

    @Override
    public Response toResponse(T fault) {
        Status status = status(fault);
        Response page = visits.greet(servlet)
                .page(status, "error.mustache", ErrorPage.title(status), ErrorPage.of(status, message(status, fault)));
        if (status != Status.METHOD_NOT_ALLOWED || !(fault instanceof WebApplicationException refused)) {
            return page;
        }
        return Response.fromResponse(page)
                .header("Allow", refused.getResponse().getHeaderString("Allow"))
                .build();
    }

    private static Status status(Throwable fault) {
        Status status = fault instanceof WebApplicationException refused
                ? Status.fromStatusCode(refused.getResponse().getStatus())
                : null;
        return status == null ? Status.INTERNAL_SERVER_ERROR : status;
    }

    private String message(Status status, T fault) {
        return switch (status.getFamily()) {
            case SERVER_ERROR -> faults.meet(servlet.getRequestURI(), unchecked(fault));
            default ->
                switch (status) {
                    case NOT_FOUND -> "This address leads nowhere, or to something that is not yours to see.";
                    case METHOD_NOT_ALLOWED ->
                        "Use the buttons and links of the pages; this address does not take that.";
                    default -> String.valueOf(fault.getMessage());
                };
        };
    }

    private static RuntimeException unchecked(Throwable fault) {
        return fault instanceof RuntimeException known ? known : new IllegalStateException(fault);
    }
}
