package dev.airlock.domain.approval;

import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * An approval request. A state is a type and a transition is its method, so that only a request which may be decided can be decided and
 * only an approved one can be spent, once.
 *
 * <pre>
 * Pending → Approved → Sending → Succeeded | Failed | OutcomeUnknown
 *        → Rejected | Expired | Cancelled
 * </pre>
 */
public sealed interface Approval {
    /** What the request is about. */
    RequestedCall requested();

    /** Waits for people; some may have approved already where more than one must. */
    record Pending(RequestedCall requested, Set<UserId> approvedBy) implements Approval {
        public Pending {
            approvedBy = Set.copyOf(approvedBy);
        }

        /** Counts one person's approval. Where the rule names no approvers, the server's owner alone may be let through to here. */
        public Decision approve(UserId approver, Instant now) {
            if (!now.isBefore(requested.expiresAt())) {
                return new Decision.Refused("the request has expired");
            }
            Set<UserId> named = requested.demand().approvers();
            if (!named.isEmpty() && !named.contains(approver)) {
                return new Decision.Refused("the rule names other approvers");
            }
            if (approver.equals(requested.requester()) && !requested.demand().selfApproval()) {
                return new Decision.Refused("the requester's own approval does not count");
            }
            var approvers = new HashSet<>(approvedBy);
            if (!approvers.add(approver)) {
                return new Decision.Refused("you have approved this request already");
            }
            return new Decision.Taken(
                    approvers.size() >= requested.demand().quorum()
                            ? new Approved(requested, approvers, now)
                            : new Pending(requested, approvers));
        }

        /** Ends the request with a person's reason, which reaches the agent. */
        public Rejected reject(UserId approver, String reason, Instant now) {
            return new Rejected(requested, approver, reason, now);
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

    /** May be spent once, on exactly what was approved. */
    record Approved(RequestedCall requested, Set<UserId> approvedBy, Instant decidedAt) implements Approval {
        public Approved {
            approvedBy = Set.copyOf(approvedBy);
        }

        /** Spends the approval on a request with this digest. */
        public Spending spend(RequestDigest digest, Instant now) {
            if (!now.isBefore(requested.expiresAt())) {
                return new Spending.Refused("the approval has expired");
            }
            if (!digest.equals(requested.digest())) {
                return new Spending.Refused("the request is no longer the one that was approved");
            }
            return new Spending.Begun(new Sending(requested, now));
        }
    }

    /** Is being sent; nobody may send it again. */
    record Sending(RequestedCall requested, Instant since) implements Approval {
        /** The upstream did what was asked. */
        public Succeeded succeed(Instant now) {
            return new Succeeded(requested, now);
        }

        /** The upstream refused, or was never reached. */
        public Failed fail(String problem, Instant now) {
            return new Failed(requested, problem, now);
        }

        /** Nobody knows whether it happened; a person must settle it. */
        public OutcomeUnknown lose(Instant now) {
            return new OutcomeUnknown(requested, now);
        }
    }

    /** Was done. */
    record Succeeded(RequestedCall requested, Instant at) implements Approval {}

    /** Was not done. */
    record Failed(RequestedCall requested, String problem, Instant at) implements Approval {}

    /** May have been done. */
    record OutcomeUnknown(RequestedCall requested, Instant at) implements Approval {}

    /** A person said no. */
    record Rejected(RequestedCall requested, UserId by, String reason, Instant at) implements Approval {}

    /** Nobody decided in time. */
    record Expired(RequestedCall requested) implements Approval {}

    /** The requester took it back. */
    record Cancelled(RequestedCall requested, Instant at) implements Approval {}

    /** What came of a person's approval. */
    sealed interface Decision {
        /** It counts; the request is now in this state. */
        record Taken(Approval next) implements Decision {}

        /** It does not count. */
        record Refused(String problem) implements Decision {}
    }

    /** What came of spending an approval. */
    sealed interface Spending {
        /** The request may be sent now. */
        record Begun(Sending sending) implements Spending {}

        /** The request must not be sent. */
        record Refused(String problem) implements Spending {}
    }
}
