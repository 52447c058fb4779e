package dev.airlock.http.api;

import dev.airlock.application.call.ServerSnapshot;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolName;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;

/** The tools of a server, those that the policy refuses included. */
@Path("/api/v1/servers/{slug}/tools")
@Produces(MediaType.APPLICATION_JSON)
public final class ToolsResource {
    private final ServerSnapshots snapshots;
    private final ChangePolicy changePolicy;

    ToolsResource(ServerSnapshots snapshots, ChangePolicy changePolicy) {
        this.snapshots = snapshots;
        this.changePolicy = changePolicy;
    }

    /** Lists them by name. */
    @GET
    public Response list(@Auth Identified by, @PathParam("slug") String slug, @BeanParam Paging paging) {
        ServerSnapshot server = server(by.caller(), slug);
        return Response.ok(paging.page(
                        server.tools(),
                        tool -> tool.name().value(),
                        Comparator.naturalOrder(),
                        tool -> view(by.caller(), server, tool)))
                .build();
    }

    /** Shows one. */
    @GET
    @Path("/{name}")
    public Response show(@Auth Identified by, @PathParam("slug") String slug, @PathParam("name") String name) {
        ServerSnapshot server = server(by.caller(), slug);
        return Response.ok(view(by.caller(), server, tool(server, slug, name))).build();
    }

    /** Switches one to another action. */
    @PUT
    @Path("/{name}/action")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response switchAction(
            @Auth Identified by, @PathParam("slug") String slug, @PathParam("name") String name, ToolActionBody body) {
        if (!ToolName.isValid(name)) {
            throw noTool(slug, name);
        }
        Problem.orThrow(changePolicy.setToolAction(
                by.caller(), Input.slug(slug), new ToolName(name), Input.present("action", body.action())));
        ServerSnapshot server = server(by.caller(), slug);
        Tool tool = tool(server, slug, name);
        return Response.ok(new ToolActionView(name, server.policy().strictestAction(by.caller(), tool)))
                .build();
    }

    private ServerSnapshot server(Caller caller, String slug) {
        ServerSnapshot snapshot = snapshots.find(caller, Input.slug(slug));
        if (snapshot == null) {
            throw Input.noServer(slug);
        }
        return snapshot;
    }

    private static Tool tool(ServerSnapshot server, String slug, String name) {
        Tool tool = server.definition(name);
        if (tool == null) {
            throw noTool(slug, name);
        }
        return tool;
    }

    private static RuntimeException noTool(String slug, String name) {
        return Problem.notFound("there is no tool \"" + name + "\" at server \"" + slug + "\"");
    }

    private static ToolView view(Caller caller, ServerSnapshot server, Tool tool) {
        return ToolView.of(tool, server.policy().strictestAction(caller, tool));
    }
}
