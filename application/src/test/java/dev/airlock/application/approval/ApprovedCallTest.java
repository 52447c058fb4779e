package dev.airlock.application.approval;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.member;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.approval.FollowApproval.Followed;
import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.application.change.Change;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.Server;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Carol's agent asks, and what people approve is what is sent: once, or not at all. */
class ApprovedCallTest extends CarolAsks {
    private String notSent(ApprovalId id) {
        assertThat(upstream.sent).isEmpty();
        Approval.Failed failed = (Approval.Failed) state(id);
        assertThat(failed.problem()).startsWith("nothing was sent: ");
        return failed.problem();
    }

    @Test
    void what_the_owner_approves_is_sent_once_exactly_as_it_was_shown_and_its_answer_reaches_the_agent() {
        ApprovalId id = ask();
        byte[] body = state(id).requested().planned().request().body();
        assertThat(body).isEqualTo(JsonWriter.write(ARGUMENTS));
        upstream.answer = () -> new Transmission.Answered(Reply.done("refunded"));
        assertThat(verbs.follow().follow(AGENT, id)).isInstanceOf(Followed.Waiting.class);
        assertThat(done(approve(ADA, id))).isInstanceOf(Approval.Approved.class);
        assertThat(upstream.sent).singleElement().satisfies(sent -> {
            assertThat(sent.request().body()).isEqualTo(body);
            assertThat(sent.credential()).isEqualTo(new Credential.Bearer("c"));
        });
        assertThat(state(id)).isInstanceOf(Approval.Succeeded.class);
        assertThat(outcome(id)).isInstanceOfSatisfying(CallOutcome.Answered.class, answered -> {
            assertThat(answered.call()).isEqualTo(state(id).requested().call());
            assertThat(answered.reply().content()).hasSize(1);
        });
        assertThat(house.recorded())
                .containsSubsequence(
                        "EVENT AWAITING_APPROVAL",
                        "INTENT STARTED",
                        "OUTCOME SUCCEEDED",
                        "INTENT STARTED",
                        "OUTCOME SUCCEEDED");
    }

    private CallOutcome outcome(ApprovalId id) {
        return ((Followed.Ended) Objects.requireNonNull(verbs.follow().follow(AGENT, id))).outcome();
    }

    @Test
    void only_the_same_user_with_the_same_client_learns_what_became_of_it() {
        ApprovalId id = ask();
        approve(ADA, id);
        PersonalAccessToken other = Fixtures.token(CAROL, 42, TokenScope.FULL);
        assertThat(verbs.follow().follow(agent(other), id)).isNull();
        assertThat(verbs.follow().follow(signedIn(ADA), id)).isNull();
        assertThat(verbs.follow().follow(AGENT, new ApprovalId(house.ids.get())))
                .isNull();
        assertThat(verbs.follow().follow(AGENT, id)).isNotNull();
    }

    @Test
    void an_approval_is_good_for_one_send() {
        ApprovalId id = ask();
        approve(ADA, id);
        assertThat(refusal(approve(ADA, id))).isInstanceOf(Refusal.Conflict.class);
        verbs.sendApproved().send(new ApprovalWork.Key(HARBOUR.id(), id));
        assertThat(upstream.sent).hasSize(1);
        assertThat(ask()).isNotEqualTo(id);
        assertThat(upstream.sent).hasSize(1);
    }

    /** A-03 of the threat model. */
    @Test
    void a_request_that_is_set_back_in_the_database_is_not_sent_again() {
        ApprovalId id = ask();
        Approval approved = done(approve(ADA, id));
        assertThat(house.store.approvals().advance(state(id), approved)).isTrue();
        verbs.sendApproved().send(new ApprovalWork.Key(HARBOUR.id(), id));
        assertThat(upstream.sent).hasSize(1);
        assertThat(state(id))
                .isInstanceOfSatisfying(
                        Approval.OutcomeUnknown.class,
                        lost -> assertThat(lost.problem()).contains("sent before"));
    }

