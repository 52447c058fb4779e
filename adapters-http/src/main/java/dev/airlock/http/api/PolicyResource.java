package dev.airlock.http.api;

import dev.airlock.application.identity.ManageGroups;
import dev.airlock.application.identity.ReadMembers;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.application.server.ReadServers;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.policy.PolicySet;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The policy of a server. */
@Path("/api/v1/servers/{slug}/policy")
@Produces(MediaType.APPLICATION_JSON)
public final class PolicyResource {
    private final ReadServers readServers;
    private final ChangePolicy changePolicy;
    private final ReadMembers members;
    private final ManageGroups groups;

    PolicyResource(ReadServers readServers, ChangePolicy changePolicy, ReadMembers members, ManageGroups groups) {
        this.readServers = readServers;
        this.changePolicy = changePolicy;
        this.members = members;
        this.groups = groups;
    }

    /** Shows it. */
    @GET
    public Response show(@Auth Identified by, @PathParam("slug") String slug) {
        Servers.Loaded loaded = find(by.caller(), slug);
        return answer(
                translation(by.caller(), loaded),
                loaded.policy(),
                loaded.server().version());
    }

    /** Replaces it, if the server is still at the version that the caller saw. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replace(
            @Auth Identified by, @PathParam("slug") String slug, @BeanParam IfMatch ifMatch, PolicyBody body) {
        Servers.Loaded loaded = find(by.caller(), slug);
        PolicyTranslation translation = translation(by.caller(), loaded);
        PolicySet policy = translation.read(body);
        long version = IfMatch.orStale(
                changePolicy.replace(by.caller(), loaded.server().slug(), ifMatch.version(), policy));
        return answer(translation, policy, version);
    }

    private Servers.Loaded find(Caller caller, String slug) {
        Servers.Loaded loaded = readServers.find(caller, Input.slug(slug));
        if (loaded == null) {
            throw Input.noServer(slug);
        }
        return loaded;
    }

    private PolicyTranslation translation(Caller caller, Servers.Loaded loaded) {
        return new PolicyTranslation(
                new MemberNames(members.list(caller)).and(loaded.policy()),
                new GroupNames(groups.list(caller)).and(loaded.policy()));
    }

    private static Response answer(PolicyTranslation translation, PolicySet policy, long version) {
        return Response.ok(translation.write(policy)).tag(IfMatch.tag(version)).build();
    }
}
