package dev.airlock.application.oauth;

import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.Secrets;
import dev.airlock.application.oauth.Grants.Code;
import dev.airlock.application.oauth.Grants.Held;
import dev.airlock.application.oauth.Grants.Rotation;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.Grant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint (OAuth 2.1, section 3.2): access tokens for codes and for refresh tokens. A code is good once, for a minute; a second use ends
 * what the first one began. A refresh token is replaced at each use: for a while the old one leads to the same successor again, since clients lose
 * answers and race themselves; after that, whoever presents it ends the whole family.
 */
public final class IssueAccessToken {
    private static final Duration CODE_LIFETIME = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(90);

    private final ClientDirectory directory;
    private final Grants grants;
    private final AccessTokens tokens;
    private final Resources resources;
    private final Secrets secrets;
    private final UnitOfWork work;
    private final IdentityAudit audit;
    private final InstantSource clock;
    private final OAuthSettings settings;

    /** Makes the verb. */
    public IssueAccessToken(
            ClientDirectory directory,
            Grants grants,
            AccessTokens tokens,
            Resources resources,
            Secrets secrets,
            UnitOfWork work,
            IdentityAudit audit,
            InstantSource clock,
            OAuthSettings settings) {
        this.directory = directory;
        this.grants = grants;
        this.tokens = tokens;
        this.resources = resources;
        this.secrets = secrets;
        this.work = work;
        this.audit = audit;
        this.clock = clock;
        this.settings = settings;
    }

    /** What came of a request. */
    public sealed interface Outcome {
        /** Tokens for the client. */
        record Issued(String accessToken, Duration lifetime, String refreshToken, Access access) implements Outcome {
            @Override
            public String toString() {
                return "Issued[hidden]";
            }
        }

        /** Nothing was issued. */
        record Refused(OAuthError error) implements Outcome {}
    }

    /** A request with a code. */
    public record CodeRequest(
            ClientCredentials client,
            String code,
            @Nullable String redirectUri,
            @Nullable String verifier,
            @Nullable String resource) {
        @Override
        public String toString() {
            return "CodeRequest[" + client + ", hidden]";
        }
    }

    /** Issues the first tokens of a grant. */
    public Outcome forCode(CodeRequest request, String address) {
        OAuthError refusal = directory.refusal(request.client);
        if (refusal != null) {
            return new Outcome.Refused(refusal);
        }
        SecretHash hash = SecretHash.of(request.code);
        Code code = grants.findCode(hash, CODE_LIFETIME);
        OAuthError fault = code == null ? badCode() : fault(code, request);
        return code == null || fault != null
                ? new Outcome.Refused(fault == null ? badCode() : fault)
                : redeem(hash, code, address);
    }

    private @Nullable OAuthError fault(Code code, CodeRequest request) {
        Grant grant = code.grant();
        if (!grant.client().equals(request.client.id())
                || code.expired()
                || request.verifier == null
                || !code.terms().challenge().matches(request.verifier)
                || !code.terms().redirectUri().equals(request.redirectUri)) {
            return badCode();
        }
        return targets(grant, request.resource) ? null : badTarget();
    }

    private Outcome redeem(SecretHash hash, Code code, String address) {
        Grant grant = code.grant();
        String refresh = secrets.next(RefreshTokens.PREFIX);
        boolean first = inTransaction(grant, () -> {
            boolean mine = grants.redeem(hash, grant);
            if (mine) {
                grants.addRefresh(grant, SecretHash.of(refresh));
            } else {
                end(grant);
            }
            return mine;
        });
        if (!first) {
            audit.recordLater(deed(grant, code.membership(), "grant.replay", address, AuditResult.DENIED));
            return new Outcome.Refused(badCode());
        }
        return issue(grant, code.membership(), "grant.redeem", refresh, address);
    }

    /** A request with a refresh token. */
    public record RefreshRequest(
            ClientCredentials client,
            String token,
            @Nullable String resource,
            @Nullable String scope) {
        @Override
        public String toString() {
            return "RefreshRequest[" + client + ", hidden]";
        }
    }

