package dev.airlock.application.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who belongs to an organization, and who did. */
public interface Members {
    /** Returns everyone who ever joined, by name. */
    List<Member> list(OrganizationId organization);

    /** Returns someone who once joined, or null. */
    @Nullable
    Member find(OrganizationId organization, UserId user);

    /** Returns the owners who come in; until the transaction ends, nobody else changes that. */
    Set<UserId> owners(Admission admission);

    /** Gives a person a place, or the one that they had before they left; false, and nothing done, where they have one. Inside a transaction. */
    boolean join(Membership membership);

    /** Changes role and standing where they are still as they were before; returns whether they were. */
    boolean change(Admission admission, Member before, Member after);

    /** Ends every way in that the person has to the organization: sessions, sign-in links, tokens and grants to clients. */
    void shutOut(Admission admission, UserId user);

    /** Ends every way in that anybody has to the organization, invitations too, but passwords and what identity providers say. Inside a transaction. */
    void shutOutEverybody(OrganizationId organization);

    /**
     * Deletes what the person has in the organization: their connections, and their places in groups and in the lists of who may use a server.
     * Returns the servers that named them.
     */
    List<Slug> strip(Admission admission, UserId user);
}
