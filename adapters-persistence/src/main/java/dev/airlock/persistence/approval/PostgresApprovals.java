package dev.airlock.persistence.approval;

import dev.airlock.application.approval.Approvals;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.oauth.MessageCodes;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.tool.ToolName;
import dev.airlock.persistence.transaction.Transactions;
import dev.airlock.persistence.vault.OrganizationSeal;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Approval requests in PostgreSQL; each row is authenticated, so that nobody who can write to the database can approve. */
public final class PostgresApprovals implements Approvals {
    private static final String REPLIES = "approval_reply";
    private static final String PRESENT = "approval_present";
    private static final String CIPHERTEXT = "ciphertext";
    private static final String NOT_ENDED = "('PENDING', 'APPROVED', 'SENDING', 'OUTCOME_UNKNOWN')";

    private final Transactions transactions;
    private final OrganizationSeal seal;
    private final ApprovalCodes codes;
    private final ApprovalRows rows;

    /** Makes the store. */
    public PostgresApprovals(Transactions transactions, OrganizationSeal seal, MessageCodes codes) {
        this.transactions = transactions;
        this.seal = seal;
        this.codes = new ApprovalCodes(codes);
        this.rows = new ApprovalRows(this.codes);
    }

    @Override
    public Instant now(OrganizationId organization) {
        return transactions
                .in(
                        organization,
                        handle -> handle.createQuery("select clock_timestamp()")
                                .mapTo(OffsetDateTime.class)
                                .one())
                .toInstant();
    }

    @Override
    public void queue(OrganizationId organization, UserId requester) {
        String sql =
                "select from membership where organization_id = :organization and user_id = :user for no key update";
        transactions.within(
                organization,
                handle -> handle.createQuery(sql)
                        .bind("organization", organization.value())
                        .bind("user", requester.value())
                        .mapToMap()
                        .list());
    }

    @Override
    public boolean add(Approval request) {
        RequestedCall call = request.requested();
        String sql = """
                insert into approval_request (organization_id, id, call_id, requester_id, entitlement, entitlement_id, client,
                    address, server_id, tool, tool_fingerprint, requested_at, expires_at,
                    state, changed_at, decided_by, reason, arguments, digest, present, rule, explanation, approvers, approver_groups,
                    quorum, self_approval, connection_id, connection_generation, method, origin, target, headers, body,
                    fields, asked_arguments, edited_by, standing_until, standing_code, holder, dispatched, lease_until, code)
                values (:organization, :id, :call, :requester, :entitlement, cast(:entitlementId as uuid), :client,
                    :address, :server, :tool, :fingerprint, :requestedAt, :expiresAt,
                    :state, :changedAt, cast(:decidedBy as uuid), :reason, :arguments, :digest, :present, :rule, :explanation,
                    :approvers, :approverGroups, :quorum, :selfApproval, cast(:connection as uuid),
                    cast(:generation as bigint), :method, :origin, :target, :headers, :body, :fields, :askedArguments,
                    cast(:editedBy as uuid), cast(:standingUntil as timestamptz), :standingCode, cast(:holder as uuid), :dispatched,
                    case when :state = 'SENDING' then clock_timestamp() + :patience * interval '1 second' end, :code)
                on conflict (organization_id, requester_id, digest)
                    where state in ('PENDING', 'APPROVED', 'SENDING', 'OUTCOME_UNKNOWN') do nothing
                """;
        return transactions.in(call.organization(), handle -> {
            boolean added =
                    ApprovalBinding.changing(ApprovalBinding.asked(handle.createUpdate(sql), call), request, codes)
                                    .execute()
                            == 1;
            if (added) {
                replaceVotes(handle, request);
            }
            return added;
        });
    }

    private void replaceVotes(Handle handle, Approval request) {
        RequestedCall call = request.requested();
        List<UUID> voters =
                ApprovalBinding.votes(request).stream().map(UserId::value).toList();
        String others = """
                delete from approval_vote
                where organization_id = :organization and approval_id = :id and user_id <> all (:voters)
                """;
        ApprovalBinding.key(handle.createUpdate(others), call)
                .bindArray("voters", UUID.class, voters)
                .execute();
        String vote = """
                insert into approval_vote (organization_id, approval_id, user_id, at, code)
                values (:organization, :id, :user, clock_timestamp(), :code)
                on conflict (organization_id, approval_id, user_id) do nothing
                """;
        for (UUID voter : voters) {
            ApprovalBinding.key(handle.createUpdate(vote), call)
                    .bind("user", voter)
                    .bind("code", codes.of(call, new UserId(voter)))
                    .execute();
        }
    }

