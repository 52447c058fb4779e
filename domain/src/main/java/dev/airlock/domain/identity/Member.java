package dev.airlock.domain.identity;

/** Someone who once joined an organization, with their present or last place there. */
public record Member(Membership membership, Standing standing) {
    /** Their id. */
    public UserId user() {
        return membership.person().id();
    }

    /** Returns whether they come in as an owner. */
    public boolean isActiveOwner() {
        return standing == Standing.ACTIVE && membership.role() == Role.OWNER;
    }

    /** The same member in another role. */
    public Member inRole(Role role) {
        return new Member(
                new Membership(membership.organization(), membership.person(), role, membership.groups()), standing);
    }

    /** The same member of another standing. */
    public Member of(Standing other) {
        return new Member(membership, other);
    }
}
