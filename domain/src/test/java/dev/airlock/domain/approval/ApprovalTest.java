package dev.airlock.domain.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.Ground;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.tool.ToolFingerprint;
import dev.airlock.domain.tool.ToolName;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApprovalTest {
    private static final UserId REQUESTER = new UserId(new UUID(0, 1));
    private static final UserId ADA = new UserId(new UUID(0, 2));
    private static final UserId BOB = new UserId(new UUID(0, 3));
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant EXPIRY = NOW.plusSeconds(60);
    private static final RequestDigest DIGEST = new RequestDigest(new byte[] {1, 2, 3});

    @Test
    void one_approval_suffices_where_one_is_asked() {
        Approval.Pending pending = pending(ApprovalDemand.BY_OWNER);
        assertThat(pending.approve(ADA, NOW))
                .isEqualTo(new Approval.Decision.Taken(new Approval.Approved(pending.requested(), Set.of(ADA), NOW)));
    }

    @Test
    void a_quorum_is_reached_by_as_many_different_people() {
        Approval.Pending pending = pending(new ApprovalDemand(Set.of(), 2, false));
        Approval.Pending after = (Approval.Pending) taken(pending.approve(ADA, NOW));
        assertThat(after.approvedBy()).containsExactly(ADA);
        assertThat(refusal(after.approve(ADA, NOW))).isEqualTo("you have approved this request already");
        assertThat(taken(after.approve(BOB, NOW)))
                .isEqualTo(new Approval.Approved(pending.requested(), Set.of(ADA, BOB), NOW));
    }

    @Test
    void a_requester_cannot_approve_their_own_call_unless_the_rule_lets_them() {
        assertThat(refusal(pending(ApprovalDemand.BY_OWNER).approve(REQUESTER, NOW)))
                .isEqualTo("the requester's own approval does not count");
        assertThat(taken(pending(new ApprovalDemand(Set.of(), 1, true)).approve(REQUESTER, NOW)))
                .isInstanceOf(Approval.Approved.class);
    }

    @Test
    void only_the_approvers_that_the_rule_names_count() {
        Approval.Pending pending = pending(new ApprovalDemand(Set.of(ADA), 1, true));
        assertThat(refusal(pending.approve(BOB, NOW))).isEqualTo("the rule names other approvers");
        assertThat(refusal(pending.approve(REQUESTER, NOW))).isEqualTo("the rule names other approvers");
        assertThat(taken(pending.approve(ADA, NOW))).isInstanceOf(Approval.Approved.class);
    }

    @Test
    void nobody_approves_what_has_expired() {
        Approval.Pending pending = pending(ApprovalDemand.BY_OWNER);
        assertThat(taken(pending.approve(ADA, EXPIRY.minusNanos(1)))).isInstanceOf(Approval.Approved.class);
        assertThat(refusal(pending.approve(ADA, EXPIRY))).isEqualTo("the request has expired");
    }

    @Test
    void a_pending_request_ends_by_rejection_expiry_or_cancellation() {
        Approval.Pending pending = pending(ApprovalDemand.BY_OWNER);
        assertThat(pending.reject(ADA, "too much", NOW))
                .isEqualTo(new Approval.Rejected(pending.requested(), ADA, "too much", NOW));
        assertThat(pending.expire()).isEqualTo(new Approval.Expired(pending.requested()));
        assertThat(pending.cancel(NOW)).isEqualTo(new Approval.Cancelled(pending.requested(), NOW));
    }

    @Test
    void an_approval_is_spent_on_exactly_the_request_that_was_approved() {
        Approval.Approved approved = approved();
        assertThat(approved.spend(new RequestDigest(new byte[] {1, 2, 3}), NOW))
                .isEqualTo(new Approval.Spending.Begun(new Approval.Sending(approved.requested(), NOW)));
        assertThat(approved.spend(new RequestDigest(new byte[] {1, 2, 4}), NOW))
                .isEqualTo(new Approval.Spending.Refused("the request is no longer the one that was approved"));
    }

    @Test
    void an_approval_that_has_expired_is_not_spent() {
        assertThat(approved().spend(DIGEST, EXPIRY.minusNanos(1))).isInstanceOf(Approval.Spending.Begun.class);
        assertThat(approved().spend(DIGEST, EXPIRY))
                .isEqualTo(new Approval.Spending.Refused("the approval has expired"));
    }

    @Test
    void what_is_being_sent_succeeds_fails_or_is_lost() {
        var sending = new Approval.Sending(approved().requested(), NOW);
        assertThat(sending.succeed(EXPIRY)).isEqualTo(new Approval.Succeeded(sending.requested(), EXPIRY));
        assertThat(sending.fail("refused", EXPIRY))
                .isEqualTo(new Approval.Failed(sending.requested(), "refused", EXPIRY));
        assertThat(sending.lose(EXPIRY)).isEqualTo(new Approval.OutcomeUnknown(sending.requested(), EXPIRY));
    }

    @Test
    void those_who_approved_cannot_be_changed_afterwards() {
        var people = new HashSet<>(Set.of(ADA));
        var pending = new Approval.Pending(requested(ApprovalDemand.BY_OWNER), people);
        var approved = new Approval.Approved(requested(ApprovalDemand.BY_OWNER), people, NOW);
        people.add(BOB);
        assertThat(pending.approvedBy()).containsExactly(ADA);
        assertThat(approved.approvedBy()).containsExactly(ADA);
    }

    private static Approval taken(Approval.Decision decision) {
        return ((Approval.Decision.Taken) decision).next();
    }

    private static String refusal(Approval.Decision decision) {
        return ((Approval.Decision.Refused) decision).problem();
    }

    private static Approval.Approved approved() {
        return new Approval.Approved(requested(ApprovalDemand.BY_OWNER), Set.of(ADA), NOW);
    }

    private static Approval.Pending pending(ApprovalDemand demand) {
        return new Approval.Pending(requested(demand), Set.of());
    }

    private static RequestedCall requested(ApprovalDemand demand) {
        return new RequestedCall(
                new OrganizationId(new UUID(0, 9)),
                new ApprovalId(new UUID(0, 8)),
                new CallId(new UUID(0, 7)),
                REQUESTER,
                "claude",
                new ServerId(new UUID(0, 6)),
                new ToolName("refund"),
                new ToolFingerprint("f".repeat(64)),
                RawJson.of(Json.Obj.EMPTY),
                DIGEST,
                new Ground("writes ask", "the rule asks"),
                demand,
                NOW,
                EXPIRY);
    }
}
