package dev.airlock.application.identity;

import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.oauth.GrantId;
import java.time.Instant;

/** A good token that was presented, by which whoever presented it is known again without it: enough to ask whether it is still good, and for nothing else. */
public sealed interface TokenReference {
    /** The organization that the token is for. */
    OrganizationId organization();

    /** The token's hash. */
    SecretHash hash();

    /** To a personal access token, or one of a service account. */
    record Personal(OrganizationId organization, TokenId token, SecretHash hash) implements TokenReference {}

    /** To an access token of the authorization server. */
    record Access(OrganizationId organization, GrantId grant, SecretHash hash, Instant issuedAt, Instant expiresAt)
            implements TokenReference {}
}
