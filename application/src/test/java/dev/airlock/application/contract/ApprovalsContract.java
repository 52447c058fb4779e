package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.deletingTool;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.approval.ApprovalLists;
import dev.airlock.application.approval.ApprovalNotices;
import dev.airlock.application.approval.ApprovalNotices.Kind;
import dev.airlock.application.approval.ApprovalNotices.Notice;
import dev.airlock.application.approval.ApprovalNotices.Reader;
import dev.airlock.application.approval.ApprovalWork;
import dev.airlock.application.approval.Approvals;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.PlannedCall;
import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.approval.Requester;
import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.CanonicalRequest;
import dev.airlock.domain.call.Content;
import dev.airlock.domain.call.Header;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.connection.ConnectionId;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.Ground;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.tool.Tool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stores of approval requests promise. */
public abstract class ApprovalsContract extends StoreContract {
    private static final UserId ASKER = ADA.person().id();
    private static final UserId CLERK = CAROL.person().id();
    private static final UUID NODE = uuid(71);
    private static final Server SERVER = server(ADA, 31, "orders");
    private static final Tool TOOL = deletingTool("delete_order");
    private static final RecursiveComparisonConfiguration BYTES =
            RecursiveComparisonConfiguration.builder().build();

    @BeforeEach
    void aServer() {
        join(CAROL);
        as(ADA, admission -> ports.servers().add(admission, SERVER, List.of(TOOL), PolicySet.ALLOW_ALL));
    }

    protected final RequestedCall call(long id, int digest) {
        Instant now = ports.approvals().now(HARBOUR.id());
        return call(id, digest, now, now.plus(Duration.ofDays(1)));
    }

    private static RequestedCall call(long id, int digest, Instant requestedAt, Instant expiresAt) {
        return new RequestedCall(
                HARBOUR.id(),
                new ApprovalId(uuid(id)),
                new CallId(uuid(1000 + id)),
                new Requester(ASKER, new Entitlement(Entitlement.Kind.TOKEN, uuid(41)), "an agent", "10.0.0.7"),
                SERVER.id(),
                SERVER.slug(),
                TOOL.name(),
                TOOL.fingerprint(),
                planned(digest),
                null,
                new Ground("ask first", "the rule \"ask first\" asks for a person's approval"),
                new ApprovalDemand(Set.of(ASKER, new UserId(uuid(99))), Set.of(new GroupId(uuid(98))), 2, true),
                requestedAt,
                expiresAt);
    }

    private static PlannedCall planned(int digest) {
        var sha256 = new byte[32];
        sha256[0] = (byte) digest;
        return new PlannedCall(
                RawJson.trusted("{\"id\": \"" + digest + "\"}"),
                new CanonicalRequest.ConnectionRef(new ConnectionId(uuid(42)), 3),
                new OutgoingRequest(
                        "PUT",
                        "https://api.example.com",
                        "/orders/7?x=%C3%A4",
                        List.of(new Header("Content-Type", "application/json"), new Header("X", "\u00e4 \"q\"")),
                        new byte[] {0, 1, (byte) 0xff},
                        List.of("id", "lines.sku")),
                new RequestDigest(sha256),
                digest == 1 ? "ab".repeat(32) : null);
    }

    protected final Approval.Pending add(RequestedCall call) {
        var pending = new Approval.Pending(call, Set.of());
        assertThat(within(() -> ports.approvals().add(pending))).isTrue();
        return pending;
    }

    protected final <T> T within(Supplier<T> step) {
        Result<T> done = ports.unitOfWork().inTransaction(HARBOUR.id(), () -> Result.done(step.get()));
        return ((Result.Done<T>) done).value();
    }

    protected final boolean advance(Approval before, Approval after) {
        return within(() -> ports.approvals().advance(before, after));
    }

    protected final Approval.Approved approve(Approval.Pending pending) {
        var approved = new Approval.Approved(
                pending.requested(), Set.of(ASKER, CLERK), ports.approvals().now(HARBOUR.id()), null);
        assertThat(manages(ADA, admission -> ports.approvals().decide(admission, pending, approved)))
                .isTrue();
        return approved;
    }

    protected final Approval.Sending begin(Approval.Approved approved) {
        var sending = (Approval.Sending) approved.begin(NODE, ports.approvals().now(HARBOUR.id()));
        assertThat(advance(approved, sending)).isTrue();
        return sending;
    }

