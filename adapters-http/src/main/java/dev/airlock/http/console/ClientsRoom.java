package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.oauth.Grants;
import dev.airlock.application.oauth.RevokeGrant;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the clients that people allowed to act for them, and ends that. */
@Path("/clients")
public final class ClientsRoom {
    private static final int PAGE = 50;

    private final RevokeGrant grants;
    private final InstantSource clock;

    ClientsRoom(Console console) {
        this.grants = console.verbs().grants();
        this.clock = console.clock();
    }

    /** What the list shows: the person's own clients, or everybody's. */
    record Model(
            List<Row> clients, boolean everybodys, @Nullable String older) {}

    /** What the page shows that asks before a client is revoked. */
    record Revocation(String id, String name, String endpoint, String person) {}

    /** A connected client. */
    record Row(
            String id,
            String name,
            String endpoint,
            String access,
            String person,
            Moment since,
            Moment ends,
            @Nullable Moment lastUsed,
            @Nullable String lastAddress) {}

    @GET
    public Response show(
            @Context HttpServletRequest request,
            @QueryParam("of") @Nullable String of,
            @QueryParam("before") @Nullable String before) {
        Visit visit = Visit.of(request);
        boolean everybodys = "everybody".equals(of) && visit.administers();
        GrantId newer = before == null ? null : new GrantId(Names.uuid(before));
        List<Grants.Listed> listed = everybodys
                ? grants.listAll(visit.caller(), newer, PAGE + 1)
                : grants.list(visit.caller(), newer, PAGE + 1);
        List<Row> rows = listed.stream().limit(PAGE).map(this::row).toList();
        String older = listed.size() > PAGE ? rows.getLast().id() : null;
        return visit.page("clients.mustache", "Clients", new Model(rows, everybodys, older));
    }

    @GET
    @Path("{id}/revoke")
    public Response confirm(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        Grants.Held held = Visit.found(grants.find(visit.caller(), new GrantId(Names.uuid(id))));
        Grant grant = held.grant();
        return visit.page(
                "client-revoke.mustache",
                "Revoke a client",
                new Revocation(
                        grant.id().toString(),
                        grant.clientName(),
                        grant.resource().path(),
                        held.membership().person().name()));
    }

    @POST
    @Path("{id}/revoke")
    public Response revoke(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return switch (grants.revoke(visit.caller(), new GrantId(Names.uuid(id)))) {
            case Result.Done<GrantId> done -> visit.go("/clients", Flash.CLIENT_REVOKED);
            case Result.Refused<GrantId>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private Row row(Grants.Listed listed) {
        Grant grant = listed.grant();
        Instant now = clock.instant();
        return new Row(
                grant.id().toString(),
                grant.clientName(),
                grant.resource().path(),
                grant.access() == Access.READ ? "Reads only" : "Everything",
                listed.membership().person().name(),
                Moment.of(grant.createdAt(), now),
                Moment.of(grant.expiresAt(), now),
                Moment.ofNullable(listed.lastUsedAt(), now),
                listed.lastAddress());
    }
}
