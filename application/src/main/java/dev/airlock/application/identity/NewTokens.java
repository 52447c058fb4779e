package dev.airlock.application.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.IssueToken.Issued;
import dev.airlock.domain.identity.DisplayName;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.UserId;
import java.time.Duration;

/** Makes tokens, whoever they are for. */
final class NewTokens {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Tokens tokens;
    private final Secrets secrets;

    NewTokens(Tokens tokens, Secrets secrets) {
        this.tokens = tokens;
        this.secrets = secrets;
    }

    Result<Issued> issue(
            Admission admission, UserId user, String prefix, String name, TokenScope scope, Duration lifetime) {
        if (!DisplayName.isValid(name)) {
            return Result.refused(Refusal.Invalid.field("name", DisplayName.FORM));
        }
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
            return Result.refused(Refusal.Invalid.field("expiresInDays", "a token lives for 1 to 366 days"));
        }
        var token = new PersonalAccessToken(
                admission.organization(),
                new TokenId(admission.newId()),
                user,
                name.strip(),
                scope,
                admission.now(),
                admission.now().plus(lifetime));
        String secret = secrets.next(prefix);
        tokens.add(admission, token, SecretHash.of(secret));
        return Result.done(new Issued(token, secret));
    }
}
