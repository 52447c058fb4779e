package dev.airlock.application.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.domain.identity.TotpSecret;
import dev.airlock.domain.identity.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The authenticator apps of people, and the codes for when an app is lost. */
public interface SecondFactors {
    /** Returns a person's second factor, or null. */
    @Nullable
    SecondFactor find(UserId user);

    /** Stores a secret of the caller's that is to be confirmed, in place of any earlier such; false where a confirmed one exists. */
    boolean propose(Admission admission, TotpSecret secret);

    /** Confirms the caller's secret by a code of this time step; false where none waits to be. */
    boolean confirm(Admission admission, long step, Set<SecretHash> recoveryCodes);

    /** Uses up a time step and all before it; false where it has been, or nothing is confirmed. */
    boolean useStep(UserId user, long step);

    /** Uses up a recovery code; false where it is unknown or used. */
    boolean useRecoveryCode(UserId user, SecretHash code);

    /** Removes a person's second factor; false where there is none. */
    boolean remove(Admission admission, UserId user);

    /**
     * A person's second factor.
     *
     * @param confirmed whether it is asked for at sign-in
     * @param recoveryCodes how many are left
     */
    record SecondFactor(TotpSecret secret, boolean confirmed, int recoveryCodes) {}
}
