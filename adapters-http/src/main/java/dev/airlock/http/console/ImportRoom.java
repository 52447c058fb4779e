package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.DocumentSource;
import dev.airlock.application.server.ImportPlan;
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

/** Imports a newer description of a server's API: first the plan is shown, then exactly that plan is applied. */
@Path("/servers/{slug}/import")
public final class ImportRoom {
    private final ConsoleVerbs verbs;

    ImportRoom(Console console) {
        this.verbs = console.verbs();
    }

    /** What the first page shows. */
    record Model(String server, String slug, DocumentFields document, Problems.@Nullable Alert alert) {}

    @GET
    public Response show(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        Visit visit = Visit.of(request);
        return form(visit, Names.slug(slug), Status.OK, List.of());
    }

    @POST
    public Response plan(@Context HttpServletRequest request, @PathParam("slug") String text) {
        Visit visit = Visit.of(request);
        Slug slug = Names.slug(text);
        var document = new DocumentForm(visit.form());
        DocumentSource source = document.source();
        if (source == null) {
            return form(visit, slug, Status.BAD_REQUEST, document.problems());
        }
        return switch (verbs.importTools().plan(visit.caller(), slug, source)) {
            case Result.Done<ImportPlan>(ImportPlan plan) -> planned(visit, slug, plan, source);
            case Result.Refused<ImportPlan>(Refusal.Invalid refusal) ->
                form(visit, slug, Status.BAD_REQUEST, Problems.of(refusal));
            case Result.Refused<ImportPlan>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    @POST
    @Path("apply")
    public Response apply(@Context HttpServletRequest request, @PathParam("slug") String text) {
        Visit visit = Visit.of(request);
        Slug slug = Names.slug(text);
        DocumentSource source = CarriedDocument.read(visit.form());
        if (source == null) {
            return visit.refused(
                    Refusal.Invalid.field("document", "choose the document again; it is the one to apply"));
        }
        String plan = visit.form().text("plan");
        return switch (verbs.importTools().apply(visit.caller(), slug, source, plan)) {
            case Result.Done<ImportPlan> done -> visit.go("/servers/" + slug, Flash.IMPORTED);
            case Result.Refused<ImportPlan>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private Response planned(Visit visit, Slug slug, ImportPlan plan, DocumentSource source) {
        return visit.page(
                "import-plan.mustache",
                "What this import changes",
                ImportPage.of(server(visit, slug), plan, CarriedDocument.of(source)));
    }

    private Response form(Visit visit, Slug slug, Status status, List<Problem> problems) {
        Servers.Loaded loaded = server(visit, slug);
        if (!visit.administers()) {
            return visit.refused(new Refusal.NotPermitted("Only an administrator can import a new description."));
        }
        return visit.page(
                status,
                "import.mustache",
                "Import a newer description",
                new Model(
                        loaded.server().name(),
                        slug.value(),
                        DocumentFields.of(visit.form(), problems),
                        Problems.alert(problems)));
    }

    private Servers.Loaded server(Visit visit, Slug slug) {
        return Visit.found(verbs.readServers().find(visit.caller(), slug));
    }
}
