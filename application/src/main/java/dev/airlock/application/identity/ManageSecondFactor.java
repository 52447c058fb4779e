package dev.airlock.application.identity;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.SecondFactors.SecondFactor;
import dev.airlock.application.limit.AttemptLimit;
import dev.airlock.application.mail.Outbox;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.TotpSecret;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds an authenticator app to the caller's account and takes it away again; administrators do the latter for members who lost theirs. */
public final class ManageSecondFactor {
    private static final Duration TRIES_WINDOW = Duration.ofMinutes(10);
    private static final int TRIES = 10;

    private final Gate gate;
    private final SecondFactors factors;
    private final People people;
    private final PasswordHashes passwords;
    private final Sessions sessions;
    private final Secrets secrets;
    private final Outbox outbox;
    private final InstantSource clock;
    private final FactorCodes codes;
    private final AttemptLimit tries;

    /** Makes the verb. */
    public ManageSecondFactor(
            Gate gate,
            SecondFactors factors,
            People people,
            PasswordHashes passwords,
            Sessions sessions,
            Secrets secrets,
            Outbox outbox,
            InstantSource clock) {
        this.gate = gate;
        this.factors = factors;
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
        this.secrets = secrets;
        this.outbox = outbox;
        this.clock = clock;
        this.codes = new FactorCodes(factors, clock);
        this.tries = new AttemptLimit(TRIES, TRIES_WINDOW, clock);
    }

    /** Returns the caller's own second factor, or null. */
    public @Nullable SecondFactor find(Caller caller) {
        return factors.find(caller.user());
    }

    /** Makes a secret for the caller's app; it is not asked for until it is confirmed. */
    public Result<TotpSecret> begin(Caller caller) {
        return gate.admit(caller, act("second-factor.begin", Role.MEMBER, null), admission -> {
            byte[] random = Base64.getUrlDecoder().decode(secrets.next(""));
            var secret = new TotpSecret(Arrays.copyOf(random, TotpSecret.BYTES));
            return factors.propose(admission, secret)
                    ? Result.done(secret)
                    : Result.refused(new Refusal.Conflict("an authenticator app is asked for already"));
        });
    }

    /**
     * Confirms the app by a code of it, ends the caller's other sessions, and returns the recovery codes, which are shown this once.
     *
     * @param session the secret of the session that goes on
     */
    public Result<List<String>> confirm(Caller caller, String session, String code) {
        return gate.admit(caller, act("second-factor.add", Role.MEMBER, null), admission -> {
            if (!tries.begin(caller.user().toString())) {
                return tooMany("code");
            }
            SecondFactor factor = factors.find(caller.user());
            OptionalLong step = factor == null || factor.confirmed()
                    ? OptionalLong.empty()
                    : factor.secret().stepOf(FactorCodes.plain(code), clock.instant());
            return step.isEmpty()
                    ? Result.refused(Refusal.Invalid.field("code", "this is not the present code of your app"))
                    : confirm(admission, session, step.getAsLong());
        });
    }

    private Result<List<String>> confirm(Admission admission, String session, long step) {
        Person person = admission.caller().person();
        List<String> recoveryCodes = FactorCodes.recoveryCodes(secrets);
        var hashes = recoveryCodes.stream().map(FactorCodes::hash).collect(Collectors.toUnmodifiableSet());
        if (!factors.confirm(admission, step, hashes)) {
            return Result.refused(new Refusal.Conflict("an authenticator app is asked for already"));
        }
        tries.forget(person.id().toString());
        sessions.closeOthers(person.id(), SecretHash.of(session));
        outbox.add(admission.organization(), SecondFactorMail.added(person), admission.now());
        admission.announce(new Change.OfPerson(person.id()));
        return Result.done(recoveryCodes);
    }

    /** Takes the caller's own app away; asks for both the password and a code. */
    public Result<Person> remove(Caller caller, String password, String code) {
        return gate.admit(
                caller,
                act("second-factor.remove", Role.MEMBER, null),
                () -> proven(caller.person(), password, code),
                (admission, person) -> remove(admission, person));
    }

    private Result<Person> proven(Person person, String password, String code) {
        if (!tries.begin(person.id().toString())) {
            return tooMany("password");
        }
        People.Account account = people.account(person.email());
        if (!passwords.matches(password, account == null ? null : account.passwordHash())) {
            return Result.refused(Refusal.Invalid.field("password", "this is not your password"));
        }
        if (!codes.accept(person.id(), code)) {
            return Result.refused(Refusal.Invalid.field("code", "this code is wrong, or was used already"));
        }
        tries.forget(person.id().toString());
        return Result.done(person);
    }

    /** Takes a member's app away; administrators for those whom they outrank or equal, and for nobody who belongs elsewhere too. */
    public Result<Person> reset(Caller caller, UserId member) {
        return gate.admit(caller, act("second-factor.reset", Role.ADMIN, member), admission -> {
            List<Membership> places = people.memberships(member);
            Membership place = places.stream()
                    .filter(each -> each.organization().id().equals(admission.organization()))
                    .findFirst()
                    .orElse(null);
            if (place == null) {
                return Result.refused(new Refusal.NotFound("there is no such member"));
            }
            if (!caller.membership().role().includes(place.role())) {
                return Result.refused(new Refusal.NotPermitted("only an owner can do this for an owner"));
            }
            if (places.size() > 1) {
                return Result.refused(new Refusal.NotPermitted(
                        "they belong to another organization too, so they must use a recovery code"));
            }
            return remove(admission, place.person());
        });
    }

    private Result<Person> remove(Admission admission, Person person) {
        if (!factors.remove(admission, person.id())) {
            return Result.refused(new Refusal.NotFound("there is no authenticator app to take away"));
        }
        outbox.add(admission.organization(), SecondFactorMail.removed(person), admission.now());
        return Result.done(person);
    }

    private static <T> Result<T> tooMany(String field) {
        return Result.refused(Refusal.Invalid.field(field, "too many attempts; wait ten minutes and try again"));
    }

    private static Act act(String action, Role needed, @Nullable UserId member) {
        Json.Obj detail = member == null
                ? Json.Obj.EMPTY
                : Json.object().put("user", member.toString()).build();
        return new Act(action, needed, null, detail);
    }
}
