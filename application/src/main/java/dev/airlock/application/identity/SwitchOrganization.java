package dev.airlock.application.identity;

import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.SignIn.Outcome.SignedIn;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Slug;
import java.util.List;

/** Takes people from one of their organizations to another: a session is good in exactly one. */
public final class SwitchOrganization {
    private final People people;
    private final Sessions sessions;
    private final Secrets secrets;
    private final IdentityAudit audit;

    /** Makes the verb. */
    public SwitchOrganization(People people, Sessions sessions, Secrets secrets, IdentityAudit audit) {
        this.people = people;
        this.sessions = sessions;
        this.secrets = secrets;
        this.audit = audit;
    }

    /** Returns the caller's places in all of their organizations. */
    public List<Membership> places(Caller caller) {
        return people.memberships(caller.user());
    }

    /** Ends the session of this secret and continues it in another organization, for no longer than it would have lasted. One that is not the caller's looks like none. */
    public Result<SignedIn> enter(Caller caller, String secret, Slug organization) {
        return places(caller).stream()
                .filter(place -> place.organization().slug().equals(organization))
                .findFirst()
                .map(place -> enter(place, secret, caller.address()))
                .orElseGet(SwitchOrganization::nowhere);
    }

    private Result<SignedIn> enter(Membership place, String secret, String address) {
        try {
            audit.record(SignIn.deed(place, address, AuditResult.SUCCEEDED));
        } catch (AuditUnavailableException e) {
            return Result.refused(new Refusal.Unavailable("nothing was changed: " + e.getMessage()));
        }
        String next = secrets.next("");
        return sessions.move(
                        SecretHash.of(secret),
                        SecretHash.of(next),
                        place.organization().id())
                ? Result.done(new SignedIn(new Caller.SignedIn(place, address), next, SignIn.LIFETIME))
                : nowhere();
    }

    private static Result<SignedIn> nowhere() {
        return Result.refused(new Refusal.NotFound("there is no such organization, or you are not a member of it"));
    }
}
