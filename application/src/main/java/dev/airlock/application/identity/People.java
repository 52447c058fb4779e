package dev.airlock.application.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people and their places in organizations. */
public interface People {
    /** Returns the person with this address and their password's hash, or null. */
    @Nullable
    Account account(EmailAddress email);

    /** Stores a new person, with a password if they are to sign in; false, and nothing done, where the address is somebody's already. */
    boolean add(Person person, @Nullable String passwordHash);

    /** Returns the person's place in every organization that they may come into, oldest first. */
    List<Membership> memberships(UserId user);

    /** Replaces the password's hash of the caller themselves. */
    void changePassword(Admission admission, String passwordHash);

    /** Replaces the password's hash of whoever proved to be this person. */
    void resetPassword(OrganizationId organization, UserId user, String passwordHash, Instant now);

    /** A person and the hash of their password; null where they have none. */
    record Account(Person person, @Nullable String passwordHash) {}
}
