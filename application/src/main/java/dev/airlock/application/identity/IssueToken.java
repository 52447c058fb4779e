package dev.airlock.application.identity;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import java.time.Duration;
import java.util.List;

/** Issues personal access tokens to callers, lists and revokes them. */
public final class IssueToken {
    private final Gate gate;
    private final Tokens tokens;
    private final NewTokens newTokens;

    /** Makes the verb. */
    public IssueToken(Gate gate, Tokens tokens, Secrets secrets) {
        this.gate = gate;
        this.tokens = tokens;
        this.newTokens = new NewTokens(tokens, secrets);
    }

    /** A new token and its secret, which is shown this once. */
    public record Issued(PersonalAccessToken token, String secret) {
        @Override
        public String toString() {
            return "Issued[" + token + ", hidden]";
        }
    }

    /** Issues a token to the caller. */
    public Result<Issued> issue(Caller caller, String name, TokenScope scope, Duration lifetime) {
        var detail = Json.object()
                .put("name", name)
                .put("access", scope.access().name())
                .put("servers", scope.servers().size())
                .build();
        return gate.admit(
                caller,
                new Act("token.issue", Role.MEMBER, null, detail),
                admission ->
                        newTokens.issue(admission, caller.user(), AuthenticateToken.PREFIX, name, scope, lifetime));
    }

    /** Returns the caller's own tokens, newest first. */
    public List<Tokens.Listed> list(Caller caller) {
        return tokens.list(caller.organizationId(), caller.user());
    }

    /** Revokes one of the caller's own tokens; every node refuses it from then on. */
    public Result<TokenId> revoke(Caller caller, TokenId token) {
        var detail = Json.object().put("token", token.toString()).build();
        return gate.admit(caller, new Act("token.revoke", Role.MEMBER, null, detail), admission -> {
            if (!tokens.remove(admission, caller.user(), token)) {
                return Result.refused(new Refusal.NotFound("you have no such token"));
            }
            admission.announce(new Change.OfToken(admission.organization(), token));
            return Result.done(token);
        });
    }
}
