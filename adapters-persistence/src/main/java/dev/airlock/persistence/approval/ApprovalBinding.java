package dev.airlock.persistence.approval;

import dev.airlock.application.approval.ApprovalWork;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.PlannedCall;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Binds what a statement says of a request: what was asked, and the state that it is in. */
final class ApprovalBinding {
    private ApprovalBinding() {}

    /** What the columns say that differ from state to state. */
    private record State(
            String name,
            @Nullable UserId decidedBy,
            @Nullable String reason,
            @Nullable Instant standingUntil,
            @Nullable UUID holder,
            boolean dispatched) {
        static State of(Approval approval) {
            return switch (approval) {
                case Approval.Pending p -> plain("PENDING");
                case Approval.Approved a -> new State("APPROVED", null, null, a.reusableUntil(), null, false);
                case Approval.Sending s -> new State("SENDING", null, null, null, s.holder(), s.dispatched());
                case Approval.Succeeded s -> words("SUCCEEDED", s.settledBy(), s.note());
                case Approval.Failed f -> words("FAILED", f.settledBy(), f.problem());
                case Approval.OutcomeUnknown u -> words("OUTCOME_UNKNOWN", null, u.problem());
                case Approval.Rejected r -> words("REJECTED", r.by(), r.reason());
                case Approval.Expired e -> plain("EXPIRED");
                case Approval.Cancelled c -> plain("CANCELLED");
            };
        }

        private static State plain(String name) {
            return new State(name, null, null, null, null, false);
        }

        private static State words(String name, @Nullable UserId by, String reason) {
            return new State(name, by, reason, null, null, false);
        }
    }

    static String state(Approval approval) {
        return State.of(approval).name;
    }

    /** Binds what never changes. */
    static Update asked(Update update, RequestedCall call) {
        Entitlement entitlement = call.requester().entitlement();
        return key(update, call)
                .bind("call", call.call().value())
                .bind("requester", call.requester().user().value())
                .bind(
                        "entitlement",
                        entitlement == null ? null : entitlement.kind().name())
                .bind("entitlementId", entitlement == null ? null : entitlement.id())
                .bind("client", call.requester().client())
                .bind("address", call.requester().address())
                .bind("server", call.server().value())
                .bind("tool", call.tool().value())
                .bind("fingerprint", call.fingerprint().value())
                .bind("requestedAt", call.requestedAt())
                .bind("expiresAt", call.expiresAt());
    }

    static Update key(Update update, RequestedCall call) {
        return update.bind("organization", call.organization().value())
                .bind("id", call.id().value());
    }

    /** Binds what a transition may change. */
    static Update changing(Update update, Approval approval, ApprovalCodes codes) {
        RequestedCall call = approval.requested();
        State state = State.of(approval);
        return planned(update, call.planned())
                .bind("state", state.name)
                .bind("changedAt", approval.at())
                .bind("decidedBy", uuid(state.decidedBy))
                .bind("reason", state.reason)
                .bind("standingUntil", state.standingUntil)
                .bind("standingCode", state.standingUntil == null ? null : codes.of(call, state.standingUntil))
                .bind("holder", state.holder)
                .bind("dispatched", state.dispatched)
                .bind("patience", ApprovalWork.PATIENCE.toSeconds())
                .bind("rule", call.ground().rule())
                .bind("explanation", call.ground().explanation())
                .bindArray("approvers", UUID.class, (Object[])
                        uuids(call.demand().approvers().stream().map(UserId::value)))
                .bindArray("approverGroups", UUID.class, (Object[])
                        uuids(call.demand().groups().stream().map(group -> group.value())))
                .bind("quorum", call.demand().quorum())
                .bind("selfApproval", call.demand().selfApproval())
                .bind(
                        "askedArguments",
                        call.edit() == null ? null : call.edit().asked().text())
                .bind("editedBy", call.edit() == null ? null : call.edit().by().value())
                .bind("code", codes.of(call));
    }

    private static Update planned(Update update, PlannedCall planned) {
        OutgoingRequest request = planned.request();
        var connection = planned.connection();
        return update.bind("arguments", planned.arguments().text())
                .bind("digest", planned.digest().sha256())
                .bind("present", planned.present())
                .bind("connection", connection == null ? null : connection.id().value())
                .bind("generation", connection == null ? null : connection.generation())
                .bind("method", request.method())
                .bind("origin", request.origin())
                .bind("target", request.target())
                .bind("headers", ApprovalRows.headers(request.headers()))
                .bind("body", request.body())
                .bindArray("fields", String.class, request.fields());
    }

    /** Returns who has approved, where that still matters. */
    static Set<UserId> votes(Approval approval) {
        return switch (approval) {
            case Approval.Pending pending -> pending.approvedBy();
            case Approval.Approved approved -> approved.approvedBy();
            default -> Set.of();
        };
    }

    private static @Nullable UUID uuid(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    private static UUID[] uuids(Stream<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
