package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a tool and the rules that speak of it, and moves its switch. */
@Path("/servers/{slug}/tools/{tool}")
public final class ToolRoom {
    private final ConsoleVerbs verbs;

    ToolRoom(Console console) {
        this.verbs = console.verbs();
    }

    /** What the page shows. */
    record Model(
            String server,
            String slug,
            ToolRow tool,
            PolicyWords policy,
            String description,
            List<Parameter> parameters,
            String inputSchema,
            @Nullable String outputSchema,
            String fingerprint) {}

    @GET
    public Response show(
            @Context HttpServletRequest request, @PathParam("slug") String slug, @PathParam("tool") String name) {
        Visit visit = Visit.of(request);
        Servers.Loaded loaded = Visit.found(verbs.readServers().find(visit.caller(), Names.slug(slug)));
        Tool tool = Visit.found(loaded.tools().stream()
                .filter(candidate -> candidate.name().value().equals(name))
                .findFirst()
                .orElse(null));
        return visit.page(
                "tool.mustache",
                tool.name().value(),
                new Model(
                        loaded.server().name(),
                        slug,
                        ToolRow.of(tool, loaded.policy()),
                        PolicyWords.of(loaded.policy(), tool, ApproverWords.known(verbs, visit.caller())),
                        tool.description(),
                        Parameter.of(tool.inputSchema().parse()),
                        PrettyJson.of(tool.inputSchema().parse()),
                        tool.outputSchema() == null
                                ? null
                                : PrettyJson.of(tool.outputSchema().parse()),
                        tool.fingerprint().value()));
    }

    @POST
    @Path("action")
    public Response setAction(
            @Context HttpServletRequest request, @PathParam("slug") String slug, @PathParam("tool") String name) {
        Visit visit = Visit.of(request);
        Slug server = Names.slug(slug);
        ToolName tool = Names.tool(name);
        Action action = action(visit.form().text("action"));
        if (action == null) {
            return visit.refused(Refusal.Invalid.field("action", "choose Allow, Ask or Block"));
        }
        ReturnPath next = ReturnPath.of(visit.form().text("return"));
        return switch (verbs.changePolicy().setToolAction(visit.caller(), server, tool, action)) {
            case Result.Done<Action> done -> visit.go(next.value() + "#tool-" + tool, Flash.TOOL_ACTION_SET);
            case Result.Refused<Action>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private static @Nullable Action action(String text) {
        for (Action action : Action.values()) {
            if (action.name().equals(text)) {
                return action;
            }
        }
        return null;
    }
}
