package dev.airlock.application.approval;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.hash;
import static dev.airlock.application.fake.Fixtures.member;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;

import dev.airlock.application.call.ScriptedExecutor;
import dev.airlock.application.fake.CallVerbs;
import dev.airlock.application.fake.ConnectionVerbs;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakeVault;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Result;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.RequestDigest;
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
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** What tests of approvals have in common: Carol's agent asks, Ada owns the server, Dan administers the organization. */
abstract class CarolAsks {
    static final Slug ORDERS = new Slug("orders");
    static final Membership DAN = member(HARBOUR, 14, "dan@example.com", "Dan", Role.ADMIN);
    static final Membership EVE = member(HARBOUR, 15, "eve@example.com", "Eve", Role.MEMBER);
    static final PersonalAccessToken TOKEN = Fixtures.token(CAROL, 41, TokenScope.FULL);
    static final Caller AGENT = agent(TOKEN);
    static final Json.Obj ARGUMENTS = Json.object().put("id", "42").build();
    static final Duration NOT_AT_ALL = Duration.ZERO;

    final House house = new House();
    final ScriptedExecutor upstream = new ScriptedExecutor();
    final ConnectionVerbs connections = ConnectionVerbs.on(
            house.store, new FakeVault(), house.audit, house.clock, house.ids, new CountingSecrets());
    final CallVerbs verbs = CallVerbs.on(house, connections, upstream);

    static Caller agent(PersonalAccessToken token) {
        return new Caller.Agent(
                CAROL,
                token.scope(),
                token.name(),
                "10.0.0.7",
                new Entitlement(Entitlement.Kind.TOKEN, token.id().value()));
    }

    @BeforeEach
    void writesWaitForTheOwner() {
        house.store.organizations().found(ADA, "unused");
        List.of(CAROL, DAN, EVE).forEach(house.store::join);
        done(house.admitted(admission -> {
            house.store.tokens().add(admission, TOKEN, hash("carol's"));
            return Result.done(true);
        }));
        house.add(server(ADA, 31, "orders"), List.of(tool("refund")), asking(ApprovalDemand.BY_OWNER));
        done(connections.connect().connect(signedIn(CAROL), ORDERS, false, new Credential.Bearer("c"), Map.of()));
    }

    static Tool tool(String name) {
        return Fixtures.deletingTool(name);
    }

    static PolicySet asking(ApprovalDemand demand) {
        return new PolicySet(
                Action.ALLOW,
                List.of(new Rule(
                        "ask", List.of(), Set.of(), Subjects.EVERYONE, null, null, Action.REQUIRE_APPROVAL, demand)));
    }

    CallOutcome call(Caller caller, Json.Obj arguments) {
        return verbs.callTool().call(new ToolCall(caller, ORDERS, "refund", arguments));
    }

    ApprovalId ask() {
        return ask(ARGUMENTS);
    }

    ApprovalId ask(Json.Obj arguments) {
        return ((CallOutcome.AwaitingApproval) call(AGENT, arguments)).approval();
    }

    Approval state(ApprovalId id) {
        return Objects.requireNonNull(house.store.approvals().find(HARBOUR.id(), id))
                .approval();
    }

    RequestDigest shown(ApprovalId id) {
        return state(id).requested().digest();
    }

    Result<Approval> approve(Membership person, ApprovalId id) {
        return verbs.decide().approve(signedIn(person), id, shown(id), NOT_AT_ALL);
    }

    static Json.Obj id(int id) {
        return Json.object().put("id", Integer.toString(id)).build();
    }

    void policy(PolicySet policy) {
        var gate = new Gate(house.store.unitOfWork(), house.audit, house.clock, house.ids);
        done(new ChangePolicy(gate, house.store.servers(), expression -> Condition.ALWAYS)
                .replace(signedIn(ADA), ORDERS, house.load("orders").server().version(), policy));
    }
}