    private void assertStored(Approval expected) {
        Approvals.Held held = Objects.requireNonNull(
                ports.approvals().find(HARBOUR.id(), expected.requested().id()));
        assertThat(held.approval()).usingRecursiveComparison(BYTES).isEqualTo(expected);
        assertThat(held.owner()).isEqualTo(SERVER.owner());
        Approvals.Held locked = within(
                () -> ports.approvals().hold(HARBOUR.id(), expected.requested().id()));
        assertThat(locked.approval()).usingRecursiveComparison(BYTES).isEqualTo(expected);
    }

    @Test
    void a_request_comes_back_as_it_was_made() {
        assertStored(add(call(51, 1)));
    }

    @Test
    void a_request_of_somebody_signed_in_to_an_api_without_credentials_comes_back_too() {
        RequestedCall made = call(51, 1);
        RequestedCall plain = new RequestedCall(
                made.organization(),
                made.id(),
                made.call(),
                new Requester(ASKER, null, "Control Room", "10.0.0.7"),
                made.server(),
                made.slug(),
                made.tool(),
                made.fingerprint(),
                new PlannedCall(
                        RawJson.trusted("{}"),
                        null,
                        new OutgoingRequest("GET", "https://api.example.com", "/", List.of(), new byte[0]),
                        made.digest(),
                        null),
                null,
                made.ground(),
                ApprovalDemand.BY_OWNER,
                made.requestedAt(),
                made.expiresAt());
        assertStored(add(plain));
    }

    @Test
    void another_organization_does_not_find_it() {
        add(call(51, 1));
        assertThat(ports.approvals().find(MEADOW.id(), new ApprovalId(uuid(51))))
                .isNull();
        assertThat(ports.approvals().find(HARBOUR.id(), new ApprovalId(uuid(52))))
                .isNull();
    }

    @Test
    void the_same_call_waits_once_until_its_end_is_known() {
        Approval.Pending first = add(call(51, 1));
        var twin = new Approval.Pending(call(52, 1), Set.of());
        assertThat(within(() -> ports.approvals().add(twin))).isFalse();
        assertThat(open(1)).isNotNull();
        assertThat(open(2)).isNull();
        Approval.Sending sending = begin(approve(first));
        assertThat(open(1)).isInstanceOf(Approval.Sending.class);
        assertThat(advance(sending, sending.dispatch())).isTrue();
        Approval.OutcomeUnknown lost = sending.dispatch().lose("gone", NOW);
        assertThat(advance(sending.dispatch(), lost)).isTrue();
        assertThat(open(1)).usingRecursiveComparison(BYTES).isEqualTo(lost);
        assertThat(within(() -> ports.approvals().add(twin))).isFalse();
        Approval settled = lost.settle(true, ASKER, "I looked", NOW);
        assertThat(manages(ADA, admission -> ports.approvals().decide(admission, lost, settled)))
                .isTrue();
        assertStored(settled);
        assertThat(within(() -> ports.approvals().add(twin))).isTrue();
    }

    private Approval open(int digest) {
        return ports.approvals().open(HARBOUR.id(), ASKER, planned(digest).digest());
    }

    @Test
    void decisions_are_kept_with_who_made_them() {
        Approval.Pending pending = add(call(51, 1));
        var half = new Approval.Pending(pending.requested(), Set.of(CLERK));
        assertThat(manages(ADA, admission -> ports.approvals().decide(admission, pending, half)))
                .isTrue();
        assertStored(half);
        assertThat(ports.approvalLists().votes(HARBOUR.id(), pending.requested().id()))
                .extracting(vote -> vote.user())
                .containsExactly(CLERK);
        assertStored(approve(half));
        assertThat(ports.approvalLists().votes(HARBOUR.id(), pending.requested().id()))
                .extracting(vote -> vote.user())
                .containsExactlyInAnyOrder(ASKER, CLERK);
        Approval.Pending other = add(call(52, 2));
        var rejected = new Approval.Rejected(other.requested(), CLERK, "too much", NOW);
        assertThat(manages(ADA, admission -> ports.approvals().decide(admission, other, rejected)))
                .isTrue();
        assertStored(rejected);
    }

    @Test
    void a_transition_happens_once() {
        Approval.Pending pending = add(call(51, 1));
        approve(pending);
        var rejected = new Approval.Rejected(pending.requested(), CLERK, "late", NOW);
        assertThat(manages(ADA, admission -> ports.approvals().decide(admission, pending, rejected)))
                .isFalse();
        assertThat(advance(pending, pending.cancel(NOW))).isFalse();
    }

