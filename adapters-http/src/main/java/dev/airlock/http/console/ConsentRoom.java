package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.oauth.AuthorizationRequest;
import dev.airlock.application.oauth.AuthorizeClient;
import dev.airlock.application.oauth.AuthorizeClient.Understanding;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.oauth.McpResource;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The authorization endpoint (OAuth 2.1, section 3.1): asks a person whether a client may act for them, each time, and takes the answer to the client.
 */
@Path("/")
public final class ConsentRoom {
    /** The endpoint's path. */
    static final String PATH = "/oauth/authorize";

    private static final String NO_SUCH_SERVER = "There is no such MCP server, or you may not use it.";

    private final ConsoleVerbs verbs;
    private final AuthorizeClient authorize;

    ConsentRoom(Console console) {
        this.verbs = console.verbs();
        this.authorize = verbs.authorizeClient();
    }

    /** What the page shows where the client cannot be allowed what it asks for. */
    record DeadEnd(
            AskingClient client,
            String action,
            String message,
            @Nullable Elsewhere elsewhere) {}

    /** Another organization of the person's, in which it might be. */
    record Elsewhere(String slug, String organization) {}

    /** What the page shows where the client asked wrongly. */
    record Mistake(AskingClient client, String message, String location) {}

    @GET
    @Path("authorize")
    @Open
    public Response alias(@Context HttpServletRequest request, @Context UriInfo uri) {
        return Visit.of(request).go(AuthorizationQuery.of(uri).path());
    }

    @GET
    @Path("oauth/authorize")
    @Open
    public Response ask(@Context HttpServletRequest request, @Context UriInfo uri) {
        Visit visit = Visit.of(request);
        AuthorizationQuery query = AuthorizationQuery.of(uri);
        // A stranger cannot have Airlock fetch a document.
        return !visit.isSignedIn() && query.namesDocument()
                ? visit.goSignIn(query.path())
                : understand(
                        visit,
                        query,
                        asked -> visit.isSignedIn() ? ask(visit, query, asked) : visit.goSignIn(query.path()));
    }

    @POST
    @Path("oauth/authorize")
    public Response answer(@Context HttpServletRequest request, @Context UriInfo uri) {
        Visit visit = Visit.of(request);
        AuthorizationQuery query = AuthorizationQuery.of(uri);
        boolean allowed = visit.form().text("decision").equals("allow");
        return understand(visit, query, asked -> allowed ? allow(visit, query, asked) : deny(visit, asked));
    }

    private Response understand(Visit visit, AuthorizationQuery query, Function<AuthorizationRequest, Response> next) {
        return switch (authorize.understand(query.parameters())) {
            case Understanding.Unanswerable(String problem) -> unanswerable(visit, problem);
            case Understanding.Refused refused -> refused(visit, refused);
            case Understanding.Asked(AuthorizationRequest asked) -> next.apply(asked);
        };
    }

    private static Response unanswerable(Visit visit, String problem) {
        String message = "A program asks for access in a way that cannot be answered: " + problem
                + ". Start again from that program.";
        return visit.page(
                Status.BAD_REQUEST,
                "error.mustache",
                ErrorPage.title(Status.BAD_REQUEST),
                ErrorPage.of(Status.BAD_REQUEST, message));
    }

    /** Anybody may register a client and send people to a site of theirs by its mistakes, so a site is only gone to by a click. */
    private static Response refused(Visit visit, Understanding.Refused refused) {
        AskingClient client = AskingClient.of(refused.client(), refused.redirect());
        if (client.local() || client.application()) {
            return visit.leave(refused.location());
        }
        var mistake = new Mistake(client, refused.error().description(), refused.location());
        return visit.page(Status.BAD_REQUEST, "consent-mistake.mustache", "That was not done", mistake);
    }

    private Response ask(Visit visit, AuthorizationQuery query, AuthorizationRequest asked) {
        McpResource resource = asked.resource();
        if (resource != null && !authorize.reaches(visit.caller(), resource)) {
            return deadEnd(visit, query, asked);
        }
        String chosen = visit.form().text("server");
        var page = ConsentPage.of(visit.caller(), asked, query.path(), verbs.readServers(), chosen);
        return leavingTo(asked, visit.page("consent.mustache", "Allow a client", page));
    }

    private Response allow(Visit visit, AuthorizationQuery query, AuthorizationRequest asked) {
        McpResource resource = asked.resource() == null ? chosen(visit) : asked.resource();
        Access access = visit.form().text("access").equals(Access.WRITE.name()) ? Access.WRITE : Access.READ;
        if (resource == null) {
            return deadEnd(visit, query, asked);
        }
        return switch (authorize.allow(visit.caller(), asked, resource, access)) {
            case Result.Done<String>(String location) -> visit.leave(location);
            case Result.Refused<String>(Refusal.NotFound refusal) -> deadEnd(visit, query, asked);
            case Result.Refused<String>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private Response deny(Visit visit, AuthorizationRequest asked) {
        return switch (authorize.deny(visit.caller(), asked)) {
            case Result.Done<String>(String location) -> visit.leave(location);
            case Result.Refused<String>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private static @Nullable McpResource chosen(Visit visit) {
        String server = visit.form().text("server");
        return Slug.isValid(server)
                ? new McpResource(visit.caller().organization().slug(), new Slug(server))
                : null;
    }

    private Response deadEnd(Visit visit, AuthorizationQuery query, AuthorizationRequest asked) {
        Elsewhere elsewhere = elsewhere(visit, asked.resource());
        String message = elsewhere == null
                ? NO_SUCH_SERVER
                : "It asks for an MCP server of another organization of yours than the one you are in.";
        var page = new DeadEnd(AskingClient.of(asked.client(), asked.redirect()), query.path(), message, elsewhere);
        Status status = elsewhere == null ? Status.NOT_FOUND : Status.OK;
        String title = elsewhere == null ? "Nothing to allow" : "In another organization";
        return leavingTo(asked, visit.page(status, "consent-dead-end.mustache", title, page));
    }

    private @Nullable Elsewhere elsewhere(Visit visit, @Nullable McpResource resource) {
        if (resource == null
                || resource.organization().equals(visit.caller().organization().slug())) {
            return null;
        }
        return verbs.switchOrganization().places(visit.caller()).stream()
                .map(Membership::organization)
                .filter(organization -> organization.slug().equals(resource.organization()))
                .map(organization -> new Elsewhere(organization.slug().value(), organization.name()))
                .findFirst()
                .orElse(null);
    }

    /** Lets the page's form end in the redirect to the client, which browsers hold against the policy of the page. */
    private static Response leavingTo(AuthorizationRequest asked, Response page) {
        page.getHeaders().putSingle(SecurityHeaders.POLICY, SecurityHeaders.policy(asked.redirect()));
        return page;
    }
}
