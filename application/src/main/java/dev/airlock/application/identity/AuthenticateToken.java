package dev.airlock.application.identity;

import dev.airlock.application.change.Change;
import dev.airlock.application.change.ChangeCache;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.TokenId;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Turns a presented bearer token into a caller. A known token costs no database read. */
public final class AuthenticateToken {
    /** What every personal access token begins with, so that scanners of leaked secrets find it. */
    public static final String PREFIX = "airlock_pat_";

    /** What every token of a service account begins with. */
    public static final String SERVICE_PREFIX = "airlock_svc_";

    private static final int MAX_LENGTH = 200;
    private static final int CAPACITY = 20_000;

    private final Tokens tokens;
    private final InstantSource clock;
    private final ChangeCache<SecretHash, Tokens.Grant> grants = new ChangeCache<>(CAPACITY);
    private final LastUses<TokenId> uses = new LastUses<>();

    /** Makes the verb; it listens for revocations. */
    public AuthenticateToken(Tokens tokens, ChangeNotices notices, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
        notices.subscribe(change -> {
            switch (change) {
                case Change.OfToken t -> grants.clear();
                case Change.OfPerson p -> grants.clear();
                case Change.OfOrganization o -> grants.clear();
                case Change.Unknown u -> grants.clear();
                case Change.OfApproval a -> {}
                case Change.OfServer s -> {}
                case Change.OfConnection c -> {}
                case Change.OfGrant g -> {}
            }
        });
    }

    /** Answers who presents the token from this address. */
    public Authentication authenticate(@Nullable String presented, String address) {
        if (presented == null) {
            return new Authentication.Missing();
        }
        return isOurs(presented) ? authenticate(SecretHash.of(presented), address) : new Authentication.Rejected();
    }

    private static boolean isOurs(String presented) {
        return presented.length() <= MAX_LENGTH
                && (presented.startsWith(PREFIX) || presented.startsWith(SERVICE_PREFIX));
    }

    /** Returns a reference to a presented token, null where there is no such token. */
    public TokenReference.@Nullable Personal reference(String presented) {
        SecretHash hash = SecretHash.of(presented);
        Tokens.Grant grant = isOurs(presented) ? grants.get(hash, tokens::find) : null;
        return grant == null
                ? null
                : new TokenReference.Personal(
                        grant.token().organization(), grant.token().id(), hash);
    }

    /** Answers who once presented the token of this hash. */
    public Authentication authenticate(SecretHash hash, String address) {
        Tokens.Grant grant = grants.get(hash, tokens::find);
        var now = clock.instant();
        if (grant == null || !grant.token().isValidAt(now)) {
            return new Authentication.Rejected();
        }
        PersonalAccessToken token = grant.token();
        if (uses.isDue(token.id(), now)) {
            LastUses.note(() -> tokens.used(token.organization(), token.id(), now, address));
        }
        return new Authentication.Authenticated(new Caller.Agent(
                grant.membership(),
                token.scope(),
                token.name(),
                address,
                new Entitlement(Entitlement.Kind.TOKEN, token.id().value())));
    }
}
