package dev.airlock.domain.identity;

import org.jspecify.annotations.Nullable;

/** An authenticated someone, in exactly one organization, with what they may do there. */
public sealed interface Caller {
    /** The person's place in the organization. */
    Membership membership();

    /** What the credential that they presented is good for. */
    TokenScope scope();

    /** The name of the program that acts for them, as it called itself or as their token is named. */
    String client();

    /** The network address they came from. */
    String address();

    /** The organization. */
    default Organization organization() {
        return membership().organization();
    }

    /** The organization's id. */
    default OrganizationId organizationId() {
        return membership().organization().id();
    }

    /** The person. */
    default Person person() {
        return membership().person();
    }

    /** The person's id. */
    default UserId user() {
        return membership().person().id();
    }

    /** What lets them in beside their place, or null for somebody who signed in. */
    @Nullable
    Entitlement entitlement();

    /** An agent or a script that presented a token. */
    record Agent(Membership membership, TokenScope scope, String client, String address, Entitlement entitlement)
            implements Caller {}

    /** A person who signed in to the Control Room. */
    record SignedIn(Membership membership, String address) implements Caller {
        @Override
        public TokenScope scope() {
            return TokenScope.FULL;
        }

        @Override
        public String client() {
            return "Control Room";
        }

        @Override
        public @Nullable Entitlement entitlement() {
            return null;
        }
    }
}