    @Test
    void an_edited_request_loses_its_votes_and_is_decided_by_its_new_digest_alone() {
        Approval.Pending pending = add(call(51, 1));
        var half = new Approval.Pending(pending.requested(), Set.of(CLERK));
        RequestedCall edited = pending.requested()
                .edited(CLERK, planned(2), new Ground("other", "another rule"), ApprovalDemand.BY_OWNER);
        var after = new Approval.Pending(edited, Set.of());
        assertThat(manages(
                        ADA,
                        admission -> ports.approvals().decide(admission, pending, half)
                                && ports.approvals().decide(admission, half, after)))
                .isTrue();
        assertStored(after);
        assertThat(ports.approvalLists().votes(HARBOUR.id(), edited.id())).isEmpty();
        assertThat(advance(half, half.cancel(NOW))).isFalse();
        assertThat(open(1)).isNull();
        assertThat(open(2)).isNotNull();
    }

    @Test
    void a_request_cannot_be_edited_into_one_that_waits_already() {
        Approval.Pending pending = add(call(51, 1));
        add(call(52, 2));
        RequestedCall edited =
                pending.requested().edited(CLERK, planned(2), new Ground("r", "e"), ApprovalDemand.BY_OWNER);
        var after = new Approval.Pending(edited, Set.of());
        assertThat(manages(ADA, admission -> ports.approvals().decide(admission, pending, after)))
                .isFalse();
        assertStored(pending);
    }

    @Test
    void every_end_is_kept() {
        Approval.Sending succeeding = begin(approve(add(call(51, 1))));
        assertStored(succeeding);
        assertThat(advance(succeeding, succeeding.dispatch())).isTrue();
        assertStored(succeeding.dispatch());
        Approval succeeded = succeeding.dispatch().succeed(NOW);
        assertThat(advance(succeeding.dispatch(), succeeded)).isTrue();
        assertStored(succeeded);
        Approval.Sending failing = begin(approve(add(call(52, 2))));
        Approval failed = failing.fail("no", NOW);
        assertThat(advance(failing, failed)).isTrue();
        assertStored(failed);
        Approval.Pending late = add(call(53, 3));
        assertThat(advance(late, late.expire())).isTrue();
        assertStored(late.expire());
        Approval.Pending unwanted = add(call(54, 4));
        assertThat(advance(unwanted, unwanted.cancel(NOW))).isTrue();
        assertStored(unwanted.cancel(NOW));
    }

    @Test
    void a_standing_approval_is_found_until_its_time_is_over() {
        Instant now = ports.approvals().now(HARBOUR.id());
        Approval.Pending first = add(call(51, 1));
        Approval.Pending second = add(call(52, 2));
        var standing = new Approval.Approved(first.requested(), Set.of(CLERK), now, now.plusSeconds(600));
        var over = new Approval.Approved(second.requested(), Set.of(CLERK), now, now);
        assertThat(manages(
                        ADA,
                        admission -> ports.approvals().decide(admission, first, standing)
                                && ports.approvals().decide(admission, second, over)))
                .isTrue();
        Approval.Sending sending = begin(standing);
        assertThat(advance(sending, sending.fail("no", NOW))).isTrue();
        assertThat(ports.approvals()
                        .standing(HARBOUR.id(), ASKER, first.requested().digest()))
                .isEqualTo(new Approvals.Standing(first.requested().id(), Set.of(CLERK), now.plusSeconds(600)));
        assertThat(ports.approvals()
                        .standing(HARBOUR.id(), CLERK, first.requested().digest()))
                .isNull();
        assertThat(ports.approvals()
                        .standing(HARBOUR.id(), ASKER, second.requested().digest()))
                .isNull();
        assertThat(standingUntil(first)).isEqualTo(now.plusSeconds(600));
        assertThat(standingUntil(second)).isNull();
        manages(ADA, admission -> {
            ports.approvals().endStanding(admission, first.requested().id());
            return true;
        });
        assertThat(standingUntil(first)).isNull();
        assertThat(ports.approvals()
                        .standing(HARBOUR.id(), ASKER, first.requested().digest()))
                .isNull();
    }

    private @Nullable Instant standingUntil(Approval request) {
        return Objects.requireNonNull(
                        ports.approvals().find(HARBOUR.id(), request.requested().id()))
                .standingUntil();
    }