    @Override
    public @Nullable Approval open(OrganizationId organization, UserId requester, RequestDigest digest) {
        String sql = ApprovalRows.SELECT + """
                where a.organization_id = :organization and a.requester_id = :requester and a.digest = :digest and a.state in
                """ + NOT_ENDED;
        return transactions
                .in(
                        organization,
                        handle -> ofRequester(handle.createQuery(sql), organization, requester)
                                .bind("digest", digest.sha256())
                                .map((row, context) -> rows.approval(row))
                                .findOne())
                .orElse(null);
    }

    private static Query ofRequester(Query query, OrganizationId organization, UserId requester) {
        return query.bind("organization", organization.value()).bind("requester", requester.value());
    }

    @Override
    public List<Approval> recent(
            OrganizationId organization, UserId requester, ServerId server, ToolName tool, Instant rejectedSince) {
        String sql = ApprovalRows.SELECT + """
                where a.organization_id = :organization and a.requester_id = :requester and a.server_id = :server
                    and a.tool = :tool and a.state in ('PENDING', 'APPROVED', 'SENDING', 'REJECTED')
                    and (a.state <> 'REJECTED' or a.changed_at >= :since)
                order by a.changed_at desc, a.id desc limit 100
                """;
        return transactions.in(
                organization,
                handle -> ofRequester(handle.createQuery(sql), organization, requester)
                        .bind("server", server.value())
                        .bind("tool", tool.value())
                        .bind("since", rejectedSince)
                        .map((row, context) -> rows.approval(row))
                        .list());
    }

    @Override
    public @Nullable Standing standing(OrganizationId organization, UserId requester, RequestDigest digest) {
        String sql = ApprovalRows.SELECT + """
                where a.organization_id = :organization and a.requester_id = :requester and a.digest = :digest
                    and a.standing_until > clock_timestamp()
                order by a.standing_until desc limit 1
                """;
        return transactions
                .in(
                        organization,
                        handle -> ofRequester(handle.createQuery(sql), organization, requester)
                                .bind("digest", digest.sha256())
                                .map((row, context) -> rows.standing(row))
                                .findOne())
                .orElse(null);
    }

    @Override
    public @Nullable Held find(OrganizationId organization, ApprovalId id) {
        return transactions
                .in(organization, handle -> one(handle, organization, id))
                .orElse(null);
    }

    @Override
    public @Nullable Held hold(OrganizationId organization, ApprovalId id) {
        // Who had to wait for the lock reads with another statement: in one, the votes would be those from before the
        // wait.
        String lock = "select 1 from approval_request where organization_id = :organization and id = :id for update";
        return transactions
                .within(
                        organization,
                        handle -> keyed(handle.createQuery(lock), organization, id)
                                .mapTo(Integer.class)
                                .findOne()
                                .flatMap(held -> one(handle, organization, id)))
                .orElse(null);
    }

    private Optional<Held> one(Handle handle, OrganizationId organization, ApprovalId id) {
        String sql = ApprovalRows.SELECT + "where a.organization_id = :organization and a.id = :id";
        return keyed(handle.createQuery(sql), organization, id)
                .map((row, context) -> rows.read(row))
                .findOne();
    }

    private static Query keyed(Query query, OrganizationId organization, ApprovalId id) {
        return query.bind("organization", organization.value()).bind("id", id.value());
    }

    @Override
    public void endStanding(Admission admission, ApprovalId id) {
        String sql = """
                update approval_request set standing_until = null, standing_code = null
                where organization_id = :organization and id = :id
                """;
        transactions.within(
                admission.organization(),
                handle -> handle.createUpdate(sql)
                        .bind("organization", admission.organization().value())
                        .bind("id", id.value())
                        .execute());
    }

    @Override
    public boolean decide(Admission admission, Approval before, Approval after) {
        return replace(before, after);
    }

    @Override
    public boolean advance(Approval before, Approval after) {
        return replace(before, after);
    }

