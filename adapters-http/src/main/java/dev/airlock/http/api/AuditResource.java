package dev.airlock.http.api;

import dev.airlock.application.audit.AuditTrail;
import dev.airlock.application.audit.ReadAudit;
import dev.airlock.application.gate.Refusal;
import dev.airlock.domain.identity.Caller;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The audit log: administrators see all of their organization's, members what they did themselves. */
@Path("/api/v1")
public final class AuditResource {
    private final ReadAudit readAudit;

    AuditResource(ReadAudit readAudit) {
        this.readAudit = readAudit;
    }

    /** Lists records, newest first. */
    @GET
    @Path("/audit")
    @Produces(MediaType.APPLICATION_JSON)
    public Response list(@Auth Identified by, @BeanParam AuditFilter filter, @BeanParam Paging paging) {
        Caller caller = reader(by);
        AuditTrail.Filter wanted = filter.toFilter();
        int limit = paging.limit();
        AuditTrail.Page page;
        try {
            page = readAudit.page(caller, wanted, paging.cursor(), limit);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("cursor", "is no cursor of this list; take next of the page before");
        }
        return Response.ok(new PageView<>(
                        page.entries().stream().map(AuditEventView::of).toList(), page.next()))
                .build();
    }

    /** Streams records, oldest first, one JSON object a line. */
    @GET
    @Path("/audit.jsonl")
    @Produces("application/jsonl")
    public Response lines(@Auth Identified by, @BeanParam AuditFilter filter) {
        return export(reader(by), filter.toFilter(), AuditExport.JSONL);
    }

    /** Streams records, oldest first, for a spreadsheet. */
    @GET
    @Path("/audit.csv")
    @Produces("text/csv; charset=utf-8")
    public Response table(@Auth Identified by, @BeanParam AuditFilter filter) {
        return export(reader(by), filter.toFilter(), AuditExport.CSV);
    }

    /** Shows the records of one deed, oldest first: its intent and its outcome. */
    @GET
    @Path("/audit/{subject}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response deed(@Auth Identified by, @PathParam("subject") String subject) {
        Caller caller = reader(by);
        List<AuditEventView> records = new ArrayList<>();
        readAudit.stream(caller, AuditFilter.of(id(subject)), entry -> records.add(AuditEventView.of(entry)));
        if (records.isEmpty()) {
            throw nothing(subject);
        }
        return Response.ok(new PageView<>(records, null)).build();
    }

    private Response export(Caller caller, AuditTrail.Filter filter, AuditExport form) {
        StreamingOutput body = out -> form.write(out, sink -> readAudit.stream(caller, filter, sink));
        return Response.ok(body).build();
    }

    /** The log tells of every server, so a token that is limited to some does not read it. */
    private static Caller reader(Identified by) {
        if (!by.caller().scope().servers().isEmpty()) {
            throw Problem.of(new Refusal.NotPermitted(
                            "this token is limited to some servers; use one that is not to read the audit log"))
                    .exception();
        }
        return by.caller();
    }

    private static UUID id(String subject) {
        try {
            return UUID.fromString(subject);
        } catch (IllegalArgumentException e) {
            throw nothing(subject);
        }
    }

    private static RuntimeException nothing(String subject) {
        return Problem.notFound("nothing is recorded of \"" + subject + "\"");
    }
}
