package dev.airlock.http.api;

import dev.airlock.application.oauth.Grants;
import dev.airlock.application.oauth.RevokeGrant;
import dev.airlock.domain.oauth.GrantId;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clients that the caller allowed to act for them; to administrators, everybody's. */
@Path("/api/v1/clients")
@Produces(MediaType.APPLICATION_JSON)
public final class ClientsResource {
    private final RevokeGrant grants;
    private final McpUrls mcpUrls;

    ClientsResource(RevokeGrant grants, McpUrls mcpUrls) {
        this.grants = grants;
        this.mcpUrls = mcpUrls;
    }

    /** Lists them, the latest first: their ids rise with time. */
    @GET
    public Response list(@Auth Identified by, @QueryParam("all") @Nullable String all, @BeanParam Paging paging) {
        boolean everybodys = Boolean.TRUE.equals(Input.optional("all", all, ClientsResource::bool));
        GrantId before = paging.after(GrantId::of);
        int more = paging.limit() + 1;
        List<Grants.Listed> listed =
                everybodys ? grants.listAll(by.caller(), before, more) : grants.list(by.caller(), before, more);
        return Response.ok(
                        paging.pageOf(listed, one -> one.grant().id().toString(), one -> ClientView.of(one, mcpUrls)))
                .build();
    }

    /** Ends what one was allowed. */
    @DELETE
    @Path("/{id}")
    public Response revoke(@Auth Identified by, @PathParam("id") String id) {
        Problem.orThrow(grants.revoke(by.caller(), grant(id)));
        return Response.noContent().build();
    }

    private static GrantId grant(String id) {
        try {
            return GrantId.of(id);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("there is no such connected client");
        }
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is true or false");
        };
    }
}