    @Test
    void a_rejection_says_why_and_stands_for_a_while() {
        ApprovalId id = ask();
        done(verbs.decide().reject(signedIn(ADA), id, shown(id), " too much "));
        assertThat(outcome(id)).isInstanceOfSatisfying(CallOutcome.NotApproved.class, no -> {
            assertThat(no.refusal()).isEqualTo(CallOutcome.NotApproved.Refusal.REJECTED);
            assertThat(no.reason()).isEqualTo("too much");
        });
        assertThat(call(AGENT, ARGUMENTS))
                .isInstanceOfSatisfying(
                        CallOutcome.NotAsked.class,
                        unasked -> assertThat(unasked.problem()).contains("too much", "10 minutes"));
        assertThat(call(AGENT, id(7))).isInstanceOf(CallOutcome.AwaitingApproval.class);
        house.clock.advance(Duration.ofMinutes(11));
        assertThat(call(AGENT, ARGUMENTS)).isInstanceOf(CallOutcome.AwaitingApproval.class);
        assertThat(upstream.sent).isEmpty();
    }

    @Test
    void an_approval_for_a_time_is_good_for_the_same_call_until_somebody_who_sees_it_ends_that() {
        ApprovalId id = ask();
        done(verbs.decide().approve(signedIn(ADA), id, shown(id), Duration.ofHours(1)));
        ask();
        assertThat(upstream.sent).hasSize(2);
        assertThat(refusal(verbs.decide().revoke(signedIn(EVE), id))).isInstanceOf(Refusal.NotFound.class);
        done(verbs.decide().revoke(Fixtures.agent(ADA), id));
        assertThat(refusal(verbs.decide().revoke(signedIn(ADA), id))).isInstanceOf(Refusal.Conflict.class);
        assertThat(state(ask())).isInstanceOf(Approval.Pending.class);
        assertThat(upstream.sent).hasSize(2);
    }

    @Test
    void a_rejection_needs_a_reason() {
        ApprovalId id = ask();
        assertThat(refusal(verbs.decide().reject(signedIn(ADA), id, shown(id), " ")))
                .isInstanceOf(Refusal.Invalid.class);
        assertThat(state(id)).isInstanceOf(Approval.Pending.class);
    }

    @Test
    void the_same_call_joins_the_request_that_waits() {
        ApprovalId id = ask();
        assertThat(ask()).isEqualTo(id);
        assertThat(ask(id(7))).isNotEqualTo(id);
        approve(ADA, id);
        assertThat(upstream.sent).hasSize(1);
    }

    @Test
    void no_more_than_three_requests_of_one_person_for_one_tool_wait() {
        for (int i = 0; i < 3; i++) {
            ask(id(i));
        }
        for (int i = 3; i < 100; i++) {
            assertThat(call(AGENT, id(i)))
                    .isInstanceOfSatisfying(
                            CallOutcome.NotAsked.class,
                            unasked -> assertThat(unasked.problem()).contains("3 calls of this tool wait"));
        }
        verbs.mail().deliver();
        assertThat(house.store.outbox().waiting(HARBOUR.id(), 1_000)).hasSize(1);
    }

    @Test
    void three_rejections_of_one_tool_are_enough_for_a_while() {
        for (int i = 0; i < 3; i++) {
            ApprovalId id = ask(id(i));
            done(verbs.decide().reject(signedIn(ADA), id, shown(id), "no " + i));
        }
        assertThat(call(AGENT, id(9)))
                .isInstanceOfSatisfying(
                        CallOutcome.NotAsked.class,
                        unasked -> assertThat(unasked.problem()).contains("3 times"));
    }

    @Test
    void nobody_is_asked_where_nobody_could_answer() {
        policy(asking(new ApprovalDemand(Set.of(CAROL.person().id()), Set.of(), 1, false)));
        assertThat(call(AGENT, ARGUMENTS))
                .isInstanceOfSatisfying(
                        CallOutcome.NotAsked.class,
                        unasked -> assertThat(unasked.problem()).contains("no approver but the requester"));
        policy(asking(new ApprovalDemand(Set.of(), Set.of(), 3, false)));
        assertThat(call(AGENT, ARGUMENTS))
                .isInstanceOfSatisfying(
                        CallOutcome.NotAsked.class,
                        unasked -> assertThat(unasked.problem()).contains("3 approvers", "there are 2"));
    }

