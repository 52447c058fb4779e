package dev.airlock.application.identity;

import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.DisplayName;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets whoever was invited join: as someone new, or as who they already are. An invitation works once, and for its own address alone. */
public final class AcceptInvitation {
    private final Invitations invitations;
    private final People people;
    private final Members members;
    private final PasswordHashes passwords;
    private final PasswordRules rules;
    private final UnitOfWork work;
    private final IdentityAudit audit;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /** Makes the verb. */
    public AcceptInvitation(
            Invitations invitations,
            People people,
            Members members,
            PasswordHashes passwords,
            PasswordRules rules,
            UnitOfWork work,
            IdentityAudit audit,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.invitations = invitations;
        this.people = people;
        this.members = members;
        this.passwords = passwords;
        this.rules = rules;
        this.work = work;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * What a link offers.
     *
     * @param known whether the person signs in at Airlock already
     */
    public record Offered(Invitations.Offer offer, boolean known) {}

    /** Returns what the link offers, or null where it is good for nothing. */
    public @Nullable Offered find(String secret) {
        Invitations.Offer offer = invitations.find(SecretHash.of(secret), clock.instant());
        return offer == null
                ? null
                : new Offered(offer, people.account(offer.invitation().email()) != null);
    }

    /** How someone new wants to be known and to sign in. */
    public record NewPerson(String name, String password) {
        @Override
        public String toString() {
            return "NewPerson[" + name + ", hidden]";
        }
    }

    /** Lets someone join who has not been at Airlock before. */
    public Result<Membership> asNew(String secret, NewPerson wanted, String address) {
        Offered offered = find(secret);
        if (offered == null || offered.known) {
            return spent();
        }
        if (!DisplayName.isValid(wanted.name)) {
            return Result.refused(Refusal.Invalid.field("name", DisplayName.FORM));
        }
        String problem = rules.problem(
                wanted.password, wanted.name, offered.offer.invitation().email().value());
        if (problem != null) {
            return Result.refused(Refusal.Invalid.field("password", problem));
        }
        var person =
                new Person(new UserId(ids.get()), offered.offer.invitation().email(), wanted.name.strip());
        String hash = passwords.hash(wanted.password);
        return join(secret, offered.offer, person, address, () -> people.add(person, hash));
    }

    /** Lets the caller join, if it is they who were invited. */
    public Result<Membership> as(Caller caller, String secret) {
        Offered offered = find(secret);
        return offered == null
                        || !offered.offer
                                .invitation()
                                .email()
                                .equals(caller.person().email())
                ? spent()
                : join(secret, offered.offer, caller.person(), caller.address(), () -> true);
    }

    private Result<Membership> join(
            String secret, Invitations.Offer offer, Person person, String address, BooleanSupplier arrive) {
        var place =
                new Membership(offer.organization(), person, offer.invitation().role());
        return work.inTransaction(offer.organization().id(), () -> {
            boolean joined = invitations.use(offer.invitation(), SecretHash.of(secret))
                    && arrive.getAsBoolean()
                    && members.join(place);
            return joined ? recorded(place, address) : spent();
        });
    }

    private Result<Membership> recorded(Membership place, String address) {
        var detail = Json.object().put("role", place.role().name()).build();
        try {
            audit.record(new IdentityAudit.Deed(
                    place, "invitation.accept", "Control Room", address, AuditResult.SUCCEEDED, detail));
        } catch (AuditUnavailableException e) {
            return Result.refused(new Refusal.Unavailable("nobody can join now: " + e.getMessage()));
        }
        work.announce(new Change.OfPerson(place.person().id()));
        return Result.done(place);
    }

    /** Whatever is wrong with a link, the answer is one. */
    private static Result<Membership> spent() {
        return Result.refused(Refusal.Invalid.field("invitation", SPENT));
    }

    /** What is said of an invitation that cannot be accepted. */
    public static final String SPENT =
            "this invitation has been used or taken back, has expired, or is for somebody else; ask for a new one";
}
