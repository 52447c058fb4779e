package dev.airlock.application.identity;

import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.audit.IdentityAudit.Deed;
import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.application.limit.AttemptLimit;
import dev.airlock.application.mail.Outbox;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Lets people who forgot their password choose another, by a link in a mail. Whoever asks learns nothing about the address: everything that depends on
 * it happens after the answer.
 */
public final class ResetPassword {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int REQUESTS_FROM_ADDRESS = 20;
    private static final int REQUESTS_FOR_PERSON = 3;

    private final People people;
    private final PasswordResets resets;
    private final Sessions sessions;
    private final PasswordHashes passwords;
    private final PasswordRules rules;
    private final Secrets secrets;
    private final Outbox outbox;
    private final UnitOfWork work;
    private final IdentityAudit audit;
    private final InstantSource clock;
    private final Executor background;
    private final AttemptLimit byAddress;
    private final AttemptLimit byPerson;

    /**
     * Makes the verb.
     *
     * @param background does what nobody waits for
     */
    public ResetPassword(
            People people,
            PasswordResets resets,
            Sessions sessions,
            PasswordHashes passwords,
            PasswordRules rules,
            Secrets secrets,
            Outbox outbox,
            UnitOfWork work,
            IdentityAudit audit,
            InstantSource clock,
            Executor background) {
        this.people = people;
        this.resets = resets;
        this.sessions = sessions;
        this.passwords = passwords;
        this.rules = rules;
        this.secrets = secrets;
        this.outbox = outbox;
        this.work = work;
        this.audit = audit;
        this.clock = clock;
        this.background = background;
        this.byAddress = new AttemptLimit(REQUESTS_FROM_ADDRESS, LIFETIME, clock);
        this.byPerson = new AttemptLimit(REQUESTS_FOR_PERSON, LIFETIME, clock);
    }

    /** Asks for a link to be sent to this e-mail address, if it is somebody's; false where too many were asked for from this network address. */
    public boolean request(String email, String address) {
        boolean admitted = byAddress.begin(address);
        if (admitted) {
            background.execute(() -> send(email, address));
        }
        return admitted;
    }

    private void send(String email, String address) {
        if (!EmailAddress.isValid(email)) {
            return;
        }
        var person = new EmailAddress(email);
        People.Account account = people.account(person);
        List<Membership> places = account == null || account.passwordHash() == null
                ? List.of()
                : people.memberships(account.person().id());
        if (!places.isEmpty() && byPerson.begin(person.value())) {
            send(places.getFirst(), address);
        }
    }

    private void send(Membership place, String address) {
        String secret = secrets.next("");
        Instant now = clock.instant();
        var _ = work.inTransaction(place.organization().id(), () -> {
            resets.add(
                    SecretHash.of(secret),
                    place.organization().id(),
                    place.person().id(),
                    now.plus(LIFETIME));
            outbox.add(place.organization().id(), PasswordMail.link(place.person(), secret), now);
            return Result.done(secret);
        });
        audit.recordLater(deed(place, "password.forget", address));
    }

    /** Returns whether the link can be used now. */
    public boolean isGood(String secret) {
        return resets.find(SecretHash.of(secret), clock.instant()) != null;
    }

    /** Sets the password of whoever the link was sent to, uses it up and ends all their sessions; a password that is not fit leaves it good. */
    public Result<Membership> with(String secret, String password, String address) {
        Membership place = resets.find(SecretHash.of(secret), clock.instant());
        if (place == null) {
            return over();
        }
        String problem = rules.problem(
                password, place.person().name(), place.person().email().value());
        if (problem != null) {
            return Result.refused(Refusal.Invalid.field("password", problem));
        }
        String hash = passwords.hash(password);
        return work.inTransaction(
                place.organization().id(),
                () -> resets.use(SecretHash.of(secret), clock.instant()) ? reset(place, hash, address) : over());
    }

    private Result<Membership> reset(Membership place, String hash, String address) {
        try {
            audit.record(deed(place, "password.reset", address));
        } catch (AuditUnavailableException e) {
            return Result.refused(new Refusal.Unavailable("nothing was changed: " + e.getMessage()));
        }
        Instant now = clock.instant();
        people.resetPassword(place.organization().id(), place.person().id(), hash, now);
        sessions.closeOthers(place.person().id(), null);
        outbox.add(place.organization().id(), PasswordMail.changed(place.person(), address), now);
        work.announce(new Change.OfPerson(place.person().id()));
        return Result.done(place);
    }

    private static Deed deed(Membership place, String action, String address) {
        return new Deed(place, action, "Control Room", address, AuditResult.SUCCEEDED, Json.Obj.EMPTY);
    }

    private static Result<Membership> over() {
        return Result.refused(new Refusal.NotFound("this link has been used or has expired; ask for another one"));
    }
}
