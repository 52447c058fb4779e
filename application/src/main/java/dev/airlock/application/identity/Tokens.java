package dev.airlock.application.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Personal access tokens, by the hash of their secret. */
public interface Tokens {
    /** Returns the token with this hash and its user's present place, or null. */
    @Nullable
    Grant find(SecretHash hash);

    /** Returns the token of this id and its user's present place, or null. */
    @Nullable
    Grant find(OrganizationId organization, TokenId token);

    /** Returns a user's tokens, newest first. */
    List<Listed> list(OrganizationId organization, UserId user);

    /** Stores a new token. */
    void add(Admission admission, PersonalAccessToken token, SecretHash hash);

    /** Removes one of the user's tokens; false where there is none. */
    boolean remove(Admission admission, UserId user, TokenId token);

    /** Notes uses, at most one a minute for each token; best effort. */
    void used(OrganizationId organization, TokenId token, Instant at, String address);

    /** A token and its user's place. */
    record Grant(PersonalAccessToken token, Membership membership) {}

    /** A token as its owner sees it. */
    record Listed(
            PersonalAccessToken token,
            @Nullable Instant lastUsedAt,
            @Nullable String lastAddress) {}
}
