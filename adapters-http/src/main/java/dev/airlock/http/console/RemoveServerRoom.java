package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.Slug;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes a server, once its short name was typed. */
@Path("/servers/{slug}/remove")
public final class RemoveServerRoom {
    private final ConsoleVerbs verbs;

    RemoveServerRoom(Console console) {
        this.verbs = console.verbs();
    }

    /** What the page shows. */
    record Model(String server, String slug, int tools, Field typed, Problems.@Nullable Alert alert) {}

    @GET
    public Response show(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        return form(Visit.of(request), Names.slug(slug), Status.OK, List.of());
    }

    @POST
    public Response remove(@Context HttpServletRequest request, @PathParam("slug") String text) {
        Visit visit = Visit.of(request);
        Slug slug = Names.slug(text);
        if (!visit.form().text("typed").equals(slug.value())) {
            var problem = new Problem("typed", "type " + slug + " to remove the server");
            return form(visit, slug, Status.BAD_REQUEST, List.of(problem));
        }
        return switch (verbs.changeServer().remove(visit.caller(), slug)) {
            case Result.Done<Slug> done -> visit.go("/servers", Flash.SERVER_REMOVED);
            case Result.Refused<Slug>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private Response form(Visit visit, Slug slug, Status status, List<Problem> problems) {
        Servers.Loaded loaded = Visit.found(verbs.readServers().find(visit.caller(), slug));
        if (!visit.administers()) {
            return visit.refused(new Refusal.NotPermitted("Only an administrator can remove a server."));
        }
        Field typed = Field.text("typed", "Type " + slug + " to confirm")
                .autocomplete("off")
                .needed()
                .filled(visit.form(), problems);
        return visit.page(
                status,
                "server-remove.mustache",
                "Remove " + loaded.server().name(),
                new Model(
                        loaded.server().name(), slug.value(), loaded.tools().size(), typed, Problems.alert(problems)));
    }
}
