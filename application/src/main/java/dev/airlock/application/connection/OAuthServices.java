package dev.airlock.application.connection;

import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.server.Server;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The authorization servers that a server names. */
final class OAuthServices {
    private OAuthServices() {}

    /** Returns the preferred one of this flow, or null. */
    static @Nullable OAuthService find(Server server, OAuthService.Flow flow) {
        return of(server).filter(service -> service.flow() == flow).findFirst().orElse(null);
    }

    /** Returns the preferred one, or null. */
    static @Nullable OAuthService first(Server server) {
        return of(server).findFirst().orElse(null);
    }

    /** Returns the service as these choices have it, or null where they are not enough. */
    static @Nullable OAuthService at(Server server, OAuthService service, Map<String, String> chosen) {
        try {
            return service.at(server.target().values(chosen));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Stream<OAuthService> of(Server server) {
        return server.schemes().stream()
                .filter(CredentialScheme.OAuth.class::isInstance)
                .map(scheme -> ((CredentialScheme.OAuth) scheme).service());
    }
}