    @Test
    void what_waits_and_what_was_rejected_lately_is_counted_for_one_tool_of_one_requester() {
        Instant now = ports.approvals().now(HARBOUR.id());
        Approval.Pending waiting = add(call(51, 1));
        Approval.Pending refused = add(call(52, 2));
        Approval.Pending cancelled = add(call(53, 3));
        var rejected = new Approval.Rejected(refused.requested(), CLERK, "no", now);
        assertThat(manages(ADA, admission -> ports.approvals().decide(admission, refused, rejected)))
                .isTrue();
        assertThat(advance(cancelled, cancelled.cancel(now))).isTrue();
        assertThat(recent(ASKER, now.minusSeconds(1)))
                .extracting(approval -> approval.requested().id())
                .containsExactlyInAnyOrder(
                        waiting.requested().id(), refused.requested().id());
        assertThat(recent(ASKER, now.plusSeconds(1)))
                .extracting(approval -> approval.requested().id())
                .containsExactly(waiting.requested().id());
        assertThat(recent(CLERK, now.minusSeconds(1))).isEmpty();
    }

    private List<Approval> recent(UserId requester, Instant since) {
        return ports.approvals().recent(HARBOUR.id(), requester, SERVER.id(), TOOL.name(), since);
    }

    @Test
    void an_answer_is_kept_and_forgotten() {
        Approval.Pending pending = add(call(51, 1));
        ApprovalId id = pending.requested().id();
        var reply = new Reply(
                201,
                true,
                List.of(
                        new Content.Text("done \u00e4".getBytes(StandardCharsets.UTF_8)),
                        new Content.Image(new byte[] {1}, "image/png"),
                        new Content.Audio(new byte[] {2}, "audio/wav"),
                        new Content.Blob(new byte[] {3}, "application/pdf")),
                "{\"ok\":true}".getBytes(StandardCharsets.UTF_8),
                true);
        assertThat(ports.approvals().reply(HARBOUR.id(), id)).isNull();
        within(() -> {
            ports.approvals().keep(HARBOUR.id(), id, reply);
            return id;
        });
        assertThat(ports.approvals().reply(HARBOUR.id(), id))
                .usingRecursiveComparison(BYTES)
                .isEqualTo(reply);
        assertThat(ports.approvals().reply(MEADOW.id(), id)).isNull();
        assertThat(ports.approvalWork().forgetReplies(Duration.ofDays(1))).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(ports.approvalWork().forgetReplies(Duration.ofSeconds(-1))).isOne();
        assertThat(ports.approvals().reply(HARBOUR.id(), id)).isNull();
    }

    @Test
    void what_a_request_would_change_is_kept_replaced_and_forgotten_after_its_end() {
        Approval.Pending pending = add(call(51, 1));
        ApprovalId id = pending.requested().id();
        var first = new PresentState(
                TOOL.name(), RawJson.trusted("{\"a\":{\"b\":[1,null]}}").parse());
        var second = new PresentState(TOOL.name(), RawJson.trusted("{\"a\":2}").parse());
        assertThat(ports.approvals().present(HARBOUR.id(), id)).isNull();
        keepPresent(id, first);
        assertThat(ports.approvals().present(HARBOUR.id(), id)).isEqualTo(first);
        keepPresent(id, second);
        assertThat(ports.approvals().present(HARBOUR.id(), id)).isEqualTo(second);
        assertThat(ports.approvals().present(MEADOW.id(), id)).isNull();
        clock.advance(Duration.ofSeconds(1));
        assertThat(ports.approvalWork().forgetReplies(Duration.ofSeconds(-1))).isZero();
        assertThat(advance(pending, pending.cancel(NOW))).isTrue();
        assertThat(ports.approvalWork().forgetReplies(Duration.ofSeconds(-1))).isOne();
        assertThat(ports.approvals().present(HARBOUR.id(), id)).isNull();
    }

    private void keepPresent(ApprovalId id, PresentState state) {
        within(() -> {
            ports.approvals().keepPresent(HARBOUR.id(), id, state);
            return id;
        });
    }

    @Test
    void nodes_find_what_was_left_behind() {
        ApprovalWork work = ports.approvalWork();
        Instant now = ports.approvals().now(HARBOUR.id());
        RequestedCall overdue = call(53, 3, now.minusSeconds(60), now.minusSeconds(1));
        add(overdue);
        Approval.Approved approved = approve(add(call(51, 1)));
        var key = new ApprovalWork.Key(HARBOUR.id(), approved.requested().id());
        clock.advance(Duration.ofSeconds(3));
        assertThat(work.approved(Duration.ofHours(1))).isEmpty();
        assertThat(work.approved(Duration.ofSeconds(-1))).containsExactly(key);
        assertThat(work.expired()).containsExactly(new ApprovalWork.Key(HARBOUR.id(), overdue.id()));
        begin(approved);
        assertThat(work.approved(Duration.ofSeconds(-1))).isEmpty();
        assertThat(work.abandoned()).isEmpty();
        work.renew(NODE, Set.of(key));
        assertThat(work.abandoned()).isEmpty();
    }

