package dev.airlock.persistence.approval;

import dev.airlock.application.approval.Approvals.Held;
import dev.airlock.application.approval.Approvals.Standing;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.PlannedCall;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.approval.Requester;
import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.CanonicalRequest.ConnectionRef;
import dev.airlock.domain.call.Header;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.connection.ConnectionId;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads approval requests, each as the type that is its state. */
final class ApprovalRows {
    /** Everything that is read of a request; from approval_request a. */
    static final String SELECT = """
            select a.*, s.slug, s.owner_id, clock_timestamp() as now,
                array(
                    select v.user_id from approval_vote v
                    where v.organization_id = a.organization_id and v.approval_id = a.id order by v.user_id) as voters,
                array(
                    select v.code from approval_vote v
                    where v.organization_id = a.organization_id and v.approval_id = a.id order by v.user_id) as vote_codes
            from approval_request a join server s on s.organization_id = a.organization_id and s.id = a.server_id
            """;

    private final ApprovalCodes codes;

    ApprovalRows(ApprovalCodes codes) {
        this.codes = codes;
    }

    Held read(ResultSet row) throws SQLException {
        Approval approval = approval(row);
        Instant now = Columns.instant(row, "now");
        Instant until = Columns.instantOrNull(row, "standing_until");
        boolean stands = until != null
                && until.isAfter(now)
                && codes.fit(approval.requested(), until, row.getString("standing_code"));
        return new Held(approval, user(row, "owner_id"), stands ? until : null, now);
    }

    Approval approval(ResultSet row) throws SQLException {
        RequestedCall call = call(row);
        Instant changedAt = Columns.instant(row, "changed_at");
        String state = row.getString("state");
        return switch (state) {
            case "PENDING" -> new Approval.Pending(intact(call, row), votes(call, row));
            case "APPROVED" ->
                new Approval.Approved(
                        intact(call, row), votes(call, row), changedAt, Columns.instantOrNull(row, "standing_until"));
            case "SENDING" ->
                new Approval.Sending(
                        intact(call, row),
                        votes(call, row),
                        row.getObject("holder", UUID.class),
                        row.getBoolean("dispatched"),
                        changedAt);
            case "SUCCEEDED" ->
                new Approval.Succeeded(
                        call,
                        userOrNull(row, "decided_by"),
                        Objects.requireNonNullElse(row.getString("reason"), ""),
                        changedAt);
            case "FAILED" ->
                new Approval.Failed(call, userOrNull(row, "decided_by"), row.getString("reason"), changedAt);
            case "OUTCOME_UNKNOWN" -> new Approval.OutcomeUnknown(call, row.getString("reason"), changedAt);
            case "REJECTED" -> new Approval.Rejected(call, user(row, "decided_by"), row.getString("reason"), changedAt);
            case "EXPIRED" -> new Approval.Expired(call);
            case "CANCELLED" -> new Approval.Cancelled(call, changedAt);
            default -> throw new IllegalStateException("no approval is in the state " + state);
        };
    }

    /** Reads who approved a request for longer than itself, whatever became of it. */
    Standing standing(ResultSet row) throws SQLException {
        RequestedCall call = intact(call(row), row);
        Instant until = Columns.instant(row, "standing_until");
        if (!codes.fit(call, until, row.getString("standing_code"))) {
            throw new AlteredRowException("how long the approval of the request " + call.id() + " of organization "
                    + call.organization() + " stands was altered in the database; nothing will be sent by it");
        }
        return new Standing(call.id(), votes(call, row), until);
    }

    private RequestedCall intact(RequestedCall call, ResultSet row) throws SQLException {
        if (!codes.fit(call, row.getString("code"))) {
            throw new AlteredRowException("the approval request " + call.id() + " of organization "
                    + call.organization() + " was altered in the database; it will not be sent");
        }
        return call;
    }

