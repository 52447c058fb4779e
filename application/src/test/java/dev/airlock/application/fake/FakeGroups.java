package dev.airlock.application.fake;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.Groups;
import dev.airlock.domain.identity.Group;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class FakeGroups implements Groups {
    private final Memory memory;
    private final FakePeople people;
    private final FakeServers servers;
    private final Map<GroupId, Group> groups;

    FakeGroups(Memory memory, FakePeople people, FakeServers servers) {
        this.memory = memory;
        this.people = people;
        this.servers = servers;
        this.groups = memory.table();
    }

    @Override
    public List<Listed> list(OrganizationId organization) {
        return memory.in(
                organization,
                () -> of(organization)
                        .sorted(Comparator.comparing(Group::name, String.CASE_INSENSITIVE_ORDER))
                        .map(group -> new Listed(group, members(group)))
                        .toList());
    }

    private Stream<Group> of(OrganizationId organization) {
        return groups.values().stream().filter(group -> group.organization().equals(organization));
    }

    private Set<UserId> members(Group group) {
        return people.everyone().stream()
                .filter(member -> member.membership().groups().contains(group.id()))
                .map(Member::user)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean add(Admission admission, Group group) {
        return memory.in(admission.organization(), () -> isFree(group) && groups.put(group.id(), group) == null);
    }

    private boolean isFree(Group wanted) {
        return of(wanted.organization())
                .noneMatch(
                        group -> !group.id().equals(wanted.id()) && group.name().equalsIgnoreCase(wanted.name()));
    }

    @Override
    public boolean rename(Admission admission, Group group) {
        return memory.in(
                admission.organization(),
                () -> isFree(group) && isOf(admission, group.id()) && groups.put(group.id(), group) != null);
    }

    private boolean isOf(Admission admission, GroupId id) {
        Group group = groups.get(id);
        return group != null && group.organization().equals(admission.organization());
    }

    @Override
    public boolean remove(Admission admission, GroupId group) {
        return memory.in(admission.organization(), () -> {
            boolean present = isOf(admission, group);
            if (present) {
                members(groups.remove(group)).forEach(user -> removeMember(admission, group, user));
            }
            return present;
        });
    }

    @Override
    public boolean addMember(Admission admission, GroupId group, UserId user) {
        return memory.in(admission.organization(), () -> {
            Member member = people.member(admission.organization(), user);
            var with = new HashSet<>(member.membership().groups());
            return with.add(group) && place(member, with);
        });
    }

    @Override
    public boolean removeMember(Admission admission, GroupId group, UserId user) {
        return memory.in(admission.organization(), () -> {
            Member member = people.member(admission.organization(), user);
            var without = member == null
                    ? new HashSet<GroupId>()
                    : new HashSet<>(member.membership().groups());
            return without.remove(group) && place(member, without);
        });
    }

    private boolean place(Member member, Set<GroupId> in) {
        Membership place = member.membership();
        people.put(
                new Member(new Membership(place.organization(), place.person(), place.role(), in), member.standing()));
        return true;
    }

    @Override
    public List<Slug> usedBy(OrganizationId organization, GroupId group) {
        return memory.in(organization, () -> servers.naming(organization, group));
    }
}
