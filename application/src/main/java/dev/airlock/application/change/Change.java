package dev.airlock.application.change;

import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.domain.server.ServerId;
import org.jspecify.annotations.Nullable;

/** Something that other nodes, and caches, must hear of. */
public sealed interface Change {
    /** A server, its tools or its policy changed, or it is gone. */
    record OfServer(OrganizationId organization, Slug server) implements Change {}

    /** A connection to a server changed, or is gone: a user's, or where none is named the shared one. */
    record OfConnection(
            OrganizationId organization,
            ServerId server,
            @Nullable UserId user) implements Change {
        /** The change of this connection. */
        public static OfConnection of(Connection connection) {
            return new OfConnection(connection.organization(), connection.server(), connection.user());
        }
    }

    /** A token was revoked. */
    record OfToken(OrganizationId organization, TokenId token) implements Change {}

    /** A grant to a client ended. */
    record OfGrant(OrganizationId organization, GrantId grant) implements Change {}

    /** A person's place or sessions changed. */
    record OfPerson(UserId user) implements Change {}

    /** An approval request of this person's came into another state. */
    record OfApproval(OrganizationId organization, ApprovalId approval, UserId requester) implements Change {
        /** A change of the request about this call. */
        public static OfApproval of(RequestedCall call) {
            return new OfApproval(
                    call.organization(), call.id(), call.requester().user());
        }
    }

    /** An organization is gone, or the keys that its secrets are sealed under were replaced: anything of it may have changed. */
    record OfOrganization(OrganizationId organization) implements Change {}

    /** Notices may have been missed: anything may have changed. */
    record Unknown() implements Change {}
}
