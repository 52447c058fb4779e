package dev.airlock.persistence.approval;

import dev.airlock.application.approval.Approvals;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.persistence.transaction.Transactions;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Approval requests in PostgreSQL. */
public final class PostgresApprovals implements Approvals {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresApprovals(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(Approval.Pending pending) {
        RequestedCall call = pending.requested();
        transactions.in(call.organization(), handle -> {
            insert(handle, call);
            pending.approvedBy().forEach(user -> insertVote(handle, call, user));
            return call;
        });
    }

    private static void insert(Handle handle, RequestedCall call) {
        String sql = """
                insert into approval_request (organization_id, id, call_id, requester_id, client, server_id, tool,
                    tool_fingerprint, arguments, digest, rule, explanation, approvers, quorum, self_approval,
                    requested_at, expires_at, state, changed_at)
                values (:organization, :id, :call, :requester, :client, :server, :tool,
                    :fingerprint, :arguments, :digest, :rule, :explanation, :approvers, :quorum, :selfApproval,
                    :requestedAt, :expiresAt, 'PENDING', :requestedAt)
                """;
        handle.createUpdate(sql)
                .bind("organization", call.organization().value())
                .bind("id", call.id().value())
                .bind("call", call.call().value())
                .bind("requester", call.requester().value())
                .bind("client", call.client())
                .bind("server", call.server().value())
                .bind("tool", call.tool().value())
                .bind("fingerprint", call.fingerprint().value())
                .bind("arguments", call.arguments().text())
                .bind("digest", call.digest().sha256())
                .bind("rule", call.ground().rule())
                .bind("explanation", call.ground().explanation())
                .bindArray("approvers", UUID.class, (Object[]) uuids(call))
                .bind("quorum", call.demand().quorum())
                .bind("selfApproval", call.demand().selfApproval())
                .bind("requestedAt", call.requestedAt())
                .bind("expiresAt", call.expiresAt())
                .execute();
    }

    private static UUID[] uuids(RequestedCall call) {
        return call.demand().approvers().stream().map(UserId::value).toArray(UUID[]::new);
    }

    private static void insertVote(Handle handle, RequestedCall call, UserId user) {
        String sql = """
                insert into approval_vote (organization_id, approval_id, user_id, at)
                values (:organization, :approval, :user, :at)
                """;
        handle.createUpdate(sql)
                .bind("organization", call.organization().value())
                .bind("approval", call.id().value())
                .bind("user", user.value())
                .bind("at", call.requestedAt())
                .execute();
    }

    @Override
    public @Nullable Approval find(OrganizationId organization, ApprovalId id) {
        String sql = """
                select a.*, array(
                    select v.user_id from approval_vote v
                    where v.organization_id = a.organization_id and v.approval_id = a.id) as approved_by
                from approval_request a
                where a.organization_id = :organization and a.id = :id
                """;
        return transactions
                .in(
                        organization,
                        handle -> handle.createQuery(sql)
                                .bind("organization", organization.value())
                                .bind("id", id.value())
                                .map((row, context) -> ApprovalRows.read(row))
                                .findOne())
                .orElse(null);
    }
}
