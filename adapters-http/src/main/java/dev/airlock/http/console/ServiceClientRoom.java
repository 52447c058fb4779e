package dev.airlock.http.console;

import dev.airlock.application.connection.RegisterService;
import dev.airlock.application.connection.ServiceClients.ServiceClient;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.server.Server;
import dev.airlock.http.web.ServerPages;
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

/** Takes from an administrator what the service registered Airlock as, so that people can sign in there. */
@Path("/servers/{slug}/registration")
public final class ServiceClientRoom {
    private final Console console;

    ServiceClientRoom(Console console) {
        this.console = console;
    }

    /** What the page shows; never the secret. */
    record Model(
            String server,
            String slug,
            String redirectUri,
            boolean kept,
            boolean secret,
            @Nullable String problem,
            @Nullable Moment since,
            List<Field> fields,
            Problems.@Nullable Alert alert) {}

    /** Where the service sends people back to. */
    static String redirectUri(Console console, Server server) {
        return new ServerPages(console.settings().origin()).callback(server);
    }

    @GET
    public Response show(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        Visit visit = Visit.of(request);
        return page(visit, slug, Status.OK, List.of());
    }

    @POST
    public Response register(@Context HttpServletRequest request, @PathParam("slug") String text) {
        Visit visit = Visit.of(request);
        Slug slug = Names.slug(text);
        String secret = visit.form().optional("secret");
        return switch (console.verbs()
                .registerService()
                .register(visit.caller(), slug, visit.form().text("clientId"), secret)) {
            case Result.Done<ServiceClient> done -> visit.go("/servers/" + slug + "/connection", Flash.REGISTERED);
            case Result.Refused<ServiceClient>(Refusal.Invalid refusal) ->
                page(visit, text, Status.BAD_REQUEST, refusal.problems());
            case Result.Refused<ServiceClient>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    @POST
    @Path("remove")
    public Response forget(@Context HttpServletRequest request, @PathParam("slug") String text) {
        Visit visit = Visit.of(request);
        Slug slug = Names.slug(text);
        return switch (console.verbs().registerService().forget(visit.caller(), slug)) {
            case Result.Done<Slug> done -> visit.go("/servers/" + slug + "/registration", Flash.UNREGISTERED);
            case Result.Refused<Slug>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private Response page(Visit visit, String slug, Status status, List<Problem> problems) {
        if (!visit.administers()) {
            return visit.refused(new Refusal.NotPermitted("Only an administrator registers Airlock at a service."));
        }
        Server server = Visit.found(console.verbs().readServers().find(visit.caller(), Names.slug(slug)))
                .server();
        ServiceClient client = console.verbs().registerService().find(visit.caller(), server);
        Field clientId = Field.text("clientId", "Client ID").autocomplete("off").needed();
        Field secret = new Field(
                "secret",
                "Client secret",
                "password",
                "",
                "Empty for a public client. It is encrypted, and never shown again.",
                null,
                "off",
                false);
        var model = new Model(
                server.name(),
                server.slug().value(),
                redirectUri(console, server),
                client != null,
                client != null && client.secret() != null,
                client == null ? null : RegisterService.problem(server, client),
                client == null
                        ? null
                        : Moment.of(client.updatedAt(), console.clock().instant()),
                List.of(
                        (client == null ? clientId : clientId.value(client.clientId())).filled(visit.form(), problems),
                        secret.filled(visit.form(), problems)),
                Problems.alert(problems));
        return visit.page(status, "service-client.mustache", "Airlock at " + server.name(), model);
    }
}
