package dev.airlock.http.api;

import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.identity.ManageGroups;
import dev.airlock.application.identity.ManageServiceAccounts;
import dev.airlock.application.server.ReadServers;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.UserId;
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
import java.util.List;
import java.util.Map;

/** The organization's own accounts for machines; as members they are changed and removed like everyone. */
@Path("/api/v1/service-accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class ServiceAccountsResource {
    private final ManageServiceAccounts accounts;
    private final ManageGroups groups;
    private final ReadServers readServers;

    ServiceAccountsResource(ManageServiceAccounts accounts, ManageGroups groups, ReadServers readServers) {
        this.accounts = accounts;
        this.groups = groups;
        this.readServers = readServers;
    }

    /** Lists them with their tokens; none to those who may not manage them. */
    @GET
    public Response list(@Auth Identified by, @BeanParam Paging paging) {
        var names = new GroupNames(groups.list(by.caller()));
        Map<ServerId, String> slugs = TokensResource.slugs(readServers, by.caller());
        return Response.ok(paging.page(
                        accounts.list(by.caller()),
                        account -> account.member().user().toString(),
                        Comparator.naturalOrder(),
                        account -> ServiceAccountView.of(account, names, slugs)))
                .build();
    }

    /** Adds one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(@Auth Identified by, GroupBody body) {
        Member added = Problem.orThrow(accounts.add(by.caller(), body.wantedName()));
        var account = new ManageServiceAccounts.Account(added, List.of());
        return Response.created(URI.create("/api/v1/service-accounts/" + added.user()))
                .entity(ServiceAccountView.of(account, new GroupNames(List.of()), Map.of()))
                .build();
    }

    /** Issues a token to one and shows its secret, this once. */
    @POST
    @Path("/{id}/tokens")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response issue(@Auth Identified by, @PathParam("id") String id, TokenBody body) {
        Caller caller = by.caller();
        IssueToken.Issued issued = Problem.orThrow(accounts.issue(
                caller, account(id), body.wantedName(), body.scope(caller, readServers), body.lifetime()));
        var view = TokenView.of(issued.token(), TokensResource.slugs(readServers, caller))
                .withSecret(issued.secret());
        return Response.created(URI.create("/api/v1/service-accounts/" + id + "/tokens/" + view.id()))
                .entity(view)
                .build();
    }

    /** Revokes a token of one. */
    @DELETE
    @Path("/{id}/tokens/{token}")
    public Response revoke(@Auth Identified by, @PathParam("id") String id, @PathParam("token") String token) {
        var tokenId = new TokenId(Input.idOr(token, "the service account has no such token"));
        Problem.orThrow(accounts.revoke(by.caller(), account(id), tokenId));
        return Response.noContent().build();
    }

    private static UserId account(String id) {
        return new UserId(Input.idOr(id, "there is no such service account"));
    }
}
