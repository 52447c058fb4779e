package dev.airlock.domain.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.RequestDigest;
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
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApprovalTest {
    private static final UserId REQUESTER = new UserId(new UUID(0, 1));
    private static final UserId ADA = new UserId(new UUID(0, 2));
    private static final UserId BOB = new UserId(new UUID(0, 3));
    private static final UserId EVE = new UserId(new UUID(0, 4));
    private static final UUID NODE = new UUID(0, 5);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant EXPIRY = NOW.plusSeconds(60);
    private static final RequestDigest DIGEST = new RequestDigest(new byte[] {1, 2, 3});
    private static final Approvers ONE = new Approvers(Set.of(ADA, BOB), 1);
    private static final Approvers TWO = new Approvers(Set.of(ADA, BOB), 2);
    private static final RequestedCall CALL = requested();

    @Test
    void one_approval_suffices_where_one_is_asked() {
        assertThat(taken(pending().approve(ADA, ONE, NOW, null)))
                .isEqualTo(new Approval.Approved(CALL, Set.of(ADA), NOW, null));
    }

    @Test
    void an_approval_may_stand_for_a_time() {
        assertThat(taken(pending().approve(ADA, ONE, NOW, EXPIRY)))
                .isEqualTo(new Approval.Approved(CALL, Set.of(ADA), NOW, EXPIRY));
    }

    @Test
    void a_quorum_is_reached_by_as_many_different_people() {
        Approval.Pending after = (Approval.Pending) taken(pending().approve(ADA, TWO, NOW, null));
        assertThat(after.approvedBy()).containsExactly(ADA);
        assertThat(after.approve(ADA, TWO, NOW, null))
                .isEqualTo(new Approval.Decision.TooLate("you have approved this request already"));
        assertThat(taken(after.approve(BOB, TWO, NOW, null)))
                .isEqualTo(new Approval.Approved(CALL, Set.of(ADA, BOB), NOW, null));
    }

    @Test
    void whoever_may_not_approve_any_more_does_not_count() {
        var before = new Approval.Pending(CALL, Set.of(EVE));
        assertThat(taken(before.approve(ADA, TWO, NOW, null))).isInstanceOf(Approval.Pending.class);
        assertThat(TWO.agree(Set.of(ADA, EVE))).isFalse();
        assertThat(TWO.agree(Set.of(ADA, BOB, EVE))).isTrue();
    }

    @Test
    void only_approvers_decide() {
        var edited = CALL.edited(ADA, CALL.planned(), CALL.ground(), CALL.demand());
        for (UserId other : List.of(EVE, REQUESTER)) {
            var why = new Approval.Decision.NotTheirs(
                    other.equals(REQUESTER)
                            ? "the requester's own decision does not count"
                            : "you are not one of those who may decide this request");
            assertThat(pending().approve(other, ONE, NOW, null)).isEqualTo(why);
            assertThat(pending().reject(other, ONE, "no", NOW)).isEqualTo(why);
            assertThat(pending().edit(edited, other, ONE, NOW)).isEqualTo(why);
        }
    }

    @Test
    void nobody_decides_what_has_expired() {
        assertThat(taken(pending().approve(ADA, ONE, EXPIRY.minusNanos(1), null)))
                .isInstanceOf(Approval.Approved.class);
        var tooLate = new Approval.Decision.TooLate("the request has expired");
        assertThat(pending().approve(ADA, ONE, EXPIRY, null)).isEqualTo(tooLate);
        assertThat(pending().reject(ADA, ONE, "no", EXPIRY)).isEqualTo(tooLate);
        assertThat(pending().edit(CALL, ADA, ONE, EXPIRY)).isEqualTo(tooLate);
    }

    @Test
    void a_pending_request_ends_by_rejection_expiry_or_cancellation() {
        assertThat(taken(pending().reject(ADA, ONE, "too much", NOW)))
                .isEqualTo(new Approval.Rejected(CALL, ADA, "too much", NOW));
        assertThat(pending().expire()).isEqualTo(new Approval.Expired(CALL));
        assertThat(pending().cancel(NOW)).isEqualTo(new Approval.Cancelled(CALL, NOW));
    }

    @Test
    void what_was_edited_has_to_be_approved_by_everybody_again_and_keeps_what_was_asked() {
        var other = new PlannedCall(
                RawJson.trusted("{\"id\":2}"), null, CALL.planned().request(), new RequestDigest(new byte[] {9}), null);
        RequestedCall edited = CALL.edited(ADA, other, CALL.ground(), CALL.demand());
        var before = new Approval.Pending(CALL, Set.of(BOB));
        assertThat(taken(before.edit(edited, ADA, TWO, NOW))).isEqualTo(new Approval.Pending(edited, Set.of()));
        assertThat(edited.digest()).isEqualTo(other.digest());
        assertThat(edited.asked()).isEqualTo(CALL.planned().arguments());
        assertThat(edited.edited(BOB, CALL.planned(), CALL.ground(), CALL.demand())
                        .asked())
                .isEqualTo(CALL.planned().arguments());
    }

    @Test
    void an_approved_request_is_given_to_one_node_unless_it_has_expired() {
        var approved = new Approval.Approved(CALL, Set.of(ADA), NOW, null);
        assertThat(approved.begin(NODE, EXPIRY.minusNanos(1)))
                .isEqualTo(new Approval.Sending(CALL, Set.of(ADA), NODE, false, EXPIRY.minusNanos(1)));
        assertThat(approved.begin(NODE, EXPIRY)).isEqualTo(new Approval.Expired(CALL));
        assertThat(approved.cancel(NOW)).isEqualTo(new Approval.Cancelled(CALL, NOW));
        assertThat(approved.expire()).isEqualTo(new Approval.Expired(CALL));
    }

    @Test
    void what_is_being_sent_succeeds_fails_or_is_lost() {
        var sending = new Approval.Sending(CALL, Set.of(ADA), NODE, false, NOW);
        assertThat(sending.succeed(EXPIRY)).isEqualTo(new Approval.Succeeded(CALL, null, "", EXPIRY));
        assertThat(sending.fail("refused", EXPIRY)).isEqualTo(new Approval.Failed(CALL, null, "refused", EXPIRY));
        assertThat(sending.lose("gone", EXPIRY)).isEqualTo(new Approval.OutcomeUnknown(CALL, "gone", EXPIRY));
    }

    @Test
    void what_a_node_leaves_behind_has_failed_if_it_surely_did_not_leave_and_is_in_doubt_else() {
        var sending = new Approval.Sending(CALL, Set.of(ADA), NODE, false, NOW);
        assertThat(sending.abandon(EXPIRY)).isInstanceOf(Approval.Failed.class);
        assertThat(sending.dispatch().abandon(EXPIRY)).isInstanceOf(Approval.OutcomeUnknown.class);
    }

    @Test
    void a_doubt_is_ended_by_a_person_or_by_the_node_that_was_only_slow() {
        var lost = new Approval.OutcomeUnknown(CALL, "gone", NOW);
        assertThat(lost.settle(true, ADA, "seen there", EXPIRY))
                .isEqualTo(new Approval.Succeeded(CALL, ADA, "seen there", EXPIRY));
        assertThat(lost.settle(false, ADA, "not there", EXPIRY))
                .isEqualTo(new Approval.Failed(CALL, ADA, "not there", EXPIRY));
        assertThat(lost.succeed(EXPIRY)).isEqualTo(new Approval.Succeeded(CALL, null, "", EXPIRY));
        assertThat(lost.fail("refused", EXPIRY)).isEqualTo(new Approval.Failed(CALL, null, "refused", EXPIRY));
    }

    @Test
    void those_who_approved_cannot_be_changed_afterwards() {
        var people = new HashSet<>(Set.of(ADA));
        var pending = new Approval.Pending(CALL, people);
        var approved = new Approval.Approved(CALL, people, NOW, null);
        var sending = new Approval.Sending(CALL, people, NODE, false, NOW);
        people.add(BOB);
        assertThat(pending.approvedBy()).containsExactly(ADA);
        assertThat(approved.approvedBy()).containsExactly(ADA);
        assertThat(sending.approvedBy()).containsExactly(ADA);
    }

    private static Approval taken(Approval.Decision decision) {
        return ((Approval.Decision.Taken) decision).next();
    }

    private static Approval.Pending pending() {
        return new Approval.Pending(CALL, Set.of());
    }

    private static RequestedCall requested() {
        return new RequestedCall(
                new OrganizationId(new UUID(0, 9)),
                new ApprovalId(new UUID(0, 8)),
                new CallId(new UUID(0, 7)),
                new Requester(REQUESTER, null, "claude", "127.0.0.1"),
                new ServerId(new UUID(0, 6)),
                new Slug("shop"),
                new ToolName("refund"),
                new ToolFingerprint("f".repeat(64)),
                new PlannedCall(
                        RawJson.of(Json.Obj.EMPTY),
                        null,
                        new OutgoingRequest("POST", "https://api.example.com", "/refunds", List.of(), new byte[0]),
                        DIGEST,
                        null),
                null,
                new Ground("writes ask", "the rule asks"),
                ApprovalDemand.BY_OWNER,
                NOW,
                EXPIRY);
    }
}
