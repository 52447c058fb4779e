package dev.airlock.domain.connection;

import dev.airlock.domain.connection.CredentialScheme.Location;

/** A secret that opens a service for one user. It cannot be printed: every form of it reads {@code Credential[hidden]}. */
public sealed interface Credential {
    /** A bearer token. */
    record Bearer(String token) implements Credential {
        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    /** A user name and its password. */
    record Basic(String username, String password) implements Credential {
        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    /** An API key and where it travels. */
    record ApiKey(Location location, String name, String key) implements Credential {
        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    /** What every credential prints as. */
    String HIDDEN = "Credential[hidden]";

    /** The way in which this credential is sent. */
    default CredentialScheme scheme() {
        return switch (this) {
            case Bearer b -> new CredentialScheme.Bearer();
            case Basic b -> new CredentialScheme.Basic();
            case ApiKey key -> new CredentialScheme.ApiKey(key.location(), key.name());
        };
    }
}
