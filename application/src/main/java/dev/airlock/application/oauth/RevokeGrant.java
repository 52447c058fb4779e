package dev.airlock.application.oauth;

import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.oauth.AccessTokens.Claims;
import dev.airlock.application.oauth.Grants.Held;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.GrantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows which clients act for whom, and ends that: at once for the client's next refresh, and within seconds for its tokens on every node. */
public final class RevokeGrant {
    private final Gate gate;
    private final ClientDirectory directory;
    private final Grants grants;
    private final AccessTokens tokens;
    private final UnitOfWork work;
    private final IdentityAudit audit;

    /** Makes the verb. */
    public RevokeGrant(
            Gate gate,
            ClientDirectory directory,
            Grants grants,
            AccessTokens tokens,
            UnitOfWork work,
            IdentityAudit audit) {
        this.gate = gate;
        this.directory = directory;
        this.grants = grants;
        this.tokens = tokens;
        this.work = work;
        this.audit = audit;
    }

    /** Returns grants of the caller, newest first, as {@link Grants#list} pages them. */
    public List<Grants.Listed> list(Caller caller, @Nullable GrantId before, int limit) {
        return grants.list(caller.organizationId(), caller.user(), before, limit);
    }

    /** Returns grants of everybody in the organization; those of the caller where they are no administrator. */
    public List<Grants.Listed> listAll(Caller caller, @Nullable GrantId before, int limit) {
        return administers(caller)
                ? grants.list(caller.organizationId(), null, before, limit)
                : list(caller, before, limit);
    }

    /** Returns a grant that the caller may revoke, or null. */
    public @Nullable Held find(Caller caller, GrantId id) {
        Held held = grants.find(id);
        return held != null
                        && held.grant().organization().equals(caller.organizationId())
                        && (held.grant().user().equals(caller.user()) || administers(caller))
                ? held
                : null;
    }

    /** Ends a grant: one's own, or as an administrator anybody's. */
    public Result<GrantId> revoke(Caller caller, GrantId id) {
        var detail = Json.object().put("grant", id.toString()).build();
        return gate.admit(caller, new Act("grant.revoke", Role.MEMBER, null, detail), admission -> {
            if (find(caller, id) == null || !grants.remove(admission.organization(), id)) {
                return Result.refused(new Refusal.NotFound("there is no such connected client"));
            }
            admission.announce(new Change.OfGrant(admission.organization(), id));
            return Result.done(id);
        });
    }

    private static boolean administers(Caller caller) {
        return caller.membership().role().includes(Role.ADMIN);
    }

    /** Ends the grant of a token that its client presents (RFC 7009); returns what is wrong with the client, or null. Whatever the token is, it is no good afterwards. */
    public @Nullable OAuthError byToken(ClientCredentials client, String token, String address) {
        OAuthError refusal = directory.refusal(client);
        Held held = refusal == null ? held(token) : null;
        if (held != null && held.grant().client().equals(client.id())) {
            end(held, address);
        }
        return refusal;
    }

    private @Nullable Held held(String token) {
        Held refreshed = grants.findRefresh(SecretHash.of(token));
        Claims claims = refreshed == null ? tokens.verify(token) : null;
        return claims == null ? refreshed : grants.find(claims.grant());
    }

    private void end(Held held, String address) {
        var grant = held.grant();
        work.inTransaction(grant.organization(), () -> {
            if (grants.remove(grant.organization(), grant.id())) {
                work.announce(new Change.OfGrant(grant.organization(), grant.id()));
            }
            return Result.done(true);
        });
        var detail = Json.object().put("grant", grant.id().toString()).build();
        audit.recordLater(new IdentityAudit.Deed(
                held.membership(), "grant.revoke", grant.clientName(), address, AuditResult.SUCCEEDED, detail));
    }
}
