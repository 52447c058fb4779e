package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.server.Server;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Says what an API wants of every call, and how it says that one failed. */
@Path("/servers/{slug}/conventions")
public final class ConventionsRoom {
    private final ConsoleVerbs verbs;

    ConventionsRoom(Console console) {
        this.verbs = console.verbs();
    }

    /** What the page shows. */
    record Model(
            String server,
            String slug,
            long version,
            String headers,
            String failures,
            ReadingForm identity,
            @Nullable String problem) {}

    @GET
    public Response show(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        Visit visit = Visit.of(request);
        Server server = server(visit, Names.slug(slug));
        if (!visit.administers()) {
            return visit.refused(new Refusal.NotPermitted("Only an administrator says how an API is called."));
        }
        return page(
                visit,
                server,
                server.version(),
                ConventionLines.headers(server.conventions()),
                ConventionLines.failures(server.conventions()),
                ReadingForm.of(server.conventions().identity()),
                null);
    }

    private static Response page(
            Visit visit,
            Server server,
            long version,
            String headers,
            String failures,
            ReadingForm identity,
            @Nullable String problem) {
        var model = new Model(server.name(), server.slug().value(), version, headers, failures, identity, problem);
        return visit.page("server-conventions.mustache", "How " + server.name() + " is called", model);
    }

    @POST
    public Response change(@Context HttpServletRequest request, @PathParam("slug") String text) {
        Visit visit = Visit.of(request);
        Slug slug = Names.slug(text);
        String headers = visit.form().text("headers");
        String failures = visit.form().text("failures");
        var identity = new ReadingForm(
                visit.form().text("tool"),
                visit.form().text("arguments"),
                visit.form().text("member"));
        ChangeServer.Edit edit;
        try {
            edit = ChangeServer.Edit.of(ConventionLines.read(headers, failures, identity));
        } catch (IllegalArgumentException e) {
            return page(
                    visit,
                    server(visit, slug),
                    visit.form().version(),
                    headers,
                    failures,
                    identity,
                    String.valueOf(e.getMessage()));
        }
        return switch (verbs.changeServer()
                .change(visit.caller(), slug, visit.form().version(), edit)) {
            case Result.Done<Server> done -> visit.go("/servers/" + slug, Flash.CONVENTIONS_SAVED);
            case Result.Refused<Server>(Refusal.Invalid refusal) ->
                page(
                        visit,
                        server(visit, slug),
                        visit.form().version(),
                        headers,
                        failures,
                        identity,
                        refusal.message());
            case Result.Refused<Server>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private Server server(Visit visit, Slug slug) {
        return Visit.found(verbs.readServers().find(visit.caller(), slug)).server();
    }
}
