package dev.airlock.http.console;

import dev.airlock.application.connection.ConnectByOAuth;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.server.Server;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connects a person to a server with their own credential, or as an administrator everybody with one that is shared, and disconnects them. */
@Path("/servers/{slug}/connection")
public final class ConnectionRoom {
    private final Console console;

    ConnectionRoom(Console console) {
        this.console = console;
    }

    @GET
    public Response show(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        return show(Visit.of(request), slug, false);
    }

    @GET
    @Path("shared")
    public Response showShared(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        Visit visit = Visit.of(request);
        return visit.administers()
                ? show(visit, slug, true)
                : visit.refused(new Refusal.NotPermitted("Only an administrator shares a credential."));
    }

    private Response show(Visit visit, String slug, boolean shared) {
        return page(shared).show(visit, server(visit, slug), Status.OK, List.of());
    }

    private ConnectionPage page(boolean shared) {
        return new ConnectionPage(console, shared);
    }

    @POST
    public Response connect(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        return connect(Visit.of(request), slug, false);
    }

    @POST
    @Path("shared")
    public Response share(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        return connect(Visit.of(request), slug, true);
    }

    private Response connect(Visit visit, String slug, boolean shared) {
        Server server = server(visit, slug);
        int number = number(visit.form().text("kind"), server.schemes().size());
        if (number < 0 || server.schemes().get(number) instanceof CredentialScheme.OAuth) {
            return visit.refused(Refusal.Invalid.field("kind", "this server takes no such credential"));
        }
        var credential = CredentialForm.read(visit.form(), server.schemes().get(number), number);
        return switch (console.verbs().connect().connect(visit.caller(), server.slug(), shared, credential)) {
            case Result.Done<Connection> done -> visit.go(page(shared).path(server), Flash.CONNECTED);
            case Result.Refused<Connection>(Refusal.Invalid refusal) ->
                page(shared).show(visit, server, Status.BAD_REQUEST, atSecret(refusal, number));
            case Result.Refused<Connection>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    @POST
    @Path("oauth")
    public Response begin(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        return begin(Visit.of(request), slug, false);
    }

    @POST
    @Path("shared/oauth")
    public Response beginShared(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        return begin(Visit.of(request), slug, true);
    }

    private Response begin(Visit visit, String slug, boolean shared) {
        Server server = server(visit, slug);
        List<String> scopes = visit.form().all("scope");
        var wish = new ConnectByOAuth.Wish(server.slug(), shared, scopes, visit.secret(), redirectUri(server));
        return switch (console.verbs().connectByOAuth().begin(visit.caller(), wish)) {
            case Result.Done<URI>(URI address) -> visit.leave(address.toString());
            case Result.Refused<URI>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    /** Where the service sends people back to. */
    @GET
    @Path("callback")
    public Response finish(
            @Context HttpServletRequest request,
            @PathParam("slug") String slug,
            @QueryParam("state") @Nullable String state,
            @QueryParam("code") @Nullable String code,
            @QueryParam("error") @Nullable String error) {
        Visit visit = Visit.of(request);
        Server server = server(visit, slug);
        if (state == null || (code == null && error == null)) {
            return visit.refused(new Refusal.Conflict("The service sent you back without an answer; begin again."));
        }
        var back = new ConnectByOAuth.Return(
                server.slug(),
                state,
                code,
                error != null && error.matches("[\\w.-]{1,64}") ? error : null,
                visit.secret(),
                redirectUri(server));
        return switch (console.verbs().connectByOAuth().finish(visit.caller(), back)) {
            case Result.Done<Connection>(Connection connection) ->
                visit.go(page(connection.shared()).path(server), Flash.CONNECTED);
            case Result.Refused<Connection>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    @POST
    @Path("shared/client")
    public Response shareByClient(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        Visit visit = Visit.of(request);
        Server server = server(visit, slug);
        return switch (console.verbs().connectByOAuth().shareByClient(visit.caller(), server.slug())) {
            case Result.Done<Connection> done -> visit.go(page(true).path(server), Flash.CONNECTED);
            case Result.Refused<Connection>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    @POST
    @Path("remove")
    public Response disconnect(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        return disconnect(Visit.of(request), slug, false);
    }

    @POST
    @Path("shared/remove")
    public Response disconnectShared(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        return disconnect(Visit.of(request), slug, true);
    }

    private Response disconnect(Visit visit, String slug, boolean shared) {
        Server server = server(visit, slug);
        return switch (console.verbs().connect().disconnect(visit.caller(), server.slug(), shared)) {
            case Result.Done<Slug> done -> visit.go(page(shared).path(server), Flash.DISCONNECTED);
            case Result.Refused<Slug>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private static List<Problem> atSecret(Refusal.Invalid refusal, int number) {
        return refusal.problems().stream()
                .map(problem -> new Problem("secret-" + number, problem.problem()))
                .toList();
    }

    private String redirectUri(Server server) {
        return ServiceClientRoom.redirectUri(console, server);
    }

    private Server server(Visit visit, String slug) {
        return Visit.found(console.verbs().readServers().find(visit.caller(), Names.slug(slug)))
                .server();
    }

    private static int number(String text, int count) {
        return text.matches("[0-9]{1,3}") && Integer.parseInt(text) < count ? Integer.parseInt(text) : -1;
    }
}