    @Test
    void people_are_told_once_and_not_again_too_soon() {
        Approval.Pending first = add(call(51, 1));
        Approval.Pending second = add(call(52, 2));
        ApprovalNotices notices = ports.approvalNotices();
        var reader = new Reader(HARBOUR.id(), CLERK);
        within(() -> {
            notices.add(HARBOUR.id(), first.requested().id(), Set.of(ASKER, CLERK), Kind.ASKED, Duration.ZERO);
            notices.add(HARBOUR.id(), first.requested().id(), Set.of(CLERK), Kind.ASKED, Duration.ZERO);
            notices.add(HARBOUR.id(), second.requested().id(), Set.of(CLERK), Kind.REMINDER, Duration.ofHours(1));
            return true;
        });
        clock.advance(Duration.ofSeconds(1));
        assertThat(notices.due(Duration.ZERO)).containsExactlyInAnyOrder(reader, new Reader(HARBOUR.id(), ASKER));
        assertThat(within(() -> notices.take(reader, Duration.ZERO)))
                .containsExactly(new Notice(first.requested().id(), Kind.ASKED));
        assertThat(within(() -> notices.take(reader, Duration.ZERO))).isEmpty();
        within(() -> {
            notices.told(reader);
            notices.add(HARBOUR.id(), second.requested().id(), Set.of(CLERK), Kind.LOST, Duration.ZERO);
            return true;
        });
        clock.advance(Duration.ofSeconds(1));
        assertThat(notices.due(Duration.ofHours(1))).doesNotContain(reader);
        assertThat(within(() -> notices.take(reader, Duration.ofHours(1)))).isEmpty();
        assertThat(within(() -> notices.take(reader, Duration.ZERO)))
                .containsExactly(new Notice(second.requested().id(), Kind.LOST));
    }

    @Test
    void people_look_through_requests_newest_first_and_through_what_is_to_be_done_oldest_first() {
        Instant now = ports.approvals().now(HARBOUR.id());
        RequestedCall first = call(51, 1, now, now.plusSeconds(60));
        RequestedCall second = call(52, 2, now.plusSeconds(1), now.plusSeconds(60));
        RequestedCall third = call(53, 3, now.plusSeconds(2), now.plusSeconds(60));
        List.of(first, second, third).forEach(this::add);
        Approval.Pending gone = new Approval.Pending(second, Set.of());
        assertThat(advance(gone, gone.cancel(now))).isTrue();
        assertThat(ports.approvalLists().toDo(HARBOUR.id(), 10))
                .extracting(ApprovalLists.ToDo::id)
                .containsExactly(first.id(), third.id());
        assertThat(ports.approvalLists().toDo(HARBOUR.id(), 1)).singleElement().satisfies(one -> {
            assertThat(one.requester()).isEqualTo(ASKER);
            assertThat(one.server()).isEqualTo(first.server());
            assertThat(one.demand()).isEqualTo(first.demand());
            assertThat(one.owner()).isEqualTo(find(first.id()).owner());
            assertThat(one.lost()).isFalse();
        });
        assertThat(ids(ports.approvalLists().load(HARBOUR.id(), List.of(third.id(), second.id()))))
                .containsExactly(second.id(), third.id());
        assertThat(ports.approvalLists().load(MEADOW.id(), List.of(third.id()))).isEmpty();
        assertThat(ids(ports.approvalLists().list(HARBOUR.id(), null, null, 2)))
                .containsExactly(third.id(), second.id());
        assertThat(ids(ports.approvalLists().list(HARBOUR.id(), ASKER, second.id(), 2)))
                .containsExactly(first.id());
        assertThat(ports.approvalLists().list(HARBOUR.id(), CLERK, null, 2)).isEmpty();
        assertThat(ports.approvalLists().list(MEADOW.id(), null, null, 2)).isEmpty();
    }

    private Approvals.Held find(ApprovalId id) {
        return Objects.requireNonNull(ports.approvals().find(HARBOUR.id(), id));
    }

    private static List<ApprovalId> ids(List<Approvals.Held> held) {
        return held.stream().map(one -> one.approval().requested().id()).toList();
    }
}
