package dev.airlock.domain.approval;

import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An approval request. A state is a type and a transition is its method, so that only a request which may be decided can be decided and
 * only an approved one can be sent, once.
 *
 * <pre>
 * Pending → Approved → Sending → Succeeded | Failed | OutcomeUnknown → Succeeded | Failed
 *        → Rejected | Expired | Cancelled
 * </pre>
 *
 * Times are the store's, which all nodes share.
 */
public sealed interface Approval {
    /** What the request is about. */
    RequestedCall requested();

    /** When it came into its state. */
    Instant at();

    /** Returns whether nothing more happens to it by itself. */
    default boolean hasEnded() {
        return !(this instanceof Pending || this instanceof Approved || this instanceof Sending);
    }

    /** Waits for people; some may have approved already where more than one must. */
    record Pending(RequestedCall requested, Set<UserId> approvedBy) implements Approval {
        public Pending {
            approvedBy = Set.copyOf(approvedBy);
        }

        @Override
        public Instant at() {
            return requested.requestedAt();
        }

        /**
         * Counts one person's approval.
         *
         * @param reusableUntil until when the same call needs no other decision; null where it does
         */
        public Decision approve(UserId approver, Approvers approvers, Instant now, @Nullable Instant reusableUntil) {
            Decision obstacle = obstacle(approver, approvers, now);
            if (obstacle != null) {
                return obstacle;
            }
            var approved = new HashSet<>(approvedBy);
            if (!approved.add(approver)) {
                return new Decision.TooLate("you have approved this request already");
            }
            return new Decision.Taken(
                    approvers.agree(approved)
                            ? new Approved(requested, approved, now, reusableUntil)
                            : new Pending(requested, approved));
        }

        /** Ends the request with a person's reason, which reaches the agent. */
        public Decision reject(UserId approver, Approvers approvers, String reason, Instant now) {
            Decision obstacle = obstacle(approver, approvers, now);
            return obstacle == null ? new Decision.Taken(new Rejected(requested, approver, reason, now)) : obstacle;
        }

        /** Puts another call of the same tool in the place of the one that was asked for; whoever approved that has not approved this. */
        public Decision edit(RequestedCall edited, UserId approver, Approvers approvers, Instant now) {
            Decision obstacle = obstacle(approver, approvers, now);
            return obstacle == null ? new Decision.Taken(new Pending(edited, Set.of())) : obstacle;
        }

        /** The same request with what it would change as it is now; nobody has approved that yet. */
        public Pending showing(@Nullable PresentState state) {
            return new Pending(requested.seeing(state), Set.of());
        }

        private @Nullable Decision obstacle(UserId approver, Approvers approvers, Instant now) {
            if (!now.isBefore(requested.expiresAt())) {
                return new Decision.TooLate("the request has expired");
            }
            if (approvers.include(approver)) {
                return null;
            }
            return new Decision.NotTheirs(
                    approver.equals(requested.requester().user())
                            ? "the requester's own decision does not count"
                            : "you are not one of those who may decide this request");
        }

        /** Ends the request because its time has run out. */
        public Expired expire() {
            return new Expired(requested);
        }

        /** Ends the request because the requester took it back. */
        public Cancelled cancel(Instant now) {
            return new Cancelled(requested, now);
        }
    }

    /**
     * May be sent once, exactly as it was approved.
     *
     * @param reusableUntil until when the same call of the same requester needs no other decision; null where it does
     */
    record Approved(
            RequestedCall requested,
            Set<UserId> approvedBy,
            Instant at,
            @Nullable Instant reusableUntil) implements Approval {
        public Approved {
            approvedBy = Set.copyOf(approvedBy);
        }

        /** Gives it to the node that sends it; one whose time has run out is not sent. */
        public Approval begin(UUID holder, Instant now) {
            return now.isBefore(requested.expiresAt())
                    ? new Sending(requested, approvedBy, holder, false, now)
                    : new Expired(requested);
        }

        /** Ends the request because it was not sent in time. */
        public Expired expire() {
            return new Expired(requested);
        }

        /** Ends the request because the requester took it back. */
        public Cancelled cancel(Instant now) {
            return new Cancelled(requested, now);
        }
    }

    /**
     * Is being sent by one node; no other may, ever.
     *
     * @param dispatched whether it may have left; until then it surely has not
     */
    record Sending(RequestedCall requested, Set<UserId> approvedBy, UUID holder, boolean dispatched, Instant at)
            implements Approval {
        public Sending {
            approvedBy = Set.copyOf(approvedBy);
        }

        /** It is about to leave. */
        public Sending dispatch() {
            return new Sending(requested, approvedBy, holder, true, at);
        }

        /** The upstream did what was asked. */
        public Succeeded succeed(Instant now) {
            return new Succeeded(requested, null, "", now);
        }

        /** The upstream refused, or nothing was sent. */
        public Failed fail(String problem, Instant now) {
            return new Failed(requested, null, problem, now);
        }

        /** Nobody knows whether it happened; a person must settle it. */
        public OutcomeUnknown lose(String problem, Instant now) {
            return new OutcomeUnknown(requested, problem, now);
        }

        /** Whoever was to send it is gone. */
        public Approval abandon(Instant now) {
            return dispatched
                    ? lose("Airlock ended, or lost its database, while the request was under way", now)
                    : fail("nothing was sent: Airlock ended, or lost its database, before it could be", now);
        }
    }

    /**
     * Was done.
     *
     * @param settledBy who found out, where the outcome was unknown at first
     * @param note theirs
     */
    record Succeeded(RequestedCall requested, @Nullable UserId settledBy, String note, Instant at)
            implements Approval {}

    /**
     * Was not done.
     *
     * @param settledBy who found out, where the outcome was unknown at first
     * @param problem why; theirs where there is one
     */
    record Failed(RequestedCall requested, @Nullable UserId settledBy, String problem, Instant at)
            implements Approval {}

    /** May have been done. */
    record OutcomeUnknown(RequestedCall requested, String problem, Instant at) implements Approval {
        /** The node that sent it was only slow: the upstream did what was asked. */
        public Succeeded succeed(Instant now) {
            return new Succeeded(requested, null, "", now);
        }

        /** The node that sent it was only slow: the upstream refused, or nothing was sent. */
        public Failed fail(String failure, Instant now) {
            return new Failed(requested, null, failure, now);
        }

        /** Ends the doubt with what a person found out. */
        public Approval settle(boolean done, UserId by, String note, Instant now) {
            return done ? new Succeeded(requested, by, note, now) : new Failed(requested, by, note, now);
        }
    }

    /** A person said no. */
    record Rejected(RequestedCall requested, UserId by, String reason, Instant at) implements Approval {}

    /** Nobody decided in time. */
    record Expired(RequestedCall requested) implements Approval {
        @Override
        public Instant at() {
            return requested.expiresAt();
        }
    }

    /** The requester took it back. */
    record Cancelled(RequestedCall requested, Instant at) implements Approval {}

    /** What came of a person's decision. */
    sealed interface Decision {
        /** It counts; the request is now in this state. */
        record Taken(Approval next) implements Decision {}

        /** It does not count: the request, or this person, is past it. */
        record TooLate(String problem) implements Decision {}

        /** It does not count, because it is not this person's to take. */
        record NotTheirs(String problem) implements Decision {}
    }
}
