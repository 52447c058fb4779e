package dev.airlock.application.fake;

import dev.airlock.application.identity.PasswordResets;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakePasswordResets implements PasswordResets {
    private final Memory memory;
    private final FakePeople people;
    private final Map<SecretHash, Link> links;

    private record Link(OrganizationId organization, UserId user, Instant expiresAt) {}

    FakePasswordResets(Memory memory, FakePeople people) {
        this.memory = memory;
        this.people = people;
        this.links = memory.table();
    }

    @Override
    public void add(SecretHash hash, OrganizationId organization, UserId user, Instant expiresAt) {
        memory.in(organization, () -> links.put(hash, new Link(organization, user, expiresAt)));
    }

    @Override
    public @Nullable Membership find(SecretHash hash, Instant now) {
        return memory.anywhere(() -> {
            Link link = good(hash, now);
            return link == null ? null : people.membership(link.organization, link.user);
        });
    }

    @Override
    public boolean use(SecretHash hash, Instant now) {
        return memory.anywhere(() -> {
            Link used = good(hash, now);
            return used != null && links.values().removeIf(link -> link.user.equals(used.user));
        });
    }

    private @Nullable Link good(SecretHash hash, Instant now) {
        Link link = links.get(hash);
        return link != null && link.expiresAt.isAfter(now) ? link : null;
    }

    void removeAll(OrganizationId organization, UserId user) {
        links.values().removeIf(row -> row.organization.equals(organization) && row.user.equals(user));
    }
}
