package dev.airlock.application.oauth;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.oauth.CodeChallenge;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Grants, the codes that they begin with and the refresh tokens that continue them. Ages are measured by the store's own clock, which all nodes
 * share; what seems to come from the future is too old.
 */
public interface Grants {
    /** Stores a code; its grant begins when the code is redeemed. */
    void addCode(Admission admission, SecretHash code, Grant grant, CodeTerms terms);

    /** What a code was issued for. */
    record CodeTerms(String redirectUri, CodeChallenge challenge) {}

    /** Returns the code, used or not, of a person who is still a member, or null. */
    @Nullable
    Code findCode(SecretHash code, Duration lifetime);

    /** An issued code. */
    record Code(Grant grant, CodeTerms terms, Membership membership, boolean expired) {}

    /** Uses the code up and begins its grant; false, and nothing done, where it has been used. Inside a transaction. */
    boolean redeem(SecretHash code, Grant grant);

    /** Adds the first refresh token of a grant. Inside a transaction. */
    void addRefresh(Grant grant, SecretHash token);

    /** Returns the grant that a refresh token belongs to, whether or not the token has been rotated, or null. */
    @Nullable
    Held findRefresh(SecretHash token);

    /**
     * Replaces a refresh token by its successor, if nobody did before. Inside a transaction.
     *
     * @param salt what the successor was derived with
     */
    Rotation rotate(Grant grant, SecretHash token, String salt, SecretHash successor, Duration grace);

    /** What came of a rotation. */
    sealed interface Rotation {
        /** The successor is stored. */
        record Rotated() implements Rotation {}

        /** It was rotated a moment ago; the salt leads to the same successor again. */
        record Repeated(String salt) implements Rotation {}

        /** It was rotated long ago: somebody else has it. */
        record Reused() implements Rotation {}
    }

    /** Returns a grant of a person who is still a member, or null. */
    @Nullable
    Held find(GrantId grant);

    /** A grant and its person's present place. */
    record Held(Grant grant, Membership membership) {}

    /**
     * Returns the grants of a person in an organization, or of all its people, newest first, that is by falling ids.
     *
     * @param before where the list goes on: after this one, which need not exist any more; null for its beginning
     * @param limit how many at the most
     */
    List<Listed> list(OrganizationId organization, @Nullable UserId user, @Nullable GrantId before, int limit);

    /** A grant as people see it. */
    record Listed(
            Grant grant,
            Membership membership,
            @Nullable Instant lastUsedAt,
            @Nullable String lastAddress) {}

    /** Ends a grant and all its tokens; false where there is none. Inside a transaction. */
    boolean remove(OrganizationId organization, GrantId grant);

    /** Notes a use; best effort. */
    void used(OrganizationId organization, GrantId grant, Instant at, String address);
}
