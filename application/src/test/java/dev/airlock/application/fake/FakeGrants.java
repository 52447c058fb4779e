package dev.airlock.application.fake;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.oauth.Grants;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakeGrants implements Grants {
    private final Memory memory;
    private final FakePeople people;
    private final FakeClients clients;
    private final InstantSource clock;
    private final Map<SecretHash, IssuedCode> codes;
    private final Map<GrantId, Begun> grants;
    private final Map<SecretHash, Refresh> refreshes;

    private record IssuedCode(Grant grant, CodeTerms terms, Instant issuedAt, boolean used) {}

    private record Begun(
            Grant grant,
            @Nullable Instant lastUsedAt,
            @Nullable String lastAddress) {}

    private record Refresh(
            GrantId grant,
            @Nullable Instant rotatedAt,
            @Nullable String salt) {}

    FakeGrants(Memory memory, FakePeople people, FakeClients clients, InstantSource clock) {
        this.memory = memory;
        this.people = people;
        this.clients = clients;
        this.clock = clock;
        this.codes = memory.table();
        this.grants = memory.table();
        this.refreshes = memory.table();
    }

    @Override
    public void addCode(Admission admission, SecretHash code, Grant grant, CodeTerms terms) {
        memory.in(grant.organization(), () -> {
            clients.noteAllowed(grant.client());
            return codes.put(code, new IssuedCode(grant, terms, clock.instant(), false));
        });
    }

    @Override
    public @Nullable Code findCode(SecretHash code, Duration lifetime) {
        return memory.anywhere(() -> {
            IssuedCode issued = codes.get(code);
            Membership place = issued == null ? null : place(issued.grant);
            return issued == null || place == null
                    ? null
                    : new Code(issued.grant, issued.terms, place, !isRecent(issued.issuedAt, lifetime));
        });
    }

    void begin(Grant grant) {
        memory.in(grant.organization(), () -> grants.put(grant.id(), new Begun(grant, null, null)));
    }

    @Override
    public boolean redeem(SecretHash code, Grant grant) {
        return memory.in(grant.organization(), () -> {
            IssuedCode issued = codes.get(code);
            if (issued == null || issued.used) {
                return false;
            }
            codes.put(code, new IssuedCode(issued.grant, issued.terms, issued.issuedAt, true));
            begin(grant);
            return true;
        });
    }

    @Override
    public void addRefresh(Grant grant, SecretHash token) {
        memory.in(grant.organization(), () -> refreshes.put(token, new Refresh(grant.id(), null, null)));
    }

    @Override
    public @Nullable Held findRefresh(SecretHash token) {
        return memory.anywhere(() -> {
            Refresh refresh = refreshes.get(token);
            return refresh == null ? null : find(refresh.grant);
        });
    }

    @Override
    public Rotation rotate(Grant grant, SecretHash token, String salt, SecretHash successor, Duration grace) {
        return memory.in(grant.organization(), () -> {
            Refresh refresh = refreshes.get(token);
            if (refresh != null && refresh.rotatedAt == null) {
                refreshes.put(token, new Refresh(grant.id(), clock.instant(), salt));
                refreshes.put(successor, new Refresh(grant.id(), null, null));
                return new Rotation.Rotated();
            }
            return refresh != null
                            && refresh.rotatedAt != null
                            && refresh.salt != null
                            && isRecent(refresh.rotatedAt, grace)
                    ? new Rotation.Repeated(refresh.salt)
                    : new Rotation.Reused();
        });
    }

    private boolean isRecent(Instant at, Duration time) {
        Instant now = clock.instant();
        return !now.isBefore(at) && now.isBefore(at.plus(time));
    }

    @Override
    public @Nullable Held find(GrantId grant) {
        return memory.anywhere(() -> {
            Begun begun = grants.get(grant);
            Membership place = begun == null ? null : place(begun.grant);
            return begun == null || place == null ? null : new Held(begun.grant, place);
        });
    }

    private @Nullable Membership place(Grant grant) {
        return people.membership(grant.organization(), grant.user());
    }

    @Override
    public List<Listed> list(OrganizationId organization, @Nullable UserId user, @Nullable GrantId before, int limit) {
        return memory.in(
                organization,
                () -> grants.values().stream()
                        .filter(begun -> begun.grant.organization().equals(organization))
                        .filter(begun -> user == null || begun.grant.user().equals(user))
                        .filter(begun -> begun.grant.isValidAt(clock.instant()) && place(begun.grant) != null)
                        .filter(begun -> before == null || id(begun).compareTo(before.toString()) < 0)
                        .sorted(Comparator.comparing(FakeGrants::id).reversed())
                        .limit(limit)
                        .map(begun -> new Listed(begun.grant, place(begun.grant), begun.lastUsedAt, begun.lastAddress))
                        .toList());
    }

    private static String id(Begun begun) {
        return begun.grant.id().toString();
    }

    @Override
    public boolean remove(OrganizationId organization, GrantId grant) {
        return memory.in(organization, () -> {
            boolean removed = grants.values()
                    .removeIf(begun -> begun.grant.id().equals(grant)
                            && begun.grant.organization().equals(organization));
            if (removed) {
                refreshes.values().removeIf(refresh -> refresh.grant.equals(grant));
            }
            return removed;
        });
    }

    @Override
    public void used(OrganizationId organization, GrantId grant, Instant at, String address) {
        memory.in(
                organization,
                () -> grants.computeIfPresent(
                        grant,
                        (id, begun) -> begun.grant.organization().equals(organization)
                                ? new Begun(begun.grant, at, address)
                                : begun));
    }

    /** Removes a person's codes and grants in the organization. */
    void removeAll(OrganizationId organization, UserId user) {
        codes.values().removeIf(issued -> isOf(issued.grant, organization, user));
        grants.values().removeIf(begun -> isOf(begun.grant, organization, user));
        refreshes.values().removeIf(refresh -> !grants.containsKey(refresh.grant));
    }

    private static boolean isOf(Grant grant, OrganizationId organization, UserId user) {
        return grant.organization().equals(organization) && grant.user().equals(user);
    }
}