    /** A-07 of the threat model. */
    @Test
    void a_requester_cannot_approve_their_own_call_in_whichever_way() {
        policy(asking(
                new ApprovalDemand(Set.of(CAROL.person().id(), ADA.person().id()), Set.of(), 1, false)));
        ApprovalId id = ask();
        assertThat(refusal(approve(CAROL, id))).isInstanceOf(Refusal.NotPermitted.class);
        assertThat(refusal(verbs.decide().approve(AGENT, id, shown(id), NOT_AT_ALL)))
                .isInstanceOf(Refusal.NotPermitted.class);
        assertThat(refusal(verbs.decide().edit(signedIn(CAROL), id, shown(id), id(7))))
                .isInstanceOf(Refusal.NotFound.class);
        promote(CAROL, Role.ADMIN);
        assertThat(refusal(approve(member(HARBOUR, 13, "carol@example.com", "Carol", Role.ADMIN), id)))
                .isInstanceOf(Refusal.NotPermitted.class);
        assertThat(state(id)).isInstanceOf(Approval.Pending.class);
        assertThat(upstream.sent).isEmpty();
    }

    @Test
    void a_requester_may_approve_their_own_call_where_the_rule_lets_them() {
        policy(asking(new ApprovalDemand(Set.of(CAROL.person().id()), Set.of(), 1, true)));
        ApprovalId id = ask();
        assertThat(refusal(verbs.decide().approve(AGENT, id, shown(id), NOT_AT_ALL)))
                .isInstanceOf(Refusal.NotPermitted.class);
        done(approve(CAROL, id));
        assertThat(upstream.sent).hasSize(1);
    }

    @Test
    void a_token_decides_nothing_even_an_approvers() {
        ApprovalId id = ask();
        Caller token = Fixtures.agent(ADA);
        assertThat(refusal(verbs.decide().approve(token, id, shown(id), NOT_AT_ALL)))
                .isInstanceOf(Refusal.NotPermitted.class);
        assertThat(refusal(verbs.decide().edit(token, id, shown(id), id(7)))).isInstanceOf(Refusal.NotPermitted.class);
        assertThat(refusal(verbs.decide().settle(token, id, true, "x"))).isInstanceOf(Refusal.NotPermitted.class);
        done(verbs.decide().reject(token, id, shown(id), "rejecting is always safe"));
    }

    @Test
    void somebody_else_sees_no_request() {
        ApprovalId id = ask();
        assertThat(refusal(approve(EVE, id))).isInstanceOf(Refusal.NotFound.class);
        assertThat(refusal(verbs.decide().cancel(signedIn(EVE), id))).isInstanceOf(Refusal.NotFound.class);
        assertThat(verbs.read().find(signedIn(EVE), id)).isNull();
        assertThat(verbs.read().waiting(signedIn(EVE), null, 10)).isEmpty();
        assertThat(verbs.read().waiting(signedIn(ADA), null, 10)).hasSize(1);
        assertThat(verbs.read().list(signedIn(CAROL), false, null, 10)).hasSize(1);
        assertThat(verbs.read().list(signedIn(EVE), true, null, 10)).isEmpty();
        assertThat(verbs.read().list(signedIn(DAN), true, null, 10)).hasSize(1);
    }

    @Test
    void a_quorum_is_of_different_people_who_still_may() {
        policy(asking(new ApprovalDemand(Set.of(), Set.of(), 2, false)));
        ApprovalId id = ask();
        assertThat(done(approve(ADA, id))).isInstanceOf(Approval.Pending.class);
        assertThat(refusal(approve(ADA, id)).message()).contains("already");
        assertThat(upstream.sent).isEmpty();
        done(approve(DAN, id));
        assertThat(upstream.sent).hasSize(1);
    }

    /** A-02 of the threat model. */
    @Test
    void nobody_approves_what_they_were_not_shown() {
        ApprovalId id = ask();
        var other = new RequestDigest(new byte[32]);
        assertThat(refusal(verbs.decide().approve(signedIn(ADA), id, other, NOT_AT_ALL)))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(refusal(verbs.decide().reject(signedIn(ADA), id, other, "no")))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(state(id)).isInstanceOf(Approval.Pending.class);
    }

    /** A-04 of the threat model. */
    @Test
    void a_tool_that_was_changed_is_not_called() {
        ApprovalId id = ask();
        Server server = house.load("orders").server();
        done(house.admitted(admission -> Result.done(
                house.store.servers().replaceTools(admission, server, List.of(Fixtures.readingTool("refund"))))));
        announce();
        approve(ADA, id);
        assertThat(notSent(id)).contains("the tool was changed");
    }

    @Test
    void a_connection_that_was_made_anew_is_not_used() {
        ApprovalId id = ask();
        done(connections.connect().connect(signedIn(CAROL), ORDERS, false, new Credential.Bearer("d"), Map.of()));
        approve(ADA, id);
        assertThat(notSent(id)).contains("connected the service anew");
    }

