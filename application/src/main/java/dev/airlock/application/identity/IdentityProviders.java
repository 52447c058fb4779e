package dev.airlock.application.identity;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The OpenID Connect providers that the operator trusts to say who somebody is. */
public interface IdentityProviders {
    /** Returns the providers, as the sign-in page shows them. */
    List<Provider> all();

    /**
     * A provider.
     *
     * @param id its name in URLs
     * @param title its name for people
     */
    record Provider(String id, String title) {}

    /** Returns where the browser asks the provider who its person is. */
    Start begin(String provider, ProviderAttempt attempt, String redirectUri);

    /** What came of beginning. */
    sealed interface Start {
        /** The browser goes there. */
        record Ready(URI location) implements Start {}

        /** The provider cannot be used now. */
        record Failed(String problem) implements Start {}
    }

    /**
     * Turns the code that the browser came back with into who its person is; everything the provider says is checked.
     *
     * @param issuer who says to have answered, where the answer says so (RFC 9207)
     */
    Identification identify(
            String provider, ProviderAttempt attempt, String redirectUri, String code, @Nullable String issuer);

    /** What came of identifying. */
    sealed interface Identification {
        /**
         * Who it is.
         *
         * @param issuer the provider
         * @param subject the person's name at the provider, which never changes
         * @param email the person's address; null where the provider does not vouch for one
         */
        record Identified(
                String issuer, String subject, @Nullable String email) implements Identification {}

        /** The provider did not say, or what it said cannot be believed. */
        record Failed(String problem) implements Identification {}
    }
}
