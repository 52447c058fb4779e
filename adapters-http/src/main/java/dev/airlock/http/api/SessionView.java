package dev.airlock.http.api;

import dev.airlock.application.identity.Sessions;
import java.time.Instant;

/**
 * A session of the Control Room.
 *
 * @param address the network address that it was opened from
 */
record SessionView(String id, Instant createdAt, Instant lastUsedAt, String address) {
    static SessionView of(Sessions.Listed listed) {
        return new SessionView(listed.id().toString(), listed.createdAt(), listed.lastUsedAt(), listed.address());
    }
}
