package dev.airlock.application.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The organizations of this installation. */
public interface Organizations {
    /** Returns the organization, or null. */
    @Nullable
    Organization find(Slug slug);

    /** Returns all of them, oldest first. */
    List<OrganizationId> all();

    /** Returns whether any organization exists; before that, only set-up is possible. */
    boolean anyExists();

    /** Founds an organization with its first member; false, and nothing done, where the slug or the address is taken. */
    boolean found(Membership owner, String passwordHash);

    /** Deletes the organization, everything of it, and the people who had no place elsewhere. What was recorded stays. */
    void delete(Admission admission);
}
