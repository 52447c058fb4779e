package dev.airlock.application.oauth;

import dev.airlock.application.change.Change;
import dev.airlock.application.change.ChangeCache;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.application.identity.AuthenticateToken;
import dev.airlock.application.identity.Authentication;
import dev.airlock.application.identity.LastUses;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.TokenReference;
import dev.airlock.application.oauth.Grants.Held;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.domain.oauth.McpResource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bearer token that an agent presents at an MCP endpoint into a caller: an access token of the authorization server, or a personal access
 * token. A known token costs neither a signature check nor a database read.
 */
public final class AuthenticateAgent {
    private static final String JSON_WEB_TOKEN = "eyJ";
    private static final int MAX_LENGTH = 4_000;
    private static final int CAPACITY = 20_000;

    /** Clocks of nodes may differ by so much. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final AuthenticateToken personal;
    private final AccessTokens tokens;
    private final Grants grants;
    private final Resources resources;
    private final InstantSource clock;
    private final LastUses<GrantId> uses = new LastUses<>();
    private final ChangeCache<SecretHash, Known> kept = new ChangeCache<>(CAPACITY);

    private record Known(Held held, Instant issuedAt, Instant expiresAt) {}

    /** Makes the verb; it listens for revocations. */
    public AuthenticateAgent(
            AuthenticateToken personal,
            AccessTokens tokens,
            Grants grants,
            Resources resources,
            ChangeNotices notices,
            InstantSource clock) {
        this.personal = personal;
        this.tokens = tokens;
        this.grants = grants;
        this.resources = resources;
        this.clock = clock;
        notices.subscribe(change -> {
            switch (change) {
                case Change.OfGrant g -> kept.clear();
                case Change.OfPerson p -> kept.clear();
                case Change.OfOrganization o -> kept.clear();
                case Change.Unknown u -> kept.clear();
                case Change.OfApproval a -> {}
                case Change.OfToken t -> {}
                case Change.OfServer s -> {}
                case Change.OfConnection c -> {}
            }
        });
    }

    /**
     * Answers who presents the token from this address.
     *
     * @param resource the endpoint that is asked; an access token is good at the one that it was issued for alone. Null where there is none of that path
     */
    public Authentication authenticate(@Nullable String presented, String address, @Nullable McpResource resource) {
        if (presented == null || !presented.startsWith(JSON_WEB_TOKEN) || presented.length() > MAX_LENGTH) {
            return personal.authenticate(presented, address);
        }
        return authenticate(kept.get(SecretHash.of(presented), hash -> load(presented)), address, resource);
    }

    /** Answers who once presented the token that is referred to. */
    public Authentication authenticate(TokenReference token, String address, @Nullable McpResource resource) {
        return switch (token) {
            case TokenReference.Personal(var organization, var id, SecretHash hash) ->
                personal.authenticate(hash, address);
            case TokenReference.Access access ->
                authenticate(kept.get(access.hash(), hash -> load(access)), address, resource);
        };
    }

    /** Returns a reference to a presented token, null where it is none of ours. */
    public @Nullable TokenReference reference(String presented) {
        if (!presented.startsWith(JSON_WEB_TOKEN) || presented.length() > MAX_LENGTH) {
            return personal.reference(presented);
        }
        SecretHash hash = SecretHash.of(presented);
        Known known = kept.get(hash, unknown -> load(presented));
        return known == null
                ? null
                : new TokenReference.Access(
                        known.held.grant().organization(),
                        known.held.grant().id(),
                        hash,
                        known.issuedAt,
                        known.expiresAt);
    }

    private Authentication authenticate(@Nullable Known known, String address, @Nullable McpResource resource) {
        Instant now = clock.instant();
        if (known == null || !isGood(known, now, resource)) {
            return new Authentication.Rejected();
        }
        Grant grant = known.held.grant();
        if (uses.isDue(grant.id(), now)) {
            LastUses.note(() -> grants.used(grant.organization(), grant.id(), now, address));
        }
        return new Authentication.Authenticated(new Caller.Agent(
                known.held.membership(),
                new TokenScope(Set.of(), grant.access()),
                grant.clientName(),
                address,
                new Entitlement(Entitlement.Kind.GRANT, grant.id().value())));
    }

    private static boolean isGood(Known known, Instant now, @Nullable McpResource resource) {
        Grant grant = known.held.grant();
        return now.isBefore(known.expiresAt)
                && known.issuedAt.minus(SKEW).isBefore(now)
                && grant.isValidAt(now)
                && grant.resource().equals(resource);
    }

    private @Nullable Known load(TokenReference.Access token) {
        Held held = grants.find(token.grant());
        return held == null ? null : new Known(held, token.issuedAt(), token.expiresAt());
    }

    private @Nullable Known load(String presented) {
        AccessTokens.Claims claims = tokens.verify(presented);
        Held held = claims == null ? null : grants.find(claims.grant());
        return claims == null
                        || held == null
                        || !claims.audience().equals(resources.url(held.grant().resource()))
                ? null
                : new Known(held, claims.issuedAt(), claims.expiresAt());
    }
}
