package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.ManageSessions;
import dev.airlock.application.identity.Sessions.Listed;
import dev.airlock.domain.identity.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/** Shows people where they are signed in, and signs them out there. */
@Path("/sessions")
public final class SessionsRoom {
    private final Console console;
    private final ManageSessions sessions;

    SessionsRoom(Console console) {
        this.console = console;
        this.sessions = console.verbs().sessions();
    }

    /** What the page shows. */
    record Model(List<Row> sessions, boolean others) {}

    /** A session in the list. */
    record Row(String id, boolean current, Moment since, Moment lastUsed, String address) {}

    @GET
    public Response show(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        Instant now = console.clock().instant();
        List<Row> rows = sessions.list(visit.caller(), visit.secret()).stream()
                .map(listed -> row(listed, now))
                .toList();
        return visit.page("sessions.mustache", "Your sessions", new Model(rows, rows.size() > 1));
    }

    private static Row row(Listed listed, Instant now) {
        return new Row(
                listed.id().toString(),
                listed.current(),
                Moment.of(listed.createdAt(), now),
                Moment.of(listed.lastUsedAt(), now),
                listed.address());
    }

    @POST
    @Path("{id}/end")
    public Response end(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return answer(visit, sessions.end(visit.caller(), new SessionId(Names.uuid(id))));
    }

    @POST
    @Path("end-others")
    public Response endOthers(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        return answer(visit, sessions.endOthers(visit.caller(), visit.secret()));
    }

    private static Response answer(Visit visit, Result<?> result) {
        return switch (result) {
            case Result.Done<?> done -> visit.go("/sessions", Flash.SESSION_ENDED);
            case Result.Refused<?>(Refusal refusal) -> visit.refused(refusal);
        };
    }
}
