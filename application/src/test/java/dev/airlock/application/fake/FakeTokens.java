package dev.airlock.application.fake;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.Tokens;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakeTokens implements Tokens {
    private final Memory memory;
    private final FakePeople people;
    private final Map<SecretHash, Listed> tokens;

    FakeTokens(Memory memory, FakePeople people) {
        this.memory = memory;
        this.people = people;
        this.tokens = memory.table();
    }

    @Override
    public @Nullable Grant find(SecretHash hash) {
        return memory.anywhere(() -> {
            Listed listed = tokens.get(hash);
            if (listed == null) {
                return null;
            }
            PersonalAccessToken token = listed.token();
            Membership membership = people.membership(token.organization(), token.user());
            return membership == null ? null : new Grant(token, membership);
        });
    }

    @Override
    public @Nullable Grant find(OrganizationId organization, TokenId id) {
        return memory.in(
                organization,
                () -> tokens.values().stream()
                        .map(Listed::token)
                        .filter(token -> token.organization().equals(organization)
                                && token.id().equals(id))
                        .findFirst()
                        .map(token -> {
                            Membership membership = people.membership(organization, token.user());
                            return membership == null ? null : new Grant(token, membership);
                        })
                        .orElse(null));
    }

    @Override
    public List<Listed> list(OrganizationId organization, UserId user) {
        return memory.in(
                organization,
                () -> tokens.values().stream()
                        .filter(listed -> isOf(listed, organization, user))
                        .sorted(Comparator.comparing(
                                        (Listed listed) -> listed.token().createdAt())
                                .reversed())
                        .toList());
    }

    private static boolean isOf(Listed listed, OrganizationId organization, UserId user) {
        return listed.token().organization().equals(organization)
                && listed.token().user().equals(user);
    }

    @Override
    public void add(Admission admission, PersonalAccessToken token, SecretHash hash) {
        memory.in(token.organization(), () -> tokens.put(hash, new Listed(token, null, null)));
    }

    @Override
    public boolean remove(Admission admission, UserId user, TokenId token) {
        return memory.in(
                admission.organization(),
                () -> tokens.values()
                        .removeIf(listed -> isOf(listed, admission.organization(), user)
                                && listed.token().id().equals(token)));
    }

    /** Removes all of a user's tokens. */
    void removeAll(OrganizationId organization, UserId user) {
        tokens.values().removeIf(listed -> isOf(listed, organization, user));
    }

    @Override
    public void used(OrganizationId organization, TokenId token, Instant at, String address) {
        memory.in(organization, () -> {
            tokens.replaceAll((hash, listed) ->
                    isIn(listed, organization, token) ? new Listed(listed.token(), at, address) : listed);
            return true;
        });
    }

    private static boolean isIn(Listed listed, OrganizationId organization, TokenId token) {
        return listed.token().organization().equals(organization)
                && listed.token().id().equals(token);
    }
}
