package dev.airlock.domain.server;

import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * An API or service that an organization exposes to agents.
 *
 * @param target where its calls go; credentials are bound to its origins
 * @param schemes the ways in which the API accepts a credential, preferred first; empty where it wants none
 * @param access who may use it, beside its owner and the administrators
 * @param conventions what the API wants of every call, and how it says that one failed
 * @param version rises with every change of the server, its tools or its policy
 */
public record Server(
        OrganizationId organization,
        ServerId id,
        Slug slug,
        String name,
        String description,
        ServerType type,
        Target target,
        UserId owner,
        List<CredentialScheme> schemes,
        ServerAccess access,
        ApiConventions conventions,
        long version,
        Instant createdAt) {
    public Server {
        schemes = List.copyOf(schemes);
    }

    /** A server that every member may use, of an API without conventions. */
    public Server(
            OrganizationId organization,
            ServerId id,
            Slug slug,
            String name,
            String description,
            ServerType type,
            URI targetUrl,
            UserId owner,
            List<CredentialScheme> schemes,
            long version,
            Instant createdAt) {
        this(
                organization,
                id,
                slug,
                name,
                description,
                type,
                Target.of(targetUrl),
                owner,
                schemes,
                ServerAccess.EVERYONE,
                ApiConventions.NONE,
                version,
                createdAt);
    }

    /** Returns whether there is such a server for the caller: their token reaches it, and they may use it. */
    public boolean isOpenTo(Caller caller) {
        return caller.scope().reaches(id)
                && (access.admits(caller.membership())
                        || owner.equals(caller.user())
                        || caller.membership().role().includes(Role.ADMIN));
    }

    /** The same server at another version. */
    public Server atVersion(long other) {
        return with(target, access, conventions, other);
    }

    /** The same server for others to use. */
    public Server withAccess(ServerAccess other) {
        return with(target, other, conventions, version);
    }

    /** The same server of an API with other conventions. */
    public Server withConventions(ApiConventions other) {
        return with(target, access, other, version);
    }

    /** The same server whose calls go elsewhere. */
    public Server withTarget(Target other) {
        return with(other, access, conventions, version);
    }

    private Server with(
            Target otherTarget, ServerAccess otherAccess, ApiConventions otherConventions, long otherVersion) {
        return new Server(
                organization,
                id,
                slug,
                name,
                description,
                type,
                otherTarget,
                owner,
                schemes,
                otherAccess,
                otherConventions,
                otherVersion,
                createdAt);
    }
}
