package dev.airlock.http.console;

import dev.airlock.application.server.Servers;
import dev.airlock.domain.server.Server;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Lists the servers. */
@Path("/servers")
public final class ServersRoom {
    private final ConsoleVerbs verbs;

    ServersRoom(Console console) {
        this.verbs = console.verbs();
    }

    /** What the page shows. */
    record Model(List<Card> servers, int count) {}

    /** A server in the list. */
    record Card(String name, String slug, String target, int tools, ConnectionState connection) {}

    @GET
    public Response show(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        List<Card> cards = verbs.readServers().list(visit.caller()).stream()
                .map(listed -> card(visit, listed))
                .toList();
        return visit.page("servers.mustache", "Servers", new Model(cards, cards.size()));
    }

    private Card card(Visit visit, Servers.Listed listed) {
        Server server = listed.server();
        return new Card(
                server.name(),
                server.slug().value(),
                server.target().url().toString(),
                listed.tools(),
                ConnectionState.of(server, verbs.connect().find(visit.caller(), server)));
    }
}