    @Test
    void a_connection_that_was_taken_away_is_not_used() {
        ApprovalId id = ask();
        done(connections.connect().disconnect(signedIn(CAROL), ORDERS, false));
        approve(ADA, id);
        assertThat(notSent(id)).contains("not connected to the service any more");
    }

    @Test
    void a_policy_that_refuses_by_now_or_asks_others_is_obeyed() {
        ApprovalId denied = ask();
        policy(new PolicySet(Action.DENY, List.of()));
        approve(ADA, denied);
        assertThat(notSent(denied)).contains("the policy refuses the call");
        policy(asking(ApprovalDemand.BY_OWNER));
        ApprovalId other = ask(id(7));
        policy(asking(new ApprovalDemand(Set.of(DAN.person().id()), Set.of(), 1, false)));
        approve(ADA, other);
        assertThat(notSent(other)).contains("asks for another approval");
    }

    @Test
    void a_policy_that_does_not_ask_any_more_does_not_stop_what_was_approved() {
        ApprovalId id = ask();
        policy(new PolicySet(Action.ALLOW, List.of()));
        approve(ADA, id);
        assertThat(upstream.sent).hasSize(1);
    }

    /** A-09 of the threat model: between the approval and the sending. */
    @Test
    void an_approver_who_is_gone_by_the_time_of_sending_does_not_count() {
        ApprovalId id = ask();
        Approval.Pending pending = (Approval.Pending) state(id);
        var approved =
                new Approval.Approved(pending.requested(), Set.of(EVE.person().id()), house.clock.instant(), null);
        done(house.admitted(admission -> Result.done(house.store.approvals().decide(admission, pending, approved))));
        verbs.sendApproved().send(new ApprovalWork.Key(HARBOUR.id(), id));
        assertThat(notSent(id)).contains("somebody who approved it may not do so any more");
    }

    @Test
    void a_requester_whose_token_is_gone_is_not_served() {
        ApprovalId id = ask();
        done(house.admitted(admission -> Result.done(
                house.store.tokens().remove(admission, CAROL.person().id(), TOKEN.id()))));
        approve(ADA, id);
        assertThat(notSent(id)).contains("not let in any more");
    }

    @Test
    void a_requester_whose_token_has_expired_is_not_served() {
        house.clock.advance(Duration.ofHours(10));
        ApprovalId id = ask();
        house.clock.advance(Duration.ofHours(15));
        approve(ADA, id);
        assertThat(notSent(id)).contains("not let in any more");
    }

    @Test
    void a_requester_who_was_removed_is_not_served() {
        ApprovalId id = ask();
        Member carol = Objects.requireNonNull(
                house.store.members().find(HARBOUR.id(), CAROL.person().id()));
        done(house.admitted(
                admission -> Result.done(house.store.members().change(admission, carol, carol.of(Standing.REMOVED)))));
        approve(ADA, id);
        assertThat(notSent(id)).contains("not let in any more");
    }

    /** A-08 of the threat model. */
    @Test
    void what_has_expired_is_neither_approved_nor_sent() {
        ApprovalId id = ask();
        house.clock.advance(Duration.ofHours(24));
        assertThat(refusal(approve(ADA, id))).isEqualTo(new Refusal.Conflict("the request has expired"));
        end().expire(new ApprovalWork.Key(HARBOUR.id(), id));
        assertThat(state(id)).isInstanceOf(Approval.Expired.class);
        assertThat(outcome(id))
                .isInstanceOfSatisfying(
                        CallOutcome.NotApproved.class,
                        no -> assertThat(no.refusal()).isEqualTo(CallOutcome.NotApproved.Refusal.EXPIRED));
        assertThat(upstream.sent).isEmpty();
    }

    @Test
    void what_has_not_expired_is_not_ended() {
        ApprovalId id = ask();
        house.clock.advance(Duration.ofHours(23));
        end().expire(new ApprovalWork.Key(HARBOUR.id(), id));
        assertThat(state(id)).isInstanceOf(Approval.Pending.class);
    }

    private EndApprovals end() {
        return new EndApprovals(house.store.approvals(), verbs.mail(), house.store.unitOfWork());
    }

