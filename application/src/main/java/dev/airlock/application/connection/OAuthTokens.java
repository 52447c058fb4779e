package dev.airlock.application.connection;

import dev.airlock.application.connection.ServiceTokens.Answer;
import dev.airlock.domain.connection.Credential;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes credentials of what token endpoints answer. */
final class OAuthTokens {
    private OAuthTokens() {}

    /** A refresh token that the service does not replace stays the one it was. */
    static Credential.OAuth of(Answer.Issued issued, @Nullable String refreshToken, Instant now) {
        Duration lifetime = issued.lifetime();
        return new Credential.OAuth(
                issued.accessToken(),
                issued.refreshToken() == null ? refreshToken : issued.refreshToken(),
                lifetime == null ? null : now.plus(lifetime));
    }
}
