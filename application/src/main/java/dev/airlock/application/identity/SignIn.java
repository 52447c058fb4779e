package dev.airlock.application.identity;

import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.audit.IdentityAudit.Deed;
import dev.airlock.application.gate.Result;
import dev.airlock.application.limit.AttemptLimit;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signs people in to the Control Room, by password or by a link that works once, and knows them again by their session. */
public final class SignIn {
    static final Duration LIFETIME = Duration.ofDays(7);
    static final Duration IDLE = Duration.ofHours(12);
    private static final Duration TRIES_WINDOW = Duration.ofMinutes(10);
    private static final int TRIES_FOR_PERSON = 10;
    private static final int TRIES_FROM_ADDRESS = 100;

    private final People people;
    private final Sessions sessions;
    private final OneTimeLinks links;
    private final PasswordHashes passwords;
    private final Secrets secrets;
    private final CheckSecondFactor secondFactor;
    private final IdentityAudit audit;
    private final InstantSource clock;
    private final AttemptLimit byAddress;
    private final AttemptLimit byPerson;

    /** Makes the verb. */
    public SignIn(
            People people,
            Sessions sessions,
            OneTimeLinks links,
            PasswordHashes passwords,
            Secrets secrets,
            CheckSecondFactor secondFactor,
            IdentityAudit audit,
            InstantSource clock) {
        this.people = people;
        this.sessions = sessions;
        this.links = links;
        this.passwords = passwords;
        this.secrets = secrets;
        this.secondFactor = secondFactor;
        this.audit = audit;
        this.clock = clock;
        this.byAddress = new AttemptLimit(TRIES_FROM_ADDRESS, TRIES_WINDOW, clock);
        this.byPerson = new AttemptLimit(TRIES_FOR_PERSON, TRIES_WINDOW, clock);
    }

    /** What came of a sign-in. */
    public sealed interface Outcome {
        /** The person is signed in; the secret goes into their cookie and nowhere else. */
        record SignedIn(Caller caller, String secret, Duration lifetime) implements Outcome {
            @Override
            public String toString() {
                return "SignedIn[hidden]";
            }
        }

        /** The person must prove themselves by a code too; the secret goes into their cookie and nowhere else. */
        record SecondStep(String secret, Duration lifetime) implements Outcome {
            @Override
            public String toString() {
                return "SecondStep[hidden]";
            }
        }

        /** Address or password are wrong, or the link is not good; which, is not told. */
        record Refused(String problem) implements Outcome {}
    }

    /** Signs in by password. Whoever is unknown costs as much time as whoever is known. */
    public Outcome withPassword(String email, String password, String address) {
        EmailAddress person = emailAddress(email);
        String name = person == null ? "" : person.value();
        if (!byAddress.begin(address) || !byPerson.begin(key(name, address))) {
            return new Outcome.Refused("too many attempts; wait ten minutes and try again");
        }
        People.Account account = person == null ? null : people.account(person);
        boolean matches = passwords.matches(password, account == null ? null : account.passwordHash());
        List<Membership> places = account == null
                ? List.of()
                : people.memberships(account.person().id());
        if (places.isEmpty()) {
            return wrong();
        }
        Membership place = places.getFirst();
        if (!matches) {
            audit.recordLater(deed(place, address, AuditResult.DENIED));
            return wrong();
        }
        byAddress.takeBack(address);
        byPerson.forget(key(name, address));
        return enter(place, address);
    }

    /** Signs in by a link that works once. */
    public Outcome withLink(String secret, String address) {
        OneTimeLinks.SignInGrant grant = links.useForSignIn(SecretHash.of(secret), clock.instant());
        if (grant == null) {
            return new Outcome.Refused("this link has been used or has expired; sign in with your password");
        }
        return people.memberships(grant.user()).stream()
                .filter(place -> place.organization().id().equals(grant.organization()))
                .findFirst()
                .map(place -> enter(place, address))
                .orElseGet(SignIn::wrong);
    }

    /** Signs in somebody whom a provider vouches for. */
    Outcome asIdentified(UserId user, String address) {
        return people.memberships(user).stream()
                .findFirst()
                .map(place -> enter(place, address))
                .orElseGet(SignIn::wrong);
    }

    /** Goes on with a sign-in that asked for a code; after an invalid one another may be tried. */
    public Result<Outcome> withCode(String secret, String code, String address) {
        return secondFactor.finish(secret, code, address).map(place -> open(place, address));
    }

    /** Makes a link that signs the person in once. */
    public String link(Membership place, Duration lifetime) {
        String secret = secrets.next("");
        links.addSignIn(
                SecretHash.of(secret),
                place.organization().id(),
                place.person().id(),
                clock.instant().plus(lifetime));
        return secret;
    }

    /** Returns who the session belongs to, or null where it is over. */
    public @Nullable Caller resume(String secret, String address) {
        Instant now = clock.instant();
        Membership place = sessions.find(SecretHash.of(secret), now, now.minus(IDLE));
        return place == null ? null : new Caller.SignedIn(place, address);
    }

    /** Ends the session. */
    public void signOut(String secret) {
        sessions.close(SecretHash.of(secret));
    }

    private Outcome enter(Membership place, String address) {
        String secret = secondFactor.begin(place);
        return secret == null ? open(place, address) : new Outcome.SecondStep(secret, CheckSecondFactor.LIFETIME);
    }

    private Outcome open(Membership place, String address) {
        try {
            audit.record(deed(place, address, AuditResult.SUCCEEDED));
        } catch (AuditUnavailableException e) {
            return new Outcome.Refused("nobody can sign in now: " + e.getMessage());
        }
        String secret = secrets.next("");
        Instant now = clock.instant();
        sessions.open(
                SecretHash.of(secret),
                place.organization().id(),
                place.person().id(),
                address,
                now,
                now.plus(LIFETIME));
        return new Outcome.SignedIn(new Caller.SignedIn(place, address), secret, LIFETIME);
    }

    private static @Nullable EmailAddress emailAddress(String text) {
        try {
            return new EmailAddress(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static Deed deed(Membership place, String address, AuditResult result) {
        return new Deed(place, "session.open", "Control Room", address, result, Json.Obj.EMPTY);
    }

    /** By address too, so that a stranger elsewhere cannot lock a person out. */
    private static String key(String person, String address) {
        return person + "\n" + address;
    }

    private static Outcome wrong() {
        return new Outcome.Refused("e-mail address or password is wrong");
    }
}
