package dev.airlock.application.approval;

import java.time.Duration;

/**
 * The bounds of approval requests.
 *
 * @param lifetime how long a request waits for a decision
 * @param maxOpen how many requests of one person for one tool may wait at a time
 * @param coolDown how long a person's no stands before the same may be asked again
 * @param replies how long the answer of an approved call is kept for its agent
 */
public record ApprovalSettings(Duration lifetime, int maxOpen, Duration coolDown, Duration replies) {
    /** The bounds where only the lifetime is chosen. */
    public static ApprovalSettings withLifetime(Duration lifetime) {
        return new ApprovalSettings(lifetime, 3, Duration.ofMinutes(10), Duration.ofDays(1));
    }
}