    /** A dispatch counts only while its node is not taken for gone. */
    private boolean replace(Approval before, Approval after) {
        RequestedCall call = after.requested();
        String sql = """
                update approval_request a set state = :state, changed_at = :changedAt, decided_by = cast(:decidedBy as uuid),
                    reason = :reason, arguments = :arguments, digest = :digest, present = :present, rule = :rule, explanation = :explanation,
                    approvers = :approvers, approver_groups = :approverGroups, quorum = :quorum, self_approval = :selfApproval,
                    connection_id = cast(:connection as uuid), connection_generation = cast(:generation as bigint),
                    method = :method, origin = :origin, target = :target, headers = :headers, body = :body, fields = :fields,
                    asked_arguments = :askedArguments, edited_by = cast(:editedBy as uuid),
                    standing_until = coalesce(cast(:standingUntil as timestamptz), standing_until),
                    standing_code = coalesce(cast(:standingCode as text), standing_code),
                    holder = coalesce(cast(:holder as uuid), holder), dispatched = dispatched or :dispatched,
                    lease_until = case when :state = 'SENDING' then clock_timestamp() + :patience * interval '1 second' end,
                    code = :code
                where organization_id = :organization and id = :id and state = :was and digest = :wasDigest
                    and (:was <> 'SENDING' or :state <> 'SENDING' or lease_until > clock_timestamp())
                    and not exists (
                        select from approval_request other
                        where :digest <> :wasDigest and other.organization_id = a.organization_id
                            and other.requester_id = a.requester_id and other.digest = :digest and other.state in
                """ + NOT_ENDED + ")";
        return transactions.within(call.organization(), handle -> {
            boolean replaced = ApprovalBinding.changing(
                                    ApprovalBinding.key(handle.createUpdate(sql), call), after, codes)
                            .bind("was", ApprovalBinding.state(before))
                            .bind("wasDigest", before.requested().digest().sha256())
                            .execute()
                    == 1;
            if (replaced && (after instanceof Approval.Pending || after instanceof Approval.Approved)) {
                replaceVotes(handle, after);
            }
            return replaced;
        });
    }

    @Override
    public void keepPresent(OrganizationId organization, ApprovalId id, @Nullable PresentState state) {
        transactions.within(organization, handle -> {
            handle.createUpdate(
                            "delete from approval_present where organization_id = :organization and approval_id = :id")
                    .bind("organization", organization.value())
                    .bind("id", id.value())
                    .execute();
            return state == null ? 0 : keep(handle, PRESENT, organization, id, PresentJson.write(state));
        });
    }

    @Override
    public @Nullable PresentState present(OrganizationId organization, ApprovalId id) {
        byte[] kept = kept(PRESENT, organization, id);
        return kept == null ? null : PresentJson.read(kept);
    }

    @Override
    public void keep(OrganizationId organization, ApprovalId id, Reply reply) {
        transactions.within(organization, handle -> keep(handle, REPLIES, organization, id, ReplyJson.write(reply)));
    }

    @Override
    public @Nullable Reply reply(OrganizationId organization, ApprovalId id) {
        byte[] kept = kept(REPLIES, organization, id);
        return kept == null ? null : ReplyJson.read(kept);
    }

    private int keep(Handle handle, String table, OrganizationId organization, ApprovalId id, byte[] text) {
        OrganizationSeal.Sealed sealed = seal.seal(text, organization, table, CIPHERTEXT, id.value());
        return handle.createUpdate("insert into " + table + """
                         (organization_id, approval_id, key_id, ciphertext, kept_at)
                        values (:organization, :id, :key, :ciphertext, clock_timestamp())
                        """)
                .bind("organization", organization.value())
                .bind("id", id.value())
                .bind("key", sealed.key())
                .bind("ciphertext", sealed.ciphertext())
                .execute();
    }

    private byte @Nullable [] kept(String table, OrganizationId organization, ApprovalId id) {
        String sql = "select key_id, ciphertext from " + table
                + " where organization_id = :organization and approval_id = :id";
        OrganizationSeal.Sealed sealed = transactions
                .in(
                        organization,
                        handle -> handle.createQuery(sql)
                                .bind("organization", organization.value())
                                .bind("id", id.value())
                                .map((row, context) -> new OrganizationSeal.Sealed(
                                        row.getObject("key_id", UUID.class), row.getBytes(CIPHERTEXT)))
                                .findOne())
                .orElse(null);
        try {
            return sealed == null ? null : seal.open(sealed, organization, table, CIPHERTEXT, id.value());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a row of " + table + " does not open: " + id, e);
        }
    }
}
