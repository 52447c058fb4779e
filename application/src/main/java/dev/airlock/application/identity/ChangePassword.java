package dev.airlock.application.identity;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.limit.AttemptLimit;
import dev.airlock.application.mail.Outbox;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.json.Json;
import java.time.Duration;
import java.time.InstantSource;

/** Changes the password of whoever is signed in and knows the old one, and ends their other sessions. */
public final class ChangePassword {
    private static final Act ACT = new Act("password.change", Role.MEMBER, null, Json.Obj.EMPTY);
    private static final Duration TRIES_WINDOW = Duration.ofMinutes(10);
    private static final int TRIES = 10;

    private final Gate gate;
    private final People people;
    private final Sessions sessions;
    private final PasswordHashes passwords;
    private final PasswordRules rules;
    private final Outbox outbox;
    private final AttemptLimit tries;

    /** Makes the verb. */
    public ChangePassword(
            Gate gate,
            People people,
            Sessions sessions,
            PasswordHashes passwords,
            PasswordRules rules,
            Outbox outbox,
            InstantSource clock) {
        this.gate = gate;
        this.people = people;
        this.sessions = sessions;
        this.passwords = passwords;
        this.rules = rules;
        this.outbox = outbox;
        this.tries = new AttemptLimit(TRIES, TRIES_WINDOW, clock);
    }

    /**
     * Changes the password.
     *
     * @param session the secret of the session that goes on
     */
    public Result<Person> change(Caller caller, String session, String current, String next) {
        return gate.admit(
                caller,
                ACT,
                () -> hash(caller.person(), current, next),
                (admission, hash) -> change(admission, session, hash));
    }

    private Result<String> hash(Person person, String current, String next) {
        if (!tries.begin(person.id().toString())) {
            return Result.refused(
                    Refusal.Invalid.field("current", "too many attempts; wait ten minutes and try again"));
        }
        People.Account account = people.account(person.email());
        if (!passwords.matches(current, account == null ? null : account.passwordHash())) {
            return Result.refused(Refusal.Invalid.field("current", "this is not your present password"));
        }
        tries.forget(person.id().toString());
        String problem = rules.problem(next, person.name(), person.email().value());
        return problem == null
                ? Result.done(passwords.hash(next))
                : Result.refused(Refusal.Invalid.field("password", problem));
    }

    private Result<Person> change(Admission admission, String session, String hash) {
        Person person = admission.caller().person();
        people.changePassword(admission, hash);
        sessions.closeOthers(person.id(), SecretHash.of(session));
        outbox.add(
                admission.organization(),
                PasswordMail.changed(person, admission.caller().address()),
                admission.now());
        admission.announce(new Change.OfPerson(person.id()));
        return Result.done(person);
    }
}
