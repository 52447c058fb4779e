package dev.airlock.application.identity;

import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.audit.IdentityAudit.Deed;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.SecondFactors.SecondFactor;
import dev.airlock.application.limit.AttemptLimit;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.json.Json;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The second step of a sign-in, for people who have an authenticator app. */
public final class CheckSecondFactor {
    /** How long the second step may take. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int TRIES = 5;
    private static final int TRIES_FOR_PERSON = 20;

    private final SecondFactors factors;
    private final PendingSignIns pending;
    private final Secrets secrets;
    private final IdentityAudit audit;
    private final InstantSource clock;
    private final FactorCodes codes;
    private final AttemptLimit byPerson;

    /** Makes the verb. */
    public CheckSecondFactor(
            SecondFactors factors, PendingSignIns pending, Secrets secrets, IdentityAudit audit, InstantSource clock) {
        this.factors = factors;
        this.pending = pending;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
        this.codes = new FactorCodes(factors, clock);
        this.byPerson = new AttemptLimit(TRIES_FOR_PERSON, LIFETIME, clock);
    }

    /** Begins the second step and returns its secret, or null where the person has no second factor. */
    @Nullable
    String begin(Membership place) {
        SecondFactor factor = factors.find(place.person().id());
        if (factor == null || !factor.confirmed()) {
            return null;
        }
        String secret = secrets.next("");
        pending.open(
                SecretHash.of(secret),
                place.organization().id(),
                place.person().id(),
                clock.instant().plus(LIFETIME));
        return secret;
    }

    /** Ends the second step by a code; whose sign-in it is, or why not. */
    Result<Membership> finish(String secret, String code, String address) {
        SecretHash hash = SecretHash.of(secret);
        Membership place = pending.attempt(hash, TRIES, clock.instant());
        if (place == null || !byPerson.begin(place.person().id().toString())) {
            return Result.refused(
                    new Refusal.NotFound("this took too long, or too many attempts; sign in with your password again"));
        }
        if (!codes.accept(place.person().id(), code)) {
            audit.recordLater(new Deed(
                    place, "session.second-step", "Control Room", address, AuditResult.DENIED, Json.Obj.EMPTY));
            return Result.refused(Refusal.Invalid.field("code", "this code is wrong, or was used already"));
        }
        byPerson.forget(place.person().id().toString());
        return pending.close(hash)
                ? Result.done(place)
                : Result.refused(new Refusal.NotFound("this sign-in is finished already"));
    }
}
