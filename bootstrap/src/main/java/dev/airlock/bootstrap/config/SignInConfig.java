package dev.airlock.bootstrap.config;

import static dev.airlock.bootstrap.config.Defaults.or;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How people sign in, besides their password.
 *
 * @param providers OpenID Connect providers
 */
public record SignInConfig(List<ProviderConfig> providers) {
    /**
     * A provider.
     *
     * @param id its name in URLs
     * @param title its name for people
     * @param issuer its identifier, an https address
     * @param clientSecretFile a file that holds the secret and nothing else; null where {@code clientSecret} says it
     * @param scopes what is asked for
     */
    public record ProviderConfig(
            String id,
            String title,
            URI issuer,
            String clientId,
            @Nullable String clientSecret,
            @Nullable Path clientSecretFile,
            List<String> scopes) {
        @JsonCreator
        static ProviderConfig read(
                @JsonProperty("id") @Nullable String id,
                @JsonProperty("title") @Nullable String title,
                @JsonProperty("issuer") @Nullable URI issuer,
                @JsonProperty("clientId") @Nullable String clientId,
                @JsonProperty("clientSecret") @Nullable String clientSecret,
                @JsonProperty("clientSecretFile") @Nullable Path clientSecretFile,
                @JsonProperty("scopes") @Nullable List<String> scopes) {
            if (id == null || issuer == null || clientId == null) {
                throw new IllegalArgumentException("signIn.providers: each needs its id, issuer and clientId");
            }
            if ((clientSecret == null) == (clientSecretFile == null)) {
                throw new IllegalArgumentException(
                        "signIn.providers: " + id + " needs either clientSecretFile or clientSecret");
            }
            return new ProviderConfig(
                    id,
                    or(title, id),
                    issuer,
                    clientId,
                    clientSecret,
                    clientSecretFile,
                    or(scopes, List.of("openid", "email", "profile")));
        }

        @Override
        public String toString() {
            return "ProviderConfig[" + id + ", hidden]";
        }
    }

    @JsonCreator
    static SignInConfig read(@JsonProperty("providers") @Nullable List<ProviderConfig> providers) {
        return new SignInConfig(or(providers, List.of()));
    }

    /** What holds where the configuration says nothing: passwords alone. */
    public static SignInConfig defaults() {
        return read(null);
    }

    public SignInConfig {
        providers = List.copyOf(providers);
    }
}
