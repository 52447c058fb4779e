package dev.airlock.http.console;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connects a person to a server with their own credential, and disconnects them. */
@Path("/servers/{slug}/connection")
public final class ConnectionRoom {
    private final Console console;

    ConnectionRoom(Console console) {
        this.console = console;
    }

    /** What the page shows; it has no field for a secret. */
    record Model(
            String server,
            String slug,
            String origin,
            ConnectionState state,
            boolean kept,
            @Nullable String kind,
            @Nullable Moment since,
            List<CredentialForm> forms,
            Problems.@Nullable Alert alert) {}

    @GET
    public Response show(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        Visit visit = Visit.of(request);
        return form(visit, server(visit, slug), Status.OK, List.of());
    }

    @POST
    public Response connect(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        Visit visit = Visit.of(request);
        Server server = server(visit, slug);
        int number = number(visit.form().text("kind"), server.schemes().size());
        if (number < 0) {
            return visit.refused(Refusal.Invalid.field("kind", "this server takes no such credential"));
        }
        CredentialScheme scheme = server.schemes().get(number);
        var credential = CredentialForm.read(visit.form(), scheme, number);
        return switch (console.verbs().connect().connect(visit.caller(), server.slug(), credential)) {
            case Result.Done<Connection> done -> visit.go(path(server.slug()), Flash.CONNECTED);
            case Result.Refused<Connection>(Refusal.Invalid refusal) ->
                form(visit, server, Status.BAD_REQUEST, atSecret(refusal, number));
            case Result.Refused<Connection>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    @POST
    @Path("remove")
    public Response disconnect(@Context HttpServletRequest request, @PathParam("slug") String text) {
        Visit visit = Visit.of(request);
        Slug slug = Names.slug(text);
        return switch (console.verbs().connect().disconnect(visit.caller(), slug)) {
            case Result.Done<Slug> done -> visit.go(path(slug), Flash.DISCONNECTED);
            case Result.Refused<Slug>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private Response form(Visit visit, Server server, Status status, List<Problem> problems) {
        Connection connection = console.verbs().connect().find(visit.caller(), server);
        var model = new Model(
                server.name(),
                server.slug().value(),
                server.origin(),
                ConnectionState.of(server, connection),
                connection != null,
                connection == null ? null : SchemeWords.of(connection.scheme()),
                connection == null
                        ? null
                        : Moment.of(connection.updatedAt(), console.clock().instant()),
                CredentialForm.of(server.schemes()).stream()
                        .map(form -> filled(form, problems))
                        .toList(),
                Problems.alert(problems));
        return visit.page(status, "connection.mustache", "Your connection to " + server.name(), model);
    }

    private static CredentialForm filled(CredentialForm form, List<Problem> problems) {
        List<Field> fields = form.fields().stream()
                .map(field -> field.filled(Form.EMPTY, problems))
                .toList();
        return new CredentialForm(form.number(), form.title(), fields);
    }

    private static List<Problem> atSecret(Refusal.Invalid refusal, int number) {
        return refusal.problems().stream()
                .map(problem -> new Problem("secret-" + number, problem.problem()))
                .toList();
    }

    private Server server(Visit visit, String slug) {
        return Visit.found(console.verbs().readServers().find(visit.caller(), Names.slug(slug)))
                .server();
    }

    private static int number(String text, int count) {
        return text.matches("[0-9]{1,3}") && Integer.parseInt(text) < count ? Integer.parseInt(text) : -1;
    }

    private static String path(Slug slug) {
        return "/servers/" + slug + "/connection";
    }
}
