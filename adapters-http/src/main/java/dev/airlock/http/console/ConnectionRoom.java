package dev.airlock.http.console;

import dev.airlock.application.call.TestConnection;
import dev.airlock.application.call.TestConnection.Finding;
import dev.airlock.application.connection.ConnectByOAuth;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerVariable;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connects a person to a server with their own credential, or as an administrator everybody with one that is shared, and disconnects them. */
@Path("/servers/{slug}/connection{whose: (/shared)?}")
public final class ConnectionRoom {
    private final Console console;

    ConnectionRoom(Console console) {
        this.console = console;
    }

    /** Whose connection to which server a request is about. */
    private record Subject(Visit visit, Server server, boolean shared, ConnectionPage page) {
        Slug slug() {
            return server.slug();
        }

        Response back(Flash flash) {
            return visit.go(page.path(server), flash);
        }

        Response back() {
            return visit.go(page.path(server));
        }
    }

    private Subject subject(HttpServletRequest request, String slug, String whose) {
        Visit visit = Visit.of(request);
        Server server = Visit.found(console.verbs().readServers().find(visit.caller(), Names.slug(slug)))
                .server();
        boolean shared = !whose.isEmpty();
        return new Subject(visit, server, shared, new ConnectionPage(console, shared));
    }

    @GET
    public Response show(
            @Context HttpServletRequest request, @PathParam("slug") String slug, @PathParam("whose") String whose) {
        Subject subject = subject(request, slug, whose);
        return subject.shared && !subject.visit.administers()
                ? subject.visit.refused(new Refusal.NotPermitted("Only an administrator shares a credential."))
                : subject.page.show(subject.visit, subject.server, Status.OK, List.of());
    }

    @POST
    public Response connect(
            @Context HttpServletRequest request, @PathParam("slug") String slug, @PathParam("whose") String whose) {
        Subject subject = subject(request, slug, whose);
        Server server = subject.server;
        Form form = subject.visit.form();
        int number = number(form.text("kind"), server.schemes().size());
        if (number < 0 || server.schemes().get(number) instanceof CredentialScheme.OAuth) {
            return subject.visit.refused(Refusal.Invalid.field("kind", "this server takes no such credential"));
        }
        var credential = CredentialForm.read(form, server.schemes().get(number), number);
        Map<String, String> variables = new VariableFields(server, "" + number).read(form);
        return switch (console.verbs()
                .connect()
                .connect(subject.visit.caller(), subject.slug(), subject.shared, credential, variables)) {
            case Result.Done<Connection> done -> connected(subject);
            case Result.Refused<Connection>(Refusal.Invalid refusal) ->
                subject.page.show(subject.visit, server, Status.BAD_REQUEST, atSecret(refusal, number));
            case Result.Refused<Connection>(Refusal refusal) -> subject.visit.refused(refusal);
        };
    }

    /** What the service says of it is shown at once; where it says nothing, the connection stands all the same. */
    private Response connected(Subject subject) {
        console.verbs().testConnection().test(subject.visit.caller(), subject.slug(), subject.shared);
        return subject.back(Flash.CONNECTED);
    }

