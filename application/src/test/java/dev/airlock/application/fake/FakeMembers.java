package dev.airlock.application.fake;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.Members;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class FakeMembers implements Members {
    private final Memory memory;
    private final FakePeople people;
    private final FakeTokens tokens;
    private final FakeSessions sessions;
    private final FakeOneTimeLinks links;
    private final FakePendingSignIns pendingSignIns;
    private final FakePasswordResets passwordResets;
    private final FakeGrants grants;
    private final FakeInvitations invitations;
    private final FakeConnections connections;
    private final FakeServers servers;

    FakeMembers(
            Memory memory,
            FakePeople people,
            FakeTokens tokens,
            FakeSessions sessions,
            FakeOneTimeLinks links,
            FakePendingSignIns pendingSignIns,
            FakePasswordResets passwordResets,
            FakeGrants grants,
            FakeInvitations invitations,
            FakeConnections connections,
            FakeServers servers) {
        this.memory = memory;
        this.people = people;
        this.tokens = tokens;
        this.sessions = sessions;
        this.links = links;
        this.pendingSignIns = pendingSignIns;
        this.passwordResets = passwordResets;
        this.grants = grants;
        this.invitations = invitations;
        this.connections = connections;
        this.servers = servers;
    }

    @Override
    public List<Member> list(OrganizationId organization) {
        return memory.in(
                organization,
                () -> all(organization)
                        .sorted(Comparator.comparing(
                                member -> member.membership().person().name()))
                        .toList());
    }

    private Stream<Member> all(OrganizationId organization) {
        return people.everyone().stream()
                .filter(member -> member.membership().organization().id().equals(organization));
    }

    @Override
    public @Nullable Member find(OrganizationId organization, UserId user) {
        return memory.in(organization, () -> people.member(organization, user));
    }

    @Override
    public Set<UserId> owners(Admission admission) {
        return memory.in(
                admission.organization(),
                () -> all(admission.organization())
                        .filter(Member::isActiveOwner)
                        .map(Member::user)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public boolean join(Membership membership) {
        return memory.in(membership.organization().id(), () -> {
            Member present = people.member(
                    membership.organization().id(), membership.person().id());
            boolean free = present == null || present.standing() == Standing.REMOVED;
            if (free) {
                people.join(membership);
            }
            return free;
        });
    }

    @Override
    public boolean change(Admission admission, Member before, Member after) {
        return memory.in(admission.organization(), () -> {
            Member present = people.member(admission.organization(), before.user());
            boolean same = present != null
                    && present.standing() == before.standing()
                    && present.membership().role() == before.membership().role();
            if (same) {
                people.put(after);
            }
            return same;
        });
    }

    @Override
    public void shutOut(Admission admission, UserId user) {
        memory.in(admission.organization(), () -> {
            shutOut(admission.organization(), user);
            return true;
        });
    }

    private void shutOut(OrganizationId organization, UserId user) {
        tokens.removeAll(organization, user);
        sessions.closeAll(organization, user);
        links.removeAll(organization, user);
        pendingSignIns.removeAll(organization, user);
        passwordResets.removeAll(organization, user);
        grants.removeAll(organization, user);
    }

    @Override
    public void shutOutEverybody(OrganizationId organization) {
        memory.in(organization, () -> {
            all(organization).forEach(member -> shutOut(organization, member.user()));
            invitations.removeAll(organization);
            return true;
        });
    }

    @Override
    public List<Slug> strip(Admission admission, UserId user) {
        return memory.in(admission.organization(), () -> {
            Member member = people.member(admission.organization(), user);
            if (member != null) {
                Membership place = member.membership();
                var bare = new Membership(place.organization(), place.person(), place.role());
                people.put(new Member(bare, member.standing()));
            }
            connections.removeAll(admission.organization(), user);
            return servers.withdraw(admission.organization(), user);
        });
    }
}
