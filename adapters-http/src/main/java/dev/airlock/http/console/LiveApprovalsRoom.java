package dev.airlock.http.console;

import dev.airlock.application.approval.ReadApprovals.Seen;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells open pages, which ask every few seconds, whether anything about approvals is another than they show. */
@Path("/approvals/live")
public final class LiveApprovalsRoom {
    private final ConsoleVerbs verbs;

    LiveApprovalsRoom(Console console) {
        this.verbs = console.verbs();
    }

    @GET
    public Response show(@Context HttpServletRequest http, @QueryParam("request") @Nullable String request) {
        Visit visit = Visit.of(http);
        List<ApprovalId> toDo = verbs.approvals().toDo(visit.caller());
        Seen seen =
                request == null ? null : verbs.approvals().find(visit.caller(), new ApprovalId(Names.uuid(request)));
        Json.Obj news = Json.object()
                .put("waiting", toDo.size())
                .put("stamp", ApprovalsRoom.stamp(toDo))
                .put(
                        "state",
                        seen == null ? null : ApprovalState.of(seen.approval()).key())
                .build();
        return Response.ok(JsonWriter.write(news), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
