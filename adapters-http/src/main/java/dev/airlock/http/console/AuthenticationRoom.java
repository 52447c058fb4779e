package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.server.Server;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in which ways a server takes credentials, preferred first. */
@Path("/servers/{slug}/authentication")
public final class AuthenticationRoom {
    private final ConsoleVerbs verbs;

    AuthenticationRoom(Console console) {
        this.verbs = console.verbs();
    }

    /**
     * What the page shows.
     *
     * @param changed the number of the sign-in that its form changes; empty for another one
     */
    record Model(
            String server,
            String slug,
            long version,
            List<Way> ways,
            List<Field> another,
            String changed,
            OAuthForm.Fields signIn,
            Problems.@Nullable Alert alert) {}

    /** One way. */
    record Way(int number, String words, @Nullable String tokenUrl) {
        static Way of(int number, CredentialScheme scheme) {
            return new Way(
                    number,
                    SchemeWords.of(scheme),
                    scheme instanceof CredentialScheme.OAuth(OAuthService service)
                            ? service.tokenUrl().toString()
                            : null);
        }
    }

    @GET
    public Response show(
            @Context HttpServletRequest request,
            @PathParam("slug") String slug,
            @QueryParam("change") @DefaultValue("") String change) {
        Visit visit = Visit.of(request);
        Server server = server(visit, Names.slug(slug));
        OAuthService service = service(server, change);
        return page(visit, Status.OK, server, service == null ? "" : change, service, List.of());
    }

    @POST
    public Response add(@Context HttpServletRequest request, @PathParam("slug") String text) {
        Visit visit = Visit.of(request);
        Server server = server(visit, Names.slug(text));
        CredentialScheme scheme = SchemeForm.read(visit.form().text("way"), visit.form());
        if (scheme == null) {
            return page(
                    visit, Status.BAD_REQUEST, server, "", null, List.of(new Problem("way", "choose one of the ways")));
        }
        Problem problem = SchemeForm.problem(scheme);
        if (problem != null) {
            return page(visit, Status.BAD_REQUEST, server, "", null, List.of(problem));
        }
        var schemes = new ArrayList<>(server.schemes());
        schemes.add(scheme);
        return change(visit, server, "", schemes);
    }

    /** Changes a sign-in, or puts another one before all other ways. */
    @POST
    @Path("sign-in")
    public Response signIn(@Context HttpServletRequest request, @PathParam("slug") String text) {
        Visit visit = Visit.of(request);
        Server server = server(visit, Names.slug(text));
        String changed = visit.form().text("changed");
        var form = new OAuthForm(visit.form());
        OAuthService service = form.read();
        if (service == null) {
            return page(visit, Status.BAD_REQUEST, server, changed, null, form.problems());
        }
        var schemes = new ArrayList<>(server.schemes());
        var scheme = new CredentialScheme.OAuth(service);
        if (service(server, changed) == null) {
            schemes.addFirst(scheme);
        } else {
            schemes.set(Integer.parseInt(changed), scheme);
        }
        return change(visit, server, changed, schemes);
    }

    @POST
    @Path("remove")
    public Response remove(@Context HttpServletRequest request, @PathParam("slug") String text) {
        Visit visit = Visit.of(request);
        Server server = server(visit, Names.slug(text));
        CredentialScheme scheme = Visit.found(scheme(server, visit.form().text("number")));
        var schemes = new ArrayList<>(server.schemes());
        schemes.remove(scheme);
        return change(visit, server, "", schemes);
    }

    private Response change(Visit visit, Server server, String changed, List<CredentialScheme> schemes) {
        return switch (verbs.changeServer()
                .change(visit.caller(), server.slug(), visit.form().version(), ChangeServer.Edit.of(schemes))) {
            case Result.Done<Server> done ->
                visit.go("/servers/" + server.slug() + "/authentication", Flash.AUTHENTICATION_SAVED);
            case Result.Refused<Server>(Refusal.Invalid refusal) ->
                page(visit, Status.BAD_REQUEST, server, changed, null, refusal.problems());
            case Result.Refused<Server>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private static Response page(
            Visit visit,
            Status status,
            Server server,
            String changed,
            @Nullable OAuthService service,
            List<Problem> problems) {
        if (!visit.administers()) {
            return visit.refused(new Refusal.NotPermitted("Only an administrator says how people connect."));
        }
        List<CredentialScheme> schemes = server.schemes();
        var model = new Model(
                server.name(),
                server.slug().value(),
                status.equals(Status.OK) ? server.version() : visit.form().version(),
                IntStream.range(0, schemes.size())
                        .mapToObj(number -> Way.of(number, schemes.get(number)))
                        .toList(),
                Stream.of(
                                Field.text("way", "Way").among(SchemeForm.WAYS),
                                Field.text("keyName", "Name of the API key")
                                        .hint("Such as X-API-Key; for API keys only."),
                                Field.text("prefix", "What stands before the key")
                                        .hint("Mostly nothing."))
                        .map(field -> field.filled(visit.form(), problems))
                        .toList(),
                changed,
                OAuthForm.fields(service).filled(visit.form(), problems),
                Problems.alert(problems));
        return visit.page(status, "server-authentication.mustache", "How people connect to " + server.name(), model);
    }

    private static @Nullable CredentialScheme scheme(Server server, String number) {
        int index = number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : Integer.MAX_VALUE;
        return index < server.schemes().size() ? server.schemes().get(index) : null;
    }

    private static @Nullable OAuthService service(Server server, String number) {
        return scheme(server, number) instanceof CredentialScheme.OAuth(OAuthService service) ? service : null;
    }

    private Server server(Visit visit, Slug slug) {
        return Visit.found(verbs.readServers().find(visit.caller(), slug)).server();
    }
}
