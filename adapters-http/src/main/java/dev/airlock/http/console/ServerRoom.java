package dev.airlock.http.console;

import dev.airlock.application.server.Servers;
import dev.airlock.domain.server.Server;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Shows a server: its facts, its tools, its policy. */
@Path("/servers/{slug}")
public final class ServerRoom {
    private final Console console;

    ServerRoom(Console console) {
        this.console = console;
    }

    /** What the page shows. */
    record Model(Facts server, ToolList tools, PolicyWords policy) {}

    /** What there is to know of a server. */
    record Facts(
            String name,
            String slug,
            String description,
            String target,
            String mcpUrl,
            String takes,
            ConnectionState connection,
            Moment added) {}

    @GET
    public Response show(
            @Context HttpServletRequest request,
            @PathParam("slug") String slug,
            @QueryParam("q") @DefaultValue("") String query,
            @QueryParam("kind") @DefaultValue("") String kind,
            @QueryParam("page") @DefaultValue("1") String page) {
        Visit visit = Visit.of(request);
        Servers.Loaded loaded = Visit.found(console.verbs().readServers().find(visit.caller(), Names.slug(slug)));
        return visit.page(
                "server.mustache",
                loaded.server().name(),
                new Model(
                        facts(visit, loaded.server()),
                        ToolList.of(loaded, query, kind, number(page)),
                        PolicyWords.of(loaded.policy(), ApproverWords.known(console.verbs(), visit.caller()))));
    }

    private Facts facts(Visit visit, Server server) {
        return new Facts(
                server.name(),
                server.slug().value(),
                server.description(),
                server.target().url().toString(),
                console.settings().mcpUrl(visit.caller().organization().slug(), server.slug()),
                SchemeWords.all(server.schemes()),
                ConnectionState.of(server, console.verbs().connect().find(visit.caller(), server)),
                Moment.of(server.createdAt(), console.clock().instant()));
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 1;
    }
}
