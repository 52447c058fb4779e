package dev.airlock.http.console;

import dev.airlock.application.approval.ReadApprovals.Seen;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists what waits for the person, and what they, or to administrators anybody, asked for. */
@Path("/approvals")
public final class ApprovalsRoom {
    private static final int PAGE = 25;

    private final ConsoleVerbs verbs;

    ApprovalsRoom(Console console) {
        this.verbs = console.verbs();
    }

    /** What the page shows. */
    record Model(
            String stamp,
            int number,
            List<Row> waiting,
            @Nullable String moreWaiting,
            List<Row> history,
            @Nullable String older,
            boolean paged) {}

    /** A request as lists show it. */
    record Row(
            String id,
            String tool,
            String server,
            VisibleText person,
            VisibleText client,
            boolean own,
            ApprovalState state,
            Moment asked,
            @Nullable Moment expires) {}

    @GET
    public Response show(
            @Context HttpServletRequest request,
            @QueryParam("after") @Nullable String after,
            @QueryParam("before") @Nullable String before) {
        Visit visit = Visit.of(request);
        Caller caller = visit.caller();
        List<ApprovalId> toDo = verbs.approvals().toDo(caller);
        List<Seen> waiting = verbs.approvals().waiting(caller, id(after), PAGE + 1);
        List<Seen> history = verbs.approvals().list(caller, true, id(before), PAGE + 1);
        return visit.page(
                "approvals.mustache",
                "Approvals",
                new Model(
                        stamp(toDo),
                        toDo.size(),
                        rows(caller, page(waiting)),
                        waiting.size() > PAGE ? "/approvals?after=" + last(waiting) : null,
                        rows(caller, page(history)),
                        history.size() > PAGE ? "/approvals?before=" + last(history) + "#history" : null,
                        after != null || before != null));
    }

    /** Something that is another as soon as other requests wait. */
    static String stamp(List<ApprovalId> toDo) {
        return Integer.toHexString(toDo.hashCode());
    }

    private static @Nullable ApprovalId id(@Nullable String text) {
        return text == null ? null : new ApprovalId(Names.uuid(text));
    }

    private static List<Seen> page(List<Seen> found) {
        return found.subList(0, Math.min(PAGE, found.size()));
    }

    private static String last(List<Seen> found) {
        return found.get(PAGE - 1).approval().requested().id().toString();
    }

    private List<Row> rows(Caller caller, List<Seen> found) {
        Map<UserId, Person> people =
                found.isEmpty() ? Map.of() : verbs.approvals().people(caller, found, List.of());
        return found.stream().map(seen -> row(seen, people)).toList();
    }

    private static Row row(Seen seen, Map<UserId, Person> people) {
        RequestedCall call = seen.approval().requested();
        Person person = people.get(call.requester().user());
        return new Row(
                call.id().toString(),
                call.tool().value(),
                call.slug().value(),
                VisibleText.of(person == null ? "a former member" : person.name()),
                VisibleText.of(call.requester().client()),
                seen.own(),
                ApprovalState.of(seen.approval()),
                Moment.of(call.requestedAt(), seen.now()),
                seen.approval() instanceof Approval.Pending ? Moment.of(call.expiresAt(), seen.now()) : null);
    }
}
