package dev.airlock.application.connection;

import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.json.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The token endpoints of services (RFC 6749, section 3.2). */
public interface ServiceTokens {
    /** Who Airlock is at a service; the secret is null for a public client. */
    record Identity(String clientId, @Nullable String secret) {
        @Override
        public String toString() {
            return "Identity[" + clientId + ", hidden]";
        }
    }

    /** What tokens are asked for with. */
    sealed interface Proof {
        /** A code that a person brought back; the verifier is null where the service takes none. */
        record Code(
                String code, String redirectUri, @Nullable String verifier) implements Proof {
            @Override
            public String toString() {
                return "Code[hidden]";
            }
        }

        /** A refresh token. */
        record Refresh(String token) implements Proof {
            @Override
            public String toString() {
                return "Refresh[hidden]";
            }
        }

        /** Nothing but the client itself. */
        record Client(List<String> scopes) implements Proof {}
    }

    /** Asks for tokens, once; the service's URLs have no places. */
    Answer ask(OAuthService service, Identity identity, Proof proof);

    /** What the service answered. */
    sealed interface Answer {
        /**
         * Tokens.
         *
         * @param refreshToken null where there is none, or the one that was presented stays
         * @param lifetime of the access token; null where the service does not say
         * @param members what the answer says besides
         */
        record Issued(
                String accessToken,
                @Nullable String refreshToken,
                @Nullable Duration lifetime,
                Json.Obj members) implements Answer {
            /** Tokens, and nothing besides. */
            public Issued(String accessToken, @Nullable String refreshToken, @Nullable Duration lifetime) {
                this(accessToken, refreshToken, lifetime, Json.Obj.EMPTY);
            }

            @Override
            public String toString() {
                return "Issued[hidden]";
            }
        }

        /** The service refuses for good: the code or token is no good any more, or the client is not. */
        record Refused(String problem) implements Answer {}

        /** There is no usable answer at the moment. */
        record Failed(String problem) implements Answer {}
    }
}
