package dev.airlock.application.fake;

import dev.airlock.application.identity.PendingSignIns;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakePendingSignIns implements PendingSignIns {
    private final Memory memory;
    private final FakePeople people;
    private final Map<SecretHash, Pending> rows;

    private record Pending(OrganizationId organization, UserId user, Instant expiresAt, int tries) {}

    FakePendingSignIns(Memory memory, FakePeople people) {
        this.memory = memory;
        this.people = people;
        this.rows = memory.table();
    }

    @Override
    public void open(SecretHash hash, OrganizationId organization, UserId user, Instant expiresAt) {
        memory.in(organization, () -> rows.put(hash, new Pending(organization, user, expiresAt, 0)));
    }

    @Override
    public @Nullable Membership attempt(SecretHash hash, int most, Instant now) {
        return memory.anywhere(() -> {
            Pending row = rows.get(hash);
            if (row == null || row.tries >= most || !row.expiresAt.isAfter(now)) {
                return null;
            }
            rows.put(hash, new Pending(row.organization, row.user, row.expiresAt, row.tries + 1));
            return people.membership(row.organization, row.user);
        });
    }

    @Override
    public boolean close(SecretHash hash) {
        return memory.anywhere(() -> rows.remove(hash) != null);
    }

    void removeAll(OrganizationId organization, UserId user) {
        rows.values().removeIf(row -> row.organization.equals(organization) && row.user.equals(user));
    }
}
