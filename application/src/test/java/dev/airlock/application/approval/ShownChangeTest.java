package dev.airlock.application.approval;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.hash;
import static dev.airlock.application.fake.Fixtures.member;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.approval.ReadApprovals.Seen;
import dev.airlock.application.call.Executor;
import dev.airlock.application.change.Change;
import dev.airlock.application.fake.CallVerbs;
import dev.airlock.application.fake.ConnectionVerbs;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakeVault;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.AnnotationMatch;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerType;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Approvers are shown what a call would change, and what they approve is that change and no other. */
class ShownChangeTest {
    private static final Slug ORDERS = new Slug("orders");
    private static final Membership DAN = member(HARBOUR, 14, "dan@example.com", "Dan", Role.ADMIN);
    private static final PersonalAccessToken TOKEN = Fixtures.token(CAROL, 41, TokenScope.FULL);
    private static final Caller AGENT = new Caller.Agent(
            CAROL,
            TOKEN.scope(),
            TOKEN.name(),
            "10.0.0.7",
            new Entitlement(Entitlement.Kind.TOKEN, TOKEN.id().value()));

    private final House house = new House();
    private final Orders upstream = new Orders();
    private final ConnectionVerbs connections = ConnectionVerbs.on(
            house.store, new FakeVault(), house.audit, house.clock, house.ids, new CountingSecrets());
    private final CallVerbs verbs = CallVerbs.on(house, connections, upstream);

    /** One order at a service; a write only takes note of itself. */
    private static final class Orders implements Executor {
        private Json.Obj order = json("open", 1);
        private boolean readable = true;
        private boolean counts;
        private int views;
        private final List<String> reached = new ArrayList<>();

        private static Json.Obj json(String status, long total) {
            return Json.object().put("status", status).put("total", total).build();
        }

        @Override
        public ServerType type() {
            return ServerType.OPENAPI;
        }

        @Override
        public Operation bind(Server server, Tool tool) {
            String method = Objects.requireNonNull(tool.binding().parse().text("method"));
            return new Operation() {
                @Override
                public Preparation prepare(Json.Obj arguments, Map<String, String> variables) {
                    byte[] body = method.equals("PATCH") ? JsonWriter.write(arguments) : new byte[0];
                    return new Preparation.Ready(new OutgoingRequest(
                            method, "https://api.example.com", "/orders/" + arguments.text("id"), List.of(), body));
                }

                @Override
                public Transmission send(
                        OutgoingRequest request, Map<String, String> variables, @Nullable Credential credential) {
                    reached.add(method + " with " + (credential == null ? "nothing" : "a credential"));
                    return readable || !method.equals("GET")
                            ? new Transmission.Answered(new Reply(200, false, List.of(), answer(), false))
                            : new Transmission.Failed("refused", false);
                }
            };
        }

        private byte[] answer() {
            views++;
            return JsonWriter.write(
                    counts ? Json.object().putAll(order).put("views", views).build() : order);
        }
    }

    @BeforeEach
    void writesWait() {
        house.store.organizations().found(ADA, "unused");
        List.of(CAROL, DAN).forEach(house.store::join);
        done(house.admitted(admission -> {
            house.store.tokens().add(admission, TOKEN, hash("carol's"));
            return Result.done(true);
        }));
        house.add(
                server(ADA, 31, "orders"),
                List.of(Fixtures.deletingTool("delete_order"), Fixtures.readingTool("get_order"), patching()),
                asking(1));
        done(connections.connect().connect(signedIn(CAROL), ORDERS, false, new Credential.Bearer("c"), Map.of()));
    }

    private static Tool patching() {
        return Tool.define(
                new ToolName("update_order"),
                "Update",
                "",
                Json.object().put("type", "object").build(),
                null,
                new ToolAnnotations(false, false, true, true),
                Json.object().put("method", "PATCH").put("path", "/orders/{id}").build());
    }

    private static PolicySet asking(int quorum) {
        return new PolicySet(
                Action.ALLOW,
                List.of(new Rule(
                        "ask",
                        List.of(),
                        Set.of(AnnotationMatch.WRITES),
                        Subjects.EVERYONE,
                        null,
                        null,
                        Action.REQUIRE_APPROVAL,
                        new ApprovalDemand(Set.of(), Set.of(), quorum, false))));
    }

    private ApprovalId ask(String tool) {
        Json.Obj arguments =
                Json.object().put("id", "7").put("status", "closed").build();
        return ((CallOutcome.AwaitingApproval) verbs.callTool().call(new ToolCall(AGENT, ORDERS, tool, arguments)))
                .approval();
    }

    private Seen seen(ApprovalId id) {
        return Objects.requireNonNull(verbs.read().find(signedIn(ADA), id));
    }

    private @Nullable PresentState present(ApprovalId id) {
        return verbs.read().present(signedIn(ADA), seen(id));
    }

    private Result<Approval> approve(Membership person, ApprovalId id, Seen shown) {
        return verbs.decide()
                .approve(signedIn(person), id, shown.approval().requested().shown(), Duration.ZERO);
    }

    @Test
    void what_a_change_is_about_is_read_as_the_requester_and_shown() {
        ApprovalId id = ask("update_order");
        assertThat(upstream.reached).containsExactly("GET with a credential");
        assertThat(present(id))
                .isEqualTo(new PresentState(
                        new ToolName("get_order"),
                        Json.object().put("status", "open").build()));
        assertThat(house.audit.events())
                .anySatisfy(event -> assertThat(event.tool() + event.detail().text())
                        .contains("get_order", "to show approvers what would change"));
        done(approve(ADA, id, seen(id)));
        assertThat(upstream.reached)
                .containsExactly(
                        "GET with a credential",
                        "GET with a credential",
                        "GET with a credential",
                        "PATCH with a credential");
    }

