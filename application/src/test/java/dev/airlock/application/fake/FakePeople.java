package dev.airlock.application.fake;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.Organizations;
import dev.airlock.application.identity.People;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class FakePeople implements People, Organizations {
    private final Memory memory;
    private final Map<Place, Membership> memberships;
    private final Map<UserId, String> passwords;

    private record Place(OrganizationId organization, UserId user) {}

    FakePeople(Memory memory) {
        this.memory = memory;
        this.memberships = memory.table();
        this.passwords = memory.table();
    }

    /** Returns the person's present place in the organization, or null. */
    @Nullable
    Membership membership(OrganizationId organization, UserId user) {
        return memberships.get(new Place(organization, user));
    }

    void join(Membership membership) {
        memory.anywhere(() -> memberships.put(
                new Place(membership.organization().id(), membership.person().id()), membership));
    }

    @Override
    public @Nullable Organization find(Slug slug) {
        return memory.anywhere(() -> memberships.values().stream()
                .map(Membership::organization)
                .filter(organization -> organization.slug().equals(slug))
                .findFirst()
                .orElse(null));
    }

    @Override
    public boolean anyExists() {
        return memory.anywhere(() -> !memberships.isEmpty());
    }

    @Override
    public boolean found(Membership owner, String passwordHash) {
        return memory.anywhere(() -> {
            if (find(owner.organization().slug()) != null
                    || account(owner.person().email()) != null) {
                return false;
            }
            memberships.put(new Place(owner.organization().id(), owner.person().id()), owner);
            passwords.put(owner.person().id(), passwordHash);
            return true;
        });
    }

    @Override
    public @Nullable Account account(EmailAddress email) {
        return memory.anywhere(() -> memberships.values().stream()
                .map(Membership::person)
                .filter(person -> person.email().equals(email))
                .findFirst()
                .map(this::account)
                .orElse(null));
    }

    private Account account(Person person) {
        return new Account(person, passwords.get(person.id()));
    }

    @Override
    public List<Membership> memberships(UserId user) {
        return memory.anywhere(
                () -> all().filter(m -> m.person().id().equals(user)).toList());
    }

    @Override
    public List<Membership> members(OrganizationId organization) {
        return memory.in(
                organization,
                () -> all().filter(m -> m.organization().id().equals(organization))
                        .sorted(Comparator.comparing(m -> m.person().name()))
                        .toList());
    }

    private Stream<Membership> all() {
        return memberships.values().stream();
    }

    @Override
    public void changePassword(Admission admission, String passwordHash) {
        memory.in(
                admission.organization(), () -> passwords.put(admission.caller().user(), passwordHash));
    }
}
