package dev.airlock.http.api;

import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.server.ReadServers;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.server.ServerId;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** The caller's own personal access tokens. */
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class TokensResource {
    private final IssueToken tokens;
    private final ReadServers readServers;

    TokensResource(IssueToken tokens, ReadServers readServers) {
        this.tokens = tokens;
        this.readServers = readServers;
    }

    /** Lists them, the latest first: their ids rise with time. */
    @GET
    public Response list(@Auth Identified by, @BeanParam Paging paging) {
        Map<ServerId, String> slugs = slugs(readServers, by.caller());
        return Response.ok(paging.page(
                        tokens.list(by.caller()),
                        listed -> listed.token().id().toString(),
                        Comparator.reverseOrder(),
                        listed -> TokenView.of(listed.token(), slugs)
                                .lastUsed(listed.lastUsedAt(), listed.lastAddress())))
                .build();
    }

    /** Issues one and shows its secret, this once. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response issue(@Auth Identified by, TokenBody body) {
        IssueToken.Issued issued = Problem.orThrow(
                tokens.issue(by.caller(), body.wantedName(), body.scope(by.caller(), readServers), body.lifetime()));
        var view = TokenView.of(issued.token(), slugs(readServers, by.caller())).withSecret(issued.secret());
        return Response.created(URI.create("/api/v1/tokens/" + view.id()))
                .entity(view)
                .build();
    }

    /** Revokes one. */
    @DELETE
    @Path("/{id}")
    public Response revoke(@Auth Identified by, @PathParam("id") String id) {
        Problem.orThrow(tokens.revoke(by.caller(), token(id)));
        return Response.noContent().build();
    }

    private static TokenId token(String id) {
        try {
            return TokenId.of(id);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("you have no such token");
        }
    }

    /** The slugs of the servers that the caller may see. */
    static Map<ServerId, String> slugs(ReadServers readServers, Caller caller) {
        return readServers.list(caller).stream()
                .collect(Collectors.toMap(
                        listed -> listed.server().id(),
                        listed -> listed.server().slug().value()));
    }
}