    @Test
    void what_would_be_deleted_is_shown_without_what_changes_by_itself() {
        upstream.counts = true;
        ApprovalId id = ask("delete_order");
        assertThat(present(id)).isEqualTo(new PresentState(new ToolName("get_order"), upstream.order));
        done(approve(ADA, id, seen(id)));
        assertThat(upstream.reached).endsWith("DELETE with a credential");
    }

    @Test
    void a_change_meanwhile_is_shown_before_anybody_approves() {
        ApprovalId id = ask("update_order");
        Seen before = seen(id);
        upstream.order = Orders.json("shipped", 1);
        assertThat(refusal(approve(ADA, id, before)))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        conflict -> assertThat(conflict.message()).contains("look at it again"));
        assertThat(Objects.requireNonNull(present(id)).seen().text("status")).isEqualTo("shipped");
        assertThat(refusal(approve(ADA, id, before))).isInstanceOf(Refusal.Conflict.class);
        done(approve(ADA, id, seen(id)));
        assertThat(upstream.reached).endsWith("PATCH with a credential");
    }

    @Test
    void a_change_of_what_the_call_is_not_about_is_no_news() {
        ApprovalId id = ask("update_order");
        upstream.order = Orders.json("open", 2);
        done(approve(ADA, id, seen(id)));
        assertThat(upstream.reached).endsWith("PATCH with a credential");
    }

    @Test
    void whoever_approved_before_the_change_has_to_approve_again() {
        policy(asking(2));
        ApprovalId id = ask("update_order");
        done(approve(ADA, id, seen(id)));
        upstream.order = Orders.json("shipped", 1);
        assertThat(refusal(approve(DAN, id, seen(id)))).isInstanceOf(Refusal.Conflict.class);
        assertThat(((Approval.Pending) seen(id).approval()).approvedBy()).isEmpty();
        done(approve(DAN, id, seen(id)));
        assertThat(seen(id).approval()).isInstanceOf(Approval.Pending.class);
        done(approve(ADA, id, seen(id)));
        assertThat(upstream.reached).endsWith("PATCH with a credential");
    }

    @Test
    void a_change_between_the_approval_and_the_sending_stops_it() {
        ApprovalId id = ask("update_order");
        Approval.Pending pending = (Approval.Pending) seen(id).approval();
        var approved =
                new Approval.Approved(pending.requested(), Set.of(ADA.person().id()), house.clock.instant(), null);
        done(house.admitted(admission -> Result.done(house.store.approvals().decide(admission, pending, approved))));
        upstream.order = Orders.json("shipped", 1);
        verbs.sendApproved().send(new ApprovalWork.Key(HARBOUR.id(), id));
        assertThat(seen(id).approval())
                .isInstanceOfSatisfying(
                        Approval.Failed.class,
                        failed -> assertThat(failed.problem()).contains("changed since it was approved"));
        assertThat(upstream.reached).doesNotContain("PATCH with a credential");
    }

    @Test
    void what_cannot_be_read_any_more_is_not_shown_any_more() {
        ApprovalId id = ask("update_order");
        upstream.readable = false;
        assertThat(refusal(approve(ADA, id, seen(id)))).isInstanceOf(Refusal.Conflict.class);
        assertThat(present(id)).isNull();
        done(approve(ADA, id, seen(id)));
        assertThat(upstream.reached).endsWith("PATCH with a credential");
    }

    @Test
    void nothing_is_read_that_the_policy_does_not_let_the_requester_read_at_once() {
        policy(new PolicySet(Action.REQUIRE_APPROVAL, List.of()));
        ApprovalId id = ask("update_order");
        assertThat(present(id)).isNull();
        assertThat(upstream.reached).isEmpty();
        done(approve(ADA, id, seen(id)));
        assertThat(upstream.reached).containsExactly("PATCH with a credential");
    }

    @Test
    void a_repeated_call_reads_nothing() {
        ask("update_order");
        ask("update_order");
        assertThat(upstream.reached).hasSize(1);
    }

    @Test
    void whoever_may_not_decide_makes_nothing_be_read() {
        ApprovalId id = ask("update_order");
        assertThat(refusal(approve(CAROL, id, seen(id)))).isInstanceOf(Refusal.NotPermitted.class);
        assertThat(upstream.reached).hasSize(1);
    }

    @Test
    void changed_arguments_are_shown_with_what_they_would_change() {
        ApprovalId id = ask("update_order");
        Json.Obj other = Json.object().put("id", "7").put("total", 9).build();
        done(verbs.decide()
                .edit(signedIn(ADA), id, seen(id).approval().requested().shown(), other));
        assertThat(Objects.requireNonNull(present(id)).seen())
                .isEqualTo(Json.object().put("total", 1).build());
    }

    @Test
    void an_approver_does_not_look_around_with_the_requesters_credential() {
        ApprovalId id = ask("update_order");
        Json.Obj other = Json.object().put("id", "8").put("total", 9).build();
        done(verbs.decide()
                .edit(signedIn(ADA), id, seen(id).approval().requested().shown(), other));
        assertThat(present(id)).isNull();
        assertThat(upstream.reached).hasSize(1);
    }

    private void policy(PolicySet policy) {
        done(house.admitted(admission -> {
            boolean replaced = house.store
                    .servers()
                    .replacePolicy(admission, house.load("orders").server(), policy);
            admission.announce(new Change.OfServer(HARBOUR.id(), ORDERS));
            return Result.done(replaced);
        }));
    }
}