    /** Issues the next tokens of a grant. */
    public Outcome forRefresh(RefreshRequest request, String address) {
        OAuthError refusal = directory.refusal(request.client);
        if (refusal != null) {
            return new Outcome.Refused(refusal);
        }
        Held held = grants.findRefresh(SecretHash.of(request.token));
        OAuthError fault = held == null ? badRefresh() : fault(held.grant(), request);
        return held == null || fault != null
                ? new Outcome.Refused(fault == null ? badRefresh() : fault)
                : rotate(held, request.token, address);
    }

    private @Nullable OAuthError fault(Grant grant, RefreshRequest request) {
        if (!grant.client().equals(request.client.id()) || !grant.isValidAt(clock.instant())) {
            return badRefresh();
        }
        if (request.scope != null && !Scopes.isWithin(request.scope, grant.access())) {
            return OAuthError.invalidScope("the client was allowed less; ask the person again");
        }
        return targets(grant, request.resource) ? null : badTarget();
    }

    private Outcome rotate(Held held, String token, String address) {
        Grant grant = held.grant();
        String salt = secrets.next("");
        String successor = RefreshTokens.successor(token, salt);
        Rotation rotation = inTransaction(grant, () -> {
            Rotation done = grants.rotate(grant, SecretHash.of(token), salt, SecretHash.of(successor), GRACE);
            if (done instanceof Rotation.Reused) {
                end(grant);
            }
            return done;
        });
        return switch (rotation) {
            case Rotation.Rotated r -> issue(grant, held.membership(), "grant.refresh", successor, address);
            case Rotation.Repeated(String earlier) ->
                issue(grant, held.membership(), "grant.refresh", RefreshTokens.successor(token, earlier), address);
            case Rotation.Reused r -> {
                audit.recordLater(deed(grant, held.membership(), "grant.replay", address, AuditResult.DENIED));
                yield new Outcome.Refused(badRefresh());
            }
        };
    }

    private void end(Grant grant) {
        if (grants.remove(grant.organization(), grant.id())) {
            work.announce(new Change.OfGrant(grant.organization(), grant.id()));
        }
    }

    private Outcome issue(Grant grant, Membership place, String action, String refresh, String address) {
        try {
            audit.record(deed(grant, place, action, address, AuditResult.SUCCEEDED));
        } catch (AuditUnavailableException e) {
            return new Outcome.Refused(OAuthError.unavailable("try again: " + e.getMessage()));
        }
        Instant now = clock.instant();
        String access = tokens.sign(grant, now, now.plus(settings.accessTokenLifetime()));
        return new Outcome.Issued(access, settings.accessTokenLifetime(), refresh, grant.access());
    }

    private boolean targets(Grant grant, @Nullable String resource) {
        return resource == null || grant.resource().equals(resources.find(resource));
    }

    private <T> T inTransaction(Grant grant, Supplier<T> steps) {
        return switch (work.inTransaction(grant.organization(), () -> Result.done(steps.get()))) {
            case Result.Done<T>(T value) -> value;
            case Result.Refused<T> refused -> throw new IllegalStateException("nothing refuses here: " + refused);
        };
    }

    private static IdentityAudit.Deed deed(
            Grant grant, Membership place, String action, String address, AuditResult result) {
        var detail = Json.object()
                .put("grant", grant.id().toString())
                .put("clientId", grant.client().value())
                .put("resource", grant.resource().path())
                .build();
        return new IdentityAudit.Deed(place, action, grant.clientName(), address, result, detail);
    }

    private static OAuthError badCode() {
        return OAuthError.invalidGrant(
                "the code is unknown, used, expired, or was issued for another client, redirect_uri or code_verifier");
    }

    private static OAuthError badRefresh() {
        return OAuthError.invalidGrant("the refresh token is unknown, revoked, expired or another client's");
    }

    private static OAuthError badTarget() {
        return OAuthError.invalidTarget("the resource is not the one that the person allowed");
    }
}
