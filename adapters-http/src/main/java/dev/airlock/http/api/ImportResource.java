package dev.airlock.http.api;

import dev.airlock.application.gate.Result;
import dev.airlock.application.server.ImportPlan;
import dev.airlock.application.server.ImportTools;
import dev.airlock.domain.identity.Slug;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Imports of a server's API: first the plan, then exactly that plan. */
@Path("/api/v1/servers/{slug}/import")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportResource {
    private final ImportTools importTools;

    ImportResource(ImportTools importTools) {
        this.importTools = importTools;
    }

    /** Plans, or applies the plan that the body names. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response importTools(@Auth Identified by, @PathParam("slug") String slug, ImportBody body) {
        Slug server = Input.slug(slug);
        String plan = body.apply();
        Result<ImportPlan> result = plan == null
                ? importTools.plan(by.caller(), server, body.source())
                : importTools.apply(by.caller(), server, body.source(), plan);
        return Response.ok(ImportView.of(Problem.orThrow(result), plan != null)).build();
    }
}
