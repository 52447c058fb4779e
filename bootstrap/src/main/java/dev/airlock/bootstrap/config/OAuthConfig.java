package dev.airlock.bootstrap.config;

import static dev.airlock.bootstrap.config.Defaults.or;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.airlock.application.oauth.OAuthSettings;
import io.dropwizard.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What clients are given that people let in.
 *
 * @param settings what the authorization server goes by
 */
public record OAuthConfig(OAuthSettings settings) {
    @JsonCreator
    static OAuthConfig read(
            @JsonProperty("accessTokenLifetime") @Nullable Duration accessTokenLifetime,
            @JsonProperty("grantLifetime") @Nullable Duration grantLifetime,
            @JsonProperty("clientIdMetadataDocuments") @Nullable Boolean clientIdMetadataDocuments) {
        OAuthSettings standard = OAuthSettings.DEFAULT;
        return new OAuthConfig(new OAuthSettings(
                accessTokenLifetime == null ? standard.accessTokenLifetime() : accessTokenLifetime.toJavaDuration(),
                grantLifetime == null ? standard.grantLifetime() : grantLifetime.toJavaDuration(),
                or(clientIdMetadataDocuments, standard.clientDocuments())));
    }

    /** Clients register; nothing is fetched, so that it works on a machine without a way out. */
    public static OAuthConfig registrationOnly() {
        return read(null, null, false);
    }

    /** What holds where the configuration says nothing. */
    public static OAuthConfig defaults() {
        return new OAuthConfig(OAuthSettings.DEFAULT);
    }
}
