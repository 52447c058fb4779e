package dev.airlock.application.fake;

import dev.airlock.application.identity.IdentityProviders;
import dev.airlock.application.identity.ProviderAttempt;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One provider, Harbour ID, whose people tests name: a code stands for one of them. */
public final class FakeIdentityProviders implements IdentityProviders {
    /** The provider's id. */
    public static final String ID = "harbour-id";

    /** The provider's issuer. */
    public static final String ISSUER = "https://id.harbour.example";

    private final Map<String, Identification> people = new ConcurrentHashMap<>();

    /** Lets a code stand for a person of the provider. */
    public void vouch(String code, String subject, @Nullable String email) {
        people.put(code, new Identification.Identified(ISSUER, subject, email));
    }

    @Override
    public List<Provider> all() {
        return List.of(new Provider(ID, "Harbour ID"));
    }

    @Override
    public Start begin(String provider, ProviderAttempt attempt, String redirectUri) {
        return new Start.Ready(URI.create(ISSUER + "/authorize?state=" + attempt.state()));
    }

    @Override
    public Identification identify(
            String provider, ProviderAttempt attempt, String redirectUri, String code, @Nullable String issuer) {
        return people.getOrDefault(code, new Identification.Failed("Harbour ID does not know this code"));
    }
}