    @Test
    void a_requester_takes_a_request_back_before_it_is_sent() {
        ApprovalId id = ask();
        done(verbs.decide().cancel(AGENT, id));
        assertThat(state(id)).isInstanceOf(Approval.Cancelled.class);
        assertThat(refusal(approve(ADA, id))).isInstanceOf(Refusal.Conflict.class);
        assertThat(upstream.sent).isEmpty();
        ApprovalId sent = ask();
        approve(ADA, sent);
        assertThat(refusal(verbs.decide().cancel(AGENT, sent)).message()).contains("too late");
    }

    @Test
    void another_client_of_the_same_user_takes_nothing_back() {
        ApprovalId id = ask();
        assertThat(refusal(verbs.decide().cancel(agent(Fixtures.token(CAROL, 42, TokenScope.FULL)), id)))
                .isInstanceOf(Refusal.NotFound.class);
        done(verbs.decide().cancel(signedIn(CAROL), id));
    }

    @Test
    void an_approver_may_change_the_arguments_and_both_are_kept() {
        ApprovalId id = ask();
        RequestDigest before = shown(id);
        done(verbs.decide().edit(signedIn(ADA), id, before, id(7)));
        assertThat(shown(id)).isNotEqualTo(before);
        assertThat(state(id).requested().asked().parse()).isEqualTo(ARGUMENTS);
        assertThat(state(id).requested().edit())
                .satisfies(edit -> assertThat(edit.by()).isEqualTo(ADA.person().id()));
        assertThat(refusal(verbs.decide().approve(signedIn(ADA), id, before, NOT_AT_ALL)))
                .isInstanceOf(Refusal.Conflict.class);
        done(approve(ADA, id));
        assertThat(upstream.sent)
                .singleElement()
                .satisfies(sent -> assertThat(sent.request().body()).asString().isEqualTo("{\"id\":\"7\"}"));
        assertThat(house.audit.events())
                .anySatisfy(event -> assertThat(event.action() + event.detail().text())
                        .contains("approval.edit", "\"id\":\"7\"", before.toString()));
    }

    @Test
    void arguments_that_do_not_fit_or_that_the_policy_refuses_are_not_put_in() {
        ApprovalId id = ask();
        Json.Obj unfit = Json.object().put("id", "..").build();
        assertThat(refusal(verbs.decide().edit(signedIn(ADA), id, shown(id), unfit)))
                .isInstanceOf(Refusal.Invalid.class);
        policy(new PolicySet(Action.DENY, List.of()));
        assertThat(refusal(verbs.decide().edit(signedIn(ADA), id, shown(id), id(7))))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(state(id).requested().edit()).isNull();
    }

    @Test
    void an_approval_for_a_time_lets_the_same_call_through_and_no_other() {
        ApprovalId id = ask();
        done(verbs.decide().approve(signedIn(ADA), id, shown(id), Duration.ofHours(1)));
        ApprovalId again = ask();
        assertThat(again).isNotEqualTo(id);
        assertThat(state(again)).isInstanceOf(Approval.Succeeded.class);
        assertThat(upstream.sent).hasSize(2);
        assertThat(state(ask(id(7)))).isInstanceOf(Approval.Pending.class);
        house.clock.advance(Duration.ofMinutes(61));
        assertThat(state(ask())).isInstanceOf(Approval.Pending.class);
        assertThat(upstream.sent).hasSize(2);
    }

