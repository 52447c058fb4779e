package dev.airlock.http.console;

import dev.airlock.application.audit.AuditTrail;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.Member;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows what was recorded: everything to administrators, their own doings to members. */
@Path("/audit")
public final class AuditRoom {
    private static final int PAGE = 50;
    private static final int RECORDS_OF_ONE_DEED = 10;

    private final ConsoleVerbs verbs;
    private final AuditRows rows;

    AuditRoom(Console console) {
        this.verbs = console.verbs();
        this.rows = new AuditRows(console);
    }

    /** What the list shows. */
    record Model(
            AuditQuery query,
            List<Choice> results,
            List<Choice> people,
            List<AuditRows.Row> rows,
            boolean filtered,
            boolean paged,
            @Nullable String next) {}

    /** What the page of one deed shows. */
    record Deed(AuditRows.Row about, List<AuditRows.Row> records) {}

    @GET
    public Response show(
            @Context HttpServletRequest request,
            @QueryParam("action") @DefaultValue("") String action,
            @QueryParam("server") @DefaultValue("") String server,
            @QueryParam("tool") @DefaultValue("") String tool,
            @QueryParam("result") @DefaultValue("") String result,
            @QueryParam("person") @DefaultValue("") String person,
            @QueryParam("cursor") @Nullable String cursor) {
        Visit visit = Visit.of(request);
        var query = new AuditQuery(action.strip(), server.strip(), tool.strip(), result, person);
        AuditTrail.Page page = page(visit, query, cursor);
        return visit.page(
                "audit.mustache",
                "Audit",
                new Model(
                        query,
                        Choice.choose(results(), result),
                        Choice.choose(people(visit), person),
                        rows.of(visit, page.entries()),
                        query.filters(),
                        cursor != null,
                        page.next() == null ? null : query.path(page.next())));
    }

    @GET
    @Path("{subject}")
    public Response deed(@Context HttpServletRequest request, @PathParam("subject") String text) {
        Visit visit = Visit.of(request);
        UUID subject = Names.uuid(text);
        var filter = new AuditTrail.Filter(null, null, null, null, subject, null, null);
        List<AuditRows.Row> records = rows.of(
                visit,
                verbs.readAudit()
                        .page(visit.caller(), filter, null, RECORDS_OF_ONE_DEED)
                        .entries()
                        .reversed());
        AuditRows.Row about = Visit.found(records.isEmpty() ? null : records.getFirst());
        return visit.page("audit-deed.mustache", about.action(), new Deed(about, records));
    }

    private AuditTrail.Page page(Visit visit, AuditQuery query, @Nullable String cursor) {
        try {
            return verbs.readAudit().page(visit.caller(), query.filter(), cursor, PAGE);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("This page of the log is not known; start again from the newest.", e);
        }
    }

    private static List<Choice> results() {
        var choices = new ArrayList<Choice>();
        choices.add(Choice.of("", "Any result"));
        for (AuditResult result : AuditResult.values()) {
            choices.add(Choice.of(result.name(), AuditRows.words(result)));
        }
        return choices;
    }

    private List<Choice> people(Visit visit) {
        var choices = new ArrayList<Choice>();
        choices.add(Choice.of("", "Anyone"));
        for (Member member : verbs.members().listAll(visit.caller())) {
            choices.add(Choice.of(
                    member.user().toString(), member.membership().person().name()));
        }
        return choices;
    }
}
