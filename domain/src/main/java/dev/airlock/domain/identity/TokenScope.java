package dev.airlock.domain.identity;

import dev.airlock.domain.server.ServerId;
import java.util.Set;

/**
 * What a token may be used for.
 *
 * @param servers the servers it reaches; empty means every server of its user
 * @param access whether it may change anything
 */
public record TokenScope(Set<ServerId> servers, Access access) {
    /** Everything that the user may do. */
    public static final TokenScope FULL = new TokenScope(Set.of(), Access.WRITE);

    /** How far a token reaches. */
    public enum Access {
        /** Tools that only read, and reading the management API. */
        READ,
        /** Everything. */
        WRITE
    }

    public TokenScope {
        servers = Set.copyOf(servers);
    }

    /** Returns whether the token reaches the server. */
    public boolean reaches(ServerId server) {
        return servers.isEmpty() || servers.contains(server);
    }
}
