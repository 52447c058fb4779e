package dev.airlock.application.oauth;

import java.time.Duration;

/**
 * How the authorization server behaves.
 *
 * @param accessTokenLifetime how long an access token is good; not under five minutes, since some clients refresh before every call then
 * @param grantLifetime after which time a person is asked again, however often the client refreshes
 * @param clientDocuments whether clients may name themselves by the URL of a metadata document, which Airlock then fetches
 */
public record OAuthSettings(Duration accessTokenLifetime, Duration grantLifetime, boolean clientDocuments) {
    private static final Duration SHORTEST = Duration.ofMinutes(5);

    /** What holds where the configuration says nothing. */
    public static final OAuthSettings DEFAULT = new OAuthSettings(Duration.ofHours(1), Duration.ofDays(90), true);

    public OAuthSettings {
        if (accessTokenLifetime.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "an access token lives for 5 minutes or more: some clients would refresh before every call");
        }
        if (grantLifetime.compareTo(accessTokenLifetime) < 0) {
            throw new IllegalArgumentException("a grant lives at least as long as its access tokens");
        }
    }
}