    private Set<UserId> votes(RequestedCall call, ResultSet row) throws SQLException {
        List<UUID> voters = Columns.uuids(row, "voters");
        String[] given = (String[]) row.getArray("vote_codes").getArray();
        var votes = new HashSet<UserId>();
        for (int i = 0; i < given.length; i++) {
            var voter = new UserId(voters.get(i));
            if (!codes.fit(call, voter, given[i])) {
                throw new AlteredRowException("an approval of the request " + call.id() + " of organization "
                        + call.organization() + " was made in the database; it will not be sent");
            }
            votes.add(voter);
        }
        return votes;
    }

    private static RequestedCall call(ResultSet row) throws SQLException {
        return new RequestedCall(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new ApprovalId(row.getObject("id", UUID.class)),
                new CallId(row.getObject("call_id", UUID.class)),
                requester(row),
                new ServerId(row.getObject("server_id", UUID.class)),
                new Slug(row.getString("slug")),
                new ToolName(row.getString("tool")),
                new ToolFingerprint(row.getString("tool_fingerprint")),
                new PlannedCall(
                        RawJson.trusted(row.getString("arguments")),
                        connection(row),
                        request(row),
                        new RequestDigest(row.getBytes("digest")),
                        row.getString("present")),
                edit(row),
                new Ground(row.getString("rule"), row.getString("explanation")),
                demand(row),
                Columns.instant(row, "requested_at"),
                Columns.instant(row, "expires_at"));
    }

    /** Reads who must say yes. */
    static ApprovalDemand demand(ResultSet row) throws SQLException {
        return new ApprovalDemand(
                users(row, "approvers"),
                Columns.uuids(row, "approver_groups").stream()
                        .map(GroupId::new)
                        .collect(Collectors.toUnmodifiableSet()),
                row.getInt("quorum"),
                row.getBoolean("self_approval"));
    }

    private static Requester requester(ResultSet row) throws SQLException {
        String kind = row.getString("entitlement");
        return new Requester(
                user(row, "requester_id"),
                kind == null
                        ? null
                        : new Entitlement(Entitlement.Kind.valueOf(kind), row.getObject("entitlement_id", UUID.class)),
                row.getString("client"),
                row.getString("address"));
    }

    private static @Nullable ConnectionRef connection(ResultSet row) throws SQLException {
        UUID id = row.getObject("connection_id", UUID.class);
        return id == null ? null : new ConnectionRef(new ConnectionId(id), row.getLong("connection_generation"));
    }

    private static RequestedCall.@Nullable Edit edit(ResultSet row) throws SQLException {
        UserId by = userOrNull(row, "edited_by");
        return by == null ? null : new RequestedCall.Edit(by, RawJson.trusted(row.getString("asked_arguments")));
    }

    private static OutgoingRequest request(ResultSet row) throws SQLException {
        return new OutgoingRequest(
                row.getString("method"),
                row.getString("origin"),
                row.getString("target"),
                headers(row.getString("headers")),
                row.getBytes("body"),
                List.of((String[]) row.getArray("fields").getArray()));
    }

    /** Headers as they are stored: names and values, in order. */
    static String headers(List<Header> headers) {
        var pairs = headers.stream()
                .<Json>map(header -> Json.strings(List.of(header.name(), header.value())))
                .toList();
        return RawJson.of(Json.object().put("headers", new Json.Arr(pairs)).build())
                .text();
    }

    private static List<Header> headers(String stored) {
        return RawJson.trusted(stored).parse().items("headers").stream()
                .map(pair -> ((Json.Arr) pair).items())
                .map(pair -> new Header(((Json.Str) pair.get(0)).value(), ((Json.Str) pair.get(1)).value()))
                .toList();
    }

    private static UserId user(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(userOrNull(row, column), column);
    }

    private static @Nullable UserId userOrNull(ResultSet row, String column) throws SQLException {
        UUID id = row.getObject(column, UUID.class);
        return id == null ? null : new UserId(id);
    }

    private static Set<UserId> users(ResultSet row, String column) throws SQLException {
        return Columns.uuids(row, column).stream().map(UserId::new).collect(Collectors.toUnmodifiableSet());
    }
}