    @Test
    void an_approval_stands_for_a_day_at_the_most() {
        ApprovalId id = ask();
        assertThat(refusal(verbs.decide().approve(signedIn(ADA), id, shown(id), Duration.ofHours(25))))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void what_the_upstream_refuses_has_failed_and_the_agent_reads_its_answer() {
        upstream.answer = () -> new Transmission.Answered(new Reply(422, true, List.of(), null, false));
        ApprovalId id = ask();
        approve(ADA, id);
        assertThat(state(id)).isInstanceOf(Approval.Failed.class);
        assertThat(outcome(id))
                .isInstanceOfSatisfying(
                        CallOutcome.Answered.class,
                        answered -> assertThat(answered.reply().status()).isEqualTo(422));
    }

    @Test
    void an_unknown_outcome_blocks_its_twin_until_a_person_settles_it() {
        upstream.answer = () -> new Transmission.Failed("timed out", true);
        ApprovalId id = ask();
        approve(ADA, id);
        assertThat(state(id)).isInstanceOf(Approval.OutcomeUnknown.class);
        assertThat(outcome(id))
                .isInstanceOfSatisfying(
                        CallOutcome.UpstreamFailed.class,
                        failed -> assertThat(failed.sent()).isTrue());
        assertThat(ask()).isEqualTo(id);
        assertThat(upstream.sent).hasSize(1);
        assertThat(refusal(verbs.decide().settle(signedIn(EVE), id, true, "I guess")))
                .isInstanceOf(Refusal.NotFound.class);
        assertThat(verbs.read().waiting(signedIn(DAN), null, 10)).hasSize(1);
        done(verbs.decide().settle(signedIn(DAN), id, true, "seen in the ledger"));
        assertThat(state(id))
                .isInstanceOfSatisfying(
                        Approval.Succeeded.class,
                        done -> assertThat(done.settledBy())
                                .isEqualTo(DAN.person().id()));
        assertThat(outcome(id)).isInstanceOf(CallOutcome.Answered.class);
        assertThat(refusal(verbs.decide().settle(signedIn(DAN), id, false, "again")))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(ask()).isNotEqualTo(id);
    }

    @Test
    void what_cannot_be_recorded_is_neither_asked_nor_sent() {
        ApprovalId id = ask();
        Approval.Pending pending = (Approval.Pending) state(id);
        house.audit.fail();
        assertThat(call(AGENT, id(7))).isInstanceOf(CallOutcome.Unavailable.class);
        assertThat(verbs.read().list(signedIn(CAROL), false, null, 10)).hasSize(1);
        assertThat(refusal(approve(ADA, id))).isInstanceOf(Refusal.Unavailable.class);
        var approved =
                new Approval.Approved(pending.requested(), Set.of(ADA.person().id()), house.clock.instant(), null);
        done(house.admitted(admission -> Result.done(house.store.approvals().decide(admission, pending, approved))));
        verbs.sendApproved().send(new ApprovalWork.Key(HARBOUR.id(), id));
        assertThat(notSent(id)).contains("could not be recorded");
    }

    @Test
    void a_breakdown_while_sending_leaves_an_unknown_outcome() {
        upstream.answer = () -> {
            throw new IllegalStateException("broken");
        };
        ApprovalId id = ask();
        approve(ADA, id);
        assertThat(state(id)).isInstanceOf(Approval.OutcomeUnknown.class);
        assertThat(verbs.sendApproved().underWay()).isEmpty();
    }

    /** A-11 of the threat model: another node took this one for gone while it slept. */
    @Test
    void a_node_that_was_taken_for_gone_before_it_sent_sends_nothing() {
        ApprovalId id = ask();
        var key = new ApprovalWork.Key(HARBOUR.id(), id);
        Approval.Pending pending = (Approval.Pending) state(id);
        var approved =
                new Approval.Approved(pending.requested(), Set.of(ADA.person().id()), house.clock.instant(), null);
        done(house.admitted(admission -> Result.done(house.store.approvals().decide(admission, pending, approved))));
        Approval.Sending elsewhere = (Approval.Sending) approved.begin(house.ids.get(), house.clock.instant());
        done(house.admitted(admission -> Result.done(house.store.approvals().advance(approved, elsewhere))));
        verbs.sendApproved().send(key);
        assertThat(upstream.sent).isEmpty();
        house.clock.advance(Duration.ofSeconds(31));
        assertThat(house.store.approvalWork().abandoned()).containsExactly(key);
        end().abandon(key);
        assertThat(notSent(id)).contains("before it could be");
    }

    @Test
    void a_node_that_was_taken_for_gone_while_it_sent_still_tells_how_it_ended() {
        ApprovalId id = ask();
        upstream.answer = () -> {
            house.clock.advance(Duration.ofSeconds(31));
            end().abandon(new ApprovalWork.Key(HARBOUR.id(), id));
            assertThat(state(id)).isInstanceOf(Approval.OutcomeUnknown.class);
            return new Transmission.Answered(Reply.done("ok"));
        };
        approve(ADA, id);
        assertThat(state(id)).isInstanceOf(Approval.Succeeded.class);
        assertThat(outcome(id)).isInstanceOf(CallOutcome.Answered.class);
    }

    private void promote(Membership person, Role role) {
        Member present = Objects.requireNonNull(
                house.store.members().find(HARBOUR.id(), person.person().id()));
        done(house.admitted(
                admission -> Result.done(house.store.members().change(admission, present, present.inRole(role)))));
    }

    private void announce() {
        done(house.admitted(admission -> {
            admission.announce(new Change.OfServer(HARBOUR.id(), ORDERS));
            return Result.done(true);
        }));
    }
}
