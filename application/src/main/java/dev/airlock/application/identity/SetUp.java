package dev.airlock.application.identity;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.DisplayName;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Sets a new installation up: whoever holds the link that was printed at its first start founds the organization. */
public final class SetUp {
    private final Organizations organizations;
    private final OneTimeLinks links;
    private final PasswordHashes passwords;
    private final PasswordRules rules;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /** Makes the verb. */
    public SetUp(
            Organizations organizations,
            OneTimeLinks links,
            PasswordHashes passwords,
            PasswordRules rules,
            Secrets secrets,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.organizations = organizations;
        this.links = links;
        this.passwords = passwords;
        this.rules = rules;
        this.secrets = secrets;
        this.clock = clock;
        this.ids = ids;
    }

    /** Returns whether the installation has an organization already. */
    public boolean isDone() {
        return organizations.anyExists();
    }

    /** Makes a set-up link's secret. */
    public String link(Duration lifetime) {
        String secret = secrets.next("");
        links.addSetUp(SecretHash.of(secret), clock.instant().plus(lifetime));
        return secret;
    }

    /** Returns whether the link can be used now. */
    public boolean isGood(String secret) {
        return !isDone() && links.isGoodForSetUp(SecretHash.of(secret), clock.instant());
    }

    /** Who founds what. */
    public record Founding(String organization, String name, String email, String password) {
        @Override
        public String toString() {
            return "Founding[" + organization + ", " + name + ", " + email + "]";
        }
    }

    /** Founds the first organization and uses the link up; a founding that is not fit leaves the link good. */
    public Result<Membership> with(String secret, Founding founding) {
        if (!isGood(secret)) {
            return spent();
        }
        Result<Membership> owner = owner(founding);
        // Whoever uses the link up founds the organization: of two at the same moment, one.
        if (owner instanceof Result.Done<Membership>(Membership membership)) {
            return links.useForSetUp(SecretHash.of(secret), clock.instant()) ? found(membership, founding) : spent();
        }
        return owner;
    }

    /** Founds an organization from the command line. */
    public Result<Membership> found(Founding founding) {
        Result<Membership> owner = owner(founding);
        return owner instanceof Result.Done<Membership>(Membership membership) ? found(membership, founding) : owner;
    }

    private Result<Membership> found(Membership owner, Founding founding) {
        return organizations.found(owner, passwords.hash(founding.password()))
                ? Result.done(owner)
                : Result.refused(new Refusal.Conflict("the organization or the e-mail address exists already"));
    }

    private static Result<Membership> spent() {
        return Result.refused(
                new Refusal.NotFound("this set-up link has been used or has expired; restart Airlock for a new one"));
    }

    private Result<Membership> owner(Founding founding) {
        if (!DisplayName.isValid(founding.organization())) {
            return Result.refused(Refusal.Invalid.field("organization", DisplayName.FORM));
        }
        if (!DisplayName.isValid(founding.name())) {
            return Result.refused(Refusal.Invalid.field("name", DisplayName.FORM));
        }
        String problem = rules.problem(founding.password(), founding.name(), founding.email());
        if (problem != null) {
            return Result.refused(Refusal.Invalid.field("password", problem));
        }
        try {
            return Result.done(membership(founding));
        } catch (IllegalArgumentException e) {
            return Result.refused(Refusal.Invalid.field("email", String.valueOf(e.getMessage())));
        }
    }

    private Membership membership(Founding founding) {
        var organization = new Organization(
                new OrganizationId(ids.get()),
                Slug.from(founding.organization()),
                founding.organization().strip());
        var person = new Person(
                new UserId(ids.get()),
                new EmailAddress(founding.email()),
                founding.name().strip());
        return new Membership(organization, person, Role.OWNER);
    }
}
