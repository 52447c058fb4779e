package dev.airlock.domain.identity;

/** What a person may do in an organization; each role includes those after it. */
public enum Role {
    /** Also appoints and removes owners. */
    OWNER,
    /** Adds servers, sets policies, reads the whole audit log. */
    ADMIN,
    /** Uses servers with their own credentials. */
    MEMBER;

    /** Returns whether this role includes the other. */
    public boolean includes(Role other) {
        return compareTo(other) <= 0;
    }
}