    @POST
    @Path("oauth")
    public Response begin(
            @Context HttpServletRequest request, @PathParam("slug") String slug, @PathParam("whose") String whose) {
        Subject subject = subject(request, slug, whose);
        Form form = subject.visit.form();
        var wish = new ConnectByOAuth.Wish(
                subject.slug(),
                subject.shared,
                form.all("scope"),
                new VariableFields(subject.server, ConnectionPage.OAUTH).read(form),
                subject.visit.secret(),
                redirectUri(subject.server));
        return switch (console.verbs().connectByOAuth().begin(subject.visit.caller(), wish)) {
            case Result.Done<URI>(URI address) -> subject.visit.leave(address.toString());
            case Result.Refused<URI>(Refusal.Invalid refusal) ->
                subject.page.show(subject.visit, subject.server, Status.BAD_REQUEST, refusal.problems());
            case Result.Refused<URI>(Refusal refusal) -> subject.visit.refused(refusal);
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
        Subject own = subject(request, slug, "");
        if (state == null || (code == null && error == null)) {
            return own.visit.refused(new Refusal.Conflict("The service sent you back without an answer; begin again."));
        }
        var back = new ConnectByOAuth.Return(
                own.slug(),
                state,
                code,
                error != null && error.matches("[\\w.-]{1,64}") ? error : null,
                own.visit.secret(),
                redirectUri(own.server));
        return switch (console.verbs().connectByOAuth().finish(own.visit.caller(), back)) {
            case Result.Done<Connection>(Connection connection) ->
                connected(connection.shared() ? subject(request, slug, "/shared") : own);
            case Result.Refused<Connection>(Refusal refusal) -> own.visit.refused(refusal);
        };
    }

    @POST
    @Path("client")
    public Response connectByClient(
            @Context HttpServletRequest request, @PathParam("slug") String slug, @PathParam("whose") String whose) {
        Subject subject = subject(request, slug, whose);
        Map<String, String> variables =
                new VariableFields(subject.server, ConnectionPage.OAUTH).read(subject.visit.form());
        return switch (console.verbs()
                .connectByOAuth()
                .shareByClient(subject.visit.caller(), subject.slug(), variables)) {
            case Result.Done<Connection> done -> connected(subject);
            case Result.Refused<Connection>(Refusal.Invalid refusal) ->
                subject.page.show(subject.visit, subject.server, Status.BAD_REQUEST, refusal.problems());
            case Result.Refused<Connection>(Refusal refusal) -> subject.visit.refused(refusal);
        };
    }

    @POST
    @Path("test")
    public Response test(
            @Context HttpServletRequest request, @PathParam("slug") String slug, @PathParam("whose") String whose) {
        Subject subject = subject(request, slug, whose);
        return switch (console.verbs().testConnection().test(subject.visit.caller(), subject.slug(), subject.shared)) {
            case Result.Done<Finding>(Finding.Works works) -> subject.back(Flash.TESTED);
            case Result.Done<Finding>(Finding.Unclear(String problem)) ->
                subject.page.show(
                        subject.visit,
                        subject.server,
                        Status.OK,
                        List.of(new Problem("form", "It is not known whether it works: " + problem)));
            case Result.Done<Finding> done -> subject.back();
            case Result.Refused<Finding>(Refusal refusal) -> subject.visit.refused(refusal);
        };
    }

    /** Asks the service what a variable can be, and offers that. */
    @POST
    @Path("choices")
    public Response choices(
            @Context HttpServletRequest request, @PathParam("slug") String slug, @PathParam("whose") String whose) {
        Subject subject = subject(request, slug, whose);
        ServerVariable variable = Visit.found(
                subject.server.target().variable(subject.visit.form().text("variable")));
        return switch (console.verbs()
                .testConnection()
                .choices(subject.visit.caller(), subject.slug(), subject.shared, variable)) {
            case Result.Done<List<TestConnection.Choice>>(var choices) ->
                subject.page.offering(variable, choices).show(subject.visit, subject.server, Status.OK, List.of());
            case Result.Refused<List<TestConnection.Choice>>(Refusal refusal) -> subject.visit.refused(refusal);
        };
    }

    @POST
    @Path("choose")
    public Response choose(
            @Context HttpServletRequest request, @PathParam("slug") String slug, @PathParam("whose") String whose) {
        Subject subject = subject(request, slug, whose);
        Map<String, String> variables =
                new VariableFields(subject.server, VariableFields.CHOOSE).read(subject.visit.form());
        return switch (console.verbs()
                .connect()
                .choose(subject.visit.caller(), subject.slug(), subject.shared, variables)) {
            case Result.Done<Connection> done -> connected(subject);
            case Result.Refused<Connection>(Refusal.Invalid refusal) ->
                subject.page.show(subject.visit, subject.server, Status.BAD_REQUEST, refusal.problems());
            case Result.Refused<Connection>(Refusal refusal) -> subject.visit.refused(refusal);
        };
    }

    @POST
    @Path("remove")
    public Response disconnect(
            @Context HttpServletRequest request, @PathParam("slug") String slug, @PathParam("whose") String whose) {
        Subject subject = subject(request, slug, whose);
        return switch (console.verbs().connect().disconnect(subject.visit.caller(), subject.slug(), subject.shared)) {
            case Result.Done<Slug> done -> subject.back(Flash.DISCONNECTED);
            case Result.Refused<Slug>(Refusal refusal) -> subject.visit.refused(refusal);
        };
    }

    private static List<Problem> atSecret(Refusal.Invalid refusal, int number) {
        return refusal.problems().stream()
                .map(problem -> problem.field().startsWith("variables.")
                        ? problem
                        : new Problem("secret-" + number, problem.problem()))
                .toList();
    }

    private String redirectUri(Server server) {
        return ServiceClientRoom.redirectUri(console, server);
    }

    private static int number(String text, int count) {
        return text.matches("[0-9]{1,3}") && Integer.parseInt(text) < count ? Integer.parseInt(text) : -1;
    }
}
