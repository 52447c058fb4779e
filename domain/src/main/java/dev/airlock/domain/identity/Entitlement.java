package dev.airlock.domain.identity;

import java.util.UUID;

/** What lets an agent in, by its id. Once it is gone, nothing that was asked for with it may happen any more. */
public record Entitlement(Kind kind, UUID id) {
    /** The kinds of it. */
    public enum Kind {
        /** A personal access token, or one of a service account. */
        TOKEN,
        /** What a person granted an OAuth client. */
        GRANT
    }
}
