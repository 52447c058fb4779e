package dev.airlock.application.fake;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.Organizations;
import dev.airlock.application.identity.People;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakePeople implements People, Organizations {
    private final Memory memory;
    private final Map<Place, Member> members;
    private final Map<UserId, Person> people;
    private final Map<UserId, String> passwords;

    private record Place(OrganizationId organization, UserId user) {}

    FakePeople(Memory memory) {
        this.memory = memory;
        this.members = memory.table();
        this.people = memory.table();
        this.passwords = memory.table();
    }

    /** Returns the person's place in the organization, if they may come in, or null. */
    @Nullable
    Membership membership(OrganizationId organization, UserId user) {
        Member member = member(organization, user);
        return member != null && member.standing() == Standing.ACTIVE ? member.membership() : null;
    }

    /** Returns someone who once joined, or null. */
    @Nullable
    Member member(OrganizationId organization, UserId user) {
        return members.get(new Place(organization, user));
    }

    /** Returns everyone who ever joined any organization. */
    Collection<Member> everyone() {
        return members.values();
    }

    void join(Membership membership) {
        put(new Member(membership, Standing.ACTIVE));
    }

    void put(Member member) {
        Person person = member.membership().person();
        memory.anywhere(() -> people.put(person.id(), person));
        memory.anywhere(
                () -> members.put(new Place(member.membership().organization().id(), member.user()), member));
    }

    @Override
    public List<OrganizationId> all() {
        return memory.anywhere(() ->
                members.keySet().stream().map(Place::organization).distinct().toList());
    }

    @Override
    public @Nullable Organization find(Slug slug) {
        return memory.anywhere(() -> members.values().stream()
                .map(member -> member.membership().organization())
                .filter(organization -> organization.slug().equals(slug))
                .findFirst()
                .orElse(null));
    }

    @Override
    public boolean anyExists() {
        return memory.anywhere(() -> !members.isEmpty());
    }

    @Override
    public boolean found(Membership owner, String passwordHash) {
        return memory.anywhere(() -> {
            if (find(owner.organization().slug()) != null
                    || account(owner.person().email()) != null) {
                return false;
            }
            join(owner);
            passwords.put(owner.person().id(), passwordHash);
            return true;
        });
    }

    @Override
    public void delete(Admission admission) {
        memory.in(admission.organization(), () -> {
            members.keySet().removeIf(place -> place.organization.equals(admission.organization()));
            return people.keySet()
                    .removeIf(user -> members.keySet().stream().noneMatch(place -> place.user.equals(user)));
        });
    }

    @Override
    public @Nullable Account account(EmailAddress email) {
        return memory.anywhere(() -> people.values().stream()
                .filter(person -> person.email().equals(email))
                .findFirst()
                .map(this::account)
                .orElse(null));
    }

    @Override
    public boolean add(Person person, @Nullable String passwordHash) {
        return memory.anywhere(() -> {
            boolean free = account(person.email()) == null;
            if (free) {
                people.put(person.id(), person);
            }
            if (free && passwordHash != null) {
                passwords.put(person.id(), passwordHash);
            }
            return free;
        });
    }

    private Account account(Person person) {
        return new Account(person, passwords.get(person.id()));
    }

    @Override
    public List<Membership> memberships(UserId user) {
        return memory.anywhere(() -> members.values().stream()
                .filter(member -> member.user().equals(user) && member.standing() == Standing.ACTIVE)
                .map(Member::membership)
                .toList());
    }

    @Override
    public void changePassword(Admission admission, String passwordHash) {
        memory.in(
                admission.organization(), () -> passwords.put(admission.caller().user(), passwordHash));
    }

    @Override
    public void resetPassword(OrganizationId organization, UserId user, String passwordHash, Instant now) {
        memory.in(organization, () -> passwords.put(user, passwordHash));
    }
}
