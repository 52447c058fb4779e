package dev.airlock.persistence.approval;

import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.Ground;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.tool.ToolFingerprint;
import dev.airlock.domain.tool.ToolName;
import dev.airlock.persistence.transaction.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads approval requests, each as the type that is its state. */
final class ApprovalRows {
    private ApprovalRows() {}

    static Approval read(ResultSet row) throws SQLException {
        RequestedCall call = call(row);
        Instant changedAt = Columns.instant(row, "changed_at");
        String state = row.getString("state");
        return switch (state) {
            case "PENDING" -> new Approval.Pending(call, users(row, "approved_by"));
            case "APPROVED" -> new Approval.Approved(call, users(row, "approved_by"), changedAt);
            case "SENDING" -> new Approval.Sending(call, changedAt);
            case "SUCCEEDED" -> new Approval.Succeeded(call, changedAt);
            case "FAILED" -> new Approval.Failed(call, row.getString("reason"), changedAt);
            case "OUTCOME_UNKNOWN" -> new Approval.OutcomeUnknown(call, changedAt);
            case "REJECTED" -> new Approval.Rejected(call, user(row, "decided_by"), row.getString("reason"), changedAt);
            case "EXPIRED" -> new Approval.Expired(call);
            case "CANCELLED" -> new Approval.Cancelled(call, changedAt);
            default -> throw new IllegalStateException("no approval is in the state " + state);
        };
    }

    private static RequestedCall call(ResultSet row) throws SQLException {
        return new RequestedCall(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new ApprovalId(row.getObject("id", UUID.class)),
                new CallId(row.getObject("call_id", UUID.class)),
                user(row, "requester_id"),
                row.getString("client"),
                new ServerId(row.getObject("server_id", UUID.class)),
                new ToolName(row.getString("tool")),
                new ToolFingerprint(row.getString("tool_fingerprint")),
                RawJson.trusted(row.getString("arguments")),
                new RequestDigest(row.getBytes("digest")),
                new Ground(row.getString("rule"), row.getString("explanation")),
                new ApprovalDemand(users(row, "approvers"), row.getInt("quorum"), row.getBoolean("self_approval")),
                Columns.instant(row, "requested_at"),
                Columns.instant(row, "expires_at"));
    }

    private static UserId user(ResultSet row, String column) throws SQLException {
        return new UserId(row.getObject(column, UUID.class));
    }

    private static Set<UserId> users(ResultSet row, String column) throws SQLException {
        return Columns.uuids(row, column).stream().map(UserId::new).collect(Collectors.toUnmodifiableSet());
    }
}
