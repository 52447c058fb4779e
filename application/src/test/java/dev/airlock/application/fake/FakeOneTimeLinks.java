package dev.airlock.application.fake;

import dev.airlock.application.identity.OneTimeLinks;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakeOneTimeLinks implements OneTimeLinks {
    private final Memory memory;
    private final Map<SecretHash, Instant> setUp;
    private final Map<SecretHash, SignIn> signIn;

    private record SignIn(SignInGrant grant, Instant expiresAt) {}

    FakeOneTimeLinks(Memory memory) {
        this.memory = memory;
        this.setUp = memory.table();
        this.signIn = memory.table();
    }

    @Override
    public void addSetUp(SecretHash hash, Instant expiresAt) {
        memory.anywhere(() -> setUp.put(hash, expiresAt));
    }

    @Override
    public void addSignIn(SecretHash hash, OrganizationId organization, UserId user, Instant expiresAt) {
        memory.in(organization, () -> signIn.put(hash, new SignIn(new SignInGrant(organization, user), expiresAt)));
    }

    @Override
    public boolean isGoodForSetUp(SecretHash hash, Instant now) {
        return memory.anywhere(() -> isLater(setUp.get(hash), now));
    }

    @Override
    public boolean useForSetUp(SecretHash hash, Instant now) {
        return memory.anywhere(() -> {
            boolean good = isLater(setUp.get(hash), now);
            if (good) {
                setUp.clear();
            }
            return good;
        });
    }

    private static boolean isLater(@Nullable Instant expiresAt, Instant now) {
        return expiresAt != null && expiresAt.isAfter(now);
    }

    @Override
    public @Nullable SignInGrant useForSignIn(SecretHash hash, Instant now) {
        return memory.anywhere(() -> {
            SignIn link = signIn.remove(hash);
            return link != null && isLater(link.expiresAt, now) ? link.grant : null;
        });
    }

    /** Removes the links that sign a person in to the organization. */
    void removeAll(OrganizationId organization, UserId user) {
        signIn.values().removeIf(link -> link.grant.equals(new SignInGrant(organization, user)));
    }
}
