package dev.airlock.application.call;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.agent;
import static dev.airlock.application.fake.Fixtures.member;
import static dev.airlock.application.fake.Fixtures.readingTool;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.application.approval.Approvals;
import dev.airlock.application.fake.CallVerbs;
import dev.airlock.application.fake.ConnectionVerbs;
import dev.airlock.application.fake.CountingIds;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakeVault;
import dev.airlock.application.fake.Fakes;
import dev.airlock.application.fake.ManualClock;
import dev.airlock.application.fake.RecordingAuditLog;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Result;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.application.server.TargetWish;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.Requester;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallToolTest {
    private static final Slug ORDERS = new Slug("orders");
    private static final Caller AGENT = agent(ADA);
    private static final Json.Obj ARGUMENTS = Json.object().put("id", "42").build();
    private static final Credential CREDENTIAL = new Credential.Bearer("s3cret");
    private static final Condition.Compiler NO_CONDITIONS = expression -> Condition.ALWAYS;
    private static final ArgumentSchemas WANTS_ID = schema ->
            arguments -> arguments.get("id") == null ? List.of(new Violation("id", "is required")) : List.of();

    private final Fakes store = new Fakes();
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final ManualClock clock = new ManualClock();
    private final CountingIds ids = new CountingIds();
    private final FakeVault vault = new FakeVault();
    private final ScriptedExecutor upstream = new ScriptedExecutor();
    private final Gate gate = new Gate(store.unitOfWork(), new RecordingAuditLog(), clock, ids);
    private final ConnectionVerbs connections =
            ConnectionVerbs.on(store, vault, new RecordingAuditLog(), clock, ids, new CountingSecrets());
    private final CallVerbs calls = CallVerbs.on(
            store,
            new ServerSnapshots(store.servers(), NO_CONDITIONS, WANTS_ID, Set.of(upstream), store.notices()),
            connections.credentials(),
            audit,
            clock,
            ids,
            Duration.ofHours(24));
    private final CallTool callTool = calls.callTool();

    @BeforeEach
    void anOrdersServerThatAdaIsConnectedToAndAnotherAdministrator() {
        store.join(member(HARBOUR, 14, "dan@example.com", "Dan", Role.ADMIN));
        add(server(ADA, 31, "orders"));
        connect();
    }

    @Test
    void an_allowed_call_is_sent_with_the_callers_credential_and_answered() {
        var reply = new Reply(201, false, List.of(), null, true);
        upstream.answer = () -> new Executor.Transmission.Answered(reply);
        CallOutcome.Answered outcome = (CallOutcome.Answered) call(ARGUMENTS);
        assertThat(outcome.reply()).isEqualTo(reply);
        assertThat(upstream.sent).singleElement().satisfies(sent -> {
            assertThat(sent.credential()).isEqualTo(CREDENTIAL);
            assertThat(sent.request().body()).asString().isEqualTo("{\"id\":\"42\"}");
        });
        assertThat(recorded()).containsExactly("INTENT STARTED", "OUTCOME SUCCEEDED");
        assertThat(audit.events())
                .extracting(AuditEvent::subject)
                .containsOnly(outcome.call().value());
        assertThat(audit.events().getLast().detail().text()).isEqualTo("{\"status\":201,\"truncated\":true}");
    }

    @Test
    void the_outcome_says_where_redirects_led() {
        upstream.answer = () -> new Executor.Transmission.Answered(
                new Reply(200, false, List.of(), null, false), "https://files.example.com");
        call(ARGUMENTS);
        assertThat(audit.events().getLast().detail().text())
                .isEqualTo("{\"status\":200,\"truncated\":false,\"redirectedTo\":\"https://files.example.com\"}");
    }

    @Test
    void the_intent_says_who_asks_for_what() {
        call(ARGUMENTS);
        AuditEvent intent = audit.events().getFirst();
        assertThat(intent.action()).isEqualTo("tool.call");
        assertThat(intent.organization()).isEqualTo(AGENT.organizationId());
        assertThat(intent.actor()).isEqualTo(AGENT.user().value());
        assertThat(intent.client()).isEqualTo("test-agent");
        assertThat(intent.address()).isEqualTo("127.0.0.1");
        assertThat(intent.server()).isEqualTo("orders");
        assertThat(intent.tool()).isEqualTo("get_order");
        assertThat(intent.at()).isEqualTo(clock.instant());
        Json.Obj detail = intent.detail().parse();
        assertThat(detail.text("rule")).isEqualTo("default");
        assertThat(detail.text("method")).isEqualTo("POST");
        assertThat(detail.text("origin")).isEqualTo("https://api.example.com");
        assertThat(detail.text("digest")).matches("[0-9a-f]{64}");
        assertThat(detail.object("arguments")).isEqualTo(ARGUMENTS);
    }

    @Test
    void the_intent_is_recorded_before_anything_is_sent() {
        upstream.answer = () -> {
            assertThat(recorded()).containsExactly("INTENT STARTED");
            return new Executor.Transmission.Answered(new Reply(200, false, List.of(), null, false));
        };
        call(ARGUMENTS);
        assertThat(upstream.sent).hasSize(1);
    }

    @Test
    void where_nothing_can_be_recorded_nothing_is_sent() {
        audit.fail();
        assertThat(call(ARGUMENTS))
                .isInstanceOfSatisfying(
                        CallOutcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.problem())
                                .startsWith("nothing was sent, because the call could not be recorded"));
        assertThat(call("no_such_tool", ARGUMENTS)).isInstanceOf(CallOutcome.Unavailable.class);
        policy(Action.REQUIRE_APPROVAL);
        assertThat(call(ARGUMENTS)).isInstanceOf(CallOutcome.Unavailable.class);
        assertThat(upstream.sent).isEmpty();
        assertThat(audit.events()).isEmpty();
    }

    @Test
    void a_denied_call_never_reaches_the_upstream() {
        policy(Action.DENY);
        assertThat(call(ARGUMENTS))
                .isInstanceOfSatisfying(
                        CallOutcome.Denied.class,
                        denied -> assertThat(denied.ground().rule()).isEqualTo("default"));
        assertNothingSentBut("EVENT DENIED");
    }

    @Test
    void arguments_that_do_not_fit_the_schema_never_reach_the_upstream() {
        assertThat(call(Json.Obj.EMPTY))
                .isInstanceOfSatisfying(
                        CallOutcome.InvalidArguments.class,
                        invalid ->
                                assertThat(invalid.violations()).containsExactly(new Violation("id", "is required")));
        assertNothingSentBut("EVENT INVALID");
        assertThat(audit.events().getFirst().detail().text()).contains("\"violations\":[\"id: is required\"]");
    }

    @Test
    void arguments_that_no_request_can_carry_never_reach_the_upstream() {
        assertThat(call(Json.object().put("id", "..").build())).isInstanceOf(CallOutcome.InvalidArguments.class);
        assertNothingSentBut("EVENT INVALID");
    }

    @Test
    void an_unknown_tool_another_organizations_server_and_one_beyond_the_tokens_scope_look_the_same() {
        var elsewhere = new TokenScope(Set.of(new ServerId(uuid(99))), TokenScope.Access.WRITE);
        assertThat(Stream.of(
                                callTool.call(new ToolCall(AGENT, ORDERS, "no_such_tool", ARGUMENTS)),
                                callTool.call(new ToolCall(AGENT, new Slug("nowhere"), "no_such_tool", ARGUMENTS)),
                                callTool.call(new ToolCall(agent(BOB), ORDERS, "no_such_tool", ARGUMENTS)),
                                callTool.call(new ToolCall(agent(ADA, elsewhere), ORDERS, "no_such_tool", ARGUMENTS)))
                        .distinct())
                .containsExactly(new CallOutcome.UnknownTool("no_such_tool"));
        assertThat(callTool.call(new ToolCall(agent(ADA, elsewhere), ORDERS, "get_order", ARGUMENTS)))
                .isInstanceOf(CallOutcome.UnknownTool.class);
        assertThat(callTool.call(new ToolCall(agent(BOB), ORDERS, "get_order", ARGUMENTS)))
                .isInstanceOf(CallOutcome.UnknownTool.class);
        assertThat(upstream.sent).isEmpty();
        assertThat(recorded()).hasSize(6).containsOnly("EVENT INVALID");
    }

    @Test
    void a_caller_who_is_not_connected_is_told_where_to_connect_and_nothing_is_sent() {
        disconnect();
        CallOutcome.NotConnected outcome = (CallOutcome.NotConnected) call(ARGUMENTS);
        assertThat(outcome.connectPath()).isEqualTo("/servers/orders/connection");
        assertThat(outcome.serverName()).isEqualTo("The orders API");
        assertNothingSentBut("EVENT FAILED");
    }

    @Test
    void nobody_is_asked_to_approve_a_call_that_could_not_be_sent_for_want_of_a_connection() {
        disconnect();
        policy(Action.REQUIRE_APPROVAL);
        assertThat(call(ARGUMENTS)).isInstanceOf(CallOutcome.NotConnected.class);
        assertNothingSentBut("EVENT FAILED");
    }

    @Test
    void a_denied_caller_is_not_sent_to_connect_first() {
        disconnect();
        policy(Action.DENY);
        assertThat(call(ARGUMENTS)).isInstanceOf(CallOutcome.Denied.class);
    }

    @Test
    void a_credential_given_for_another_origin_is_not_used() {
        var edit = ChangeServer.Edit.of(TargetWish.of(UrlTemplate.of("https://evil.example.com/v1")));
        done(new ChangeServer(gate, store.servers(), url -> null).change(signedIn(ADA), ORDERS, 1, edit));
        assertThat(call(ARGUMENTS)).isInstanceOf(CallOutcome.NotConnected.class);
        assertNothingSentBut("EVENT FAILED");
        connect();
        assertThat(call(ARGUMENTS)).isInstanceOf(CallOutcome.Answered.class);
        assertThat(upstream.sent.getFirst().request().origin()).isEqualTo("https://evil.example.com");
    }

    @Test
    void an_api_that_wants_no_credential_is_called_without_one() {
        add(server(ADA, 32, "weather", URI.create("https://weather.example.com")));
        assertThat(callTool.call(new ToolCall(AGENT, new Slug("weather"), "get_order", ARGUMENTS)))
                .isInstanceOf(CallOutcome.Answered.class);
        assertThat(upstream.sent.getFirst().credential()).isNull();
    }

    @Test
    void a_call_that_needs_approval_waits_bound_to_exactly_its_request() {
        policy(Action.REQUIRE_APPROVAL);
        CallOutcome.AwaitingApproval outcome = (CallOutcome.AwaitingApproval) call(ARGUMENTS);
        assertNothingSentBut("EVENT AWAITING_APPROVAL");
        Json.Obj detail = audit.events().getFirst().detail().parse();
        assertThat(detail.text("approval")).isEqualTo(outcome.approval().toString());
        Approvals.Held held =
                Objects.requireNonNull(store.approvals().find(AGENT.organizationId(), outcome.approval()));
        Approval.Pending pending = (Approval.Pending) held.approval();
        assertThat(pending.requested().digest()).hasToString(detail.text("digest"));
        assertThat(pending.requested().planned().arguments().parse()).isEqualTo(ARGUMENTS);
        assertThat(pending.requested().requester()).isEqualTo(Requester.of(AGENT));
        assertThat(pending.requested().call()).isEqualTo(outcome.call());
        assertThat(pending.requested().expiresAt())
                .isEqualTo(outcome.expiresAt())
                .isEqualTo(clock.instant().plus(Duration.ofHours(24)));
        assertThat(pending.approvedBy()).isEmpty();
    }

    @Test
    void a_new_credential_other_arguments_or_another_caller_change_the_digest_and_the_same_call_does_not() {
        String first = digestOf(AGENT, ARGUMENTS);
        assertThat(digestOf(AGENT, ARGUMENTS)).isEqualTo(first);
        assertThat(digestOf(AGENT, Json.object().put("id", "43").build())).isNotEqualTo(first);
        assertThat(digestOf(signedIn(ADA), ARGUMENTS)).isNotEqualTo(first);
        connect();
        assertThat(digestOf(AGENT, ARGUMENTS)).isNotEqualTo(first);
    }

    @Test
    void an_upstream_that_refuses_is_an_answer_recorded_as_failed() {
        upstream.answer = () -> new Executor.Transmission.Answered(new Reply(404, true, List.of(), null, false));
        assertThat(call(ARGUMENTS)).isInstanceOf(CallOutcome.Answered.class);
        assertThat(recorded()).containsExactly("INTENT STARTED", "OUTCOME FAILED");
    }

    @Test
    void a_request_that_was_never_sent_failed_and_one_that_may_have_been_is_unknown() {
        upstream.answer = () -> new Executor.Transmission.Failed("connection refused", false);
        assertThat(call(ARGUMENTS))
                .isInstanceOfSatisfying(
                        CallOutcome.UpstreamFailed.class,
                        failed -> assertThat(failed.sent()).isFalse());
        upstream.answer = () -> new Executor.Transmission.Failed("timed out", true);
        assertThat(call(ARGUMENTS))
                .isInstanceOfSatisfying(
                        CallOutcome.UpstreamFailed.class,
                        failed -> assertThat(failed.sent()).isTrue());
        assertThat(recorded())
                .containsExactly("INTENT STARTED", "OUTCOME FAILED", "INTENT STARTED", "OUTCOME OUTCOME_UNKNOWN");
        assertThat(audit.events().getLast().detail().text()).isEqualTo("{\"problem\":\"timed out\"}");
    }

    @Test
    void an_outcome_is_recorded_even_when_the_executor_breaks() {
        upstream.answer = () -> {
            throw new IllegalStateException("broken");
        };
        assertThatThrownBy(() -> call(ARGUMENTS)).hasMessage("broken");
        assertThat(recorded()).containsExactly("INTENT STARTED", "OUTCOME OUTCOME_UNKNOWN");
    }

    @Test
    void a_credential_that_cannot_be_opened_is_no_credential() {
        moveTheSealedCredentialToAnotherVersion();
        assertThat(call(ARGUMENTS)).isInstanceOfSatisfying(CallOutcome.NotConnected.class, unconnected -> {
            assertThat(unconnected.connectPath()).isEqualTo("/servers/orders/connection");
            assertThat(unconnected.fault()).isEqualTo("the stored credential cannot be opened");
        });
        assertThat(upstream.sent).isEmpty();
        assertThat(recorded()).containsExactly("INTENT STARTED", "OUTCOME FAILED");
    }

    @Test
    void secrets_among_the_arguments_are_not_recorded() {
        call(Json.object()
                .put("id", "42")
                .put("api-key", "hidden1")
                .put("X-Access_Token", "hidden2")
                .put("nested", Json.object().put("newPassword", "hidden3").build())
                .build());
        assertThat(audit.events())
                .allSatisfy(event -> assertThat(event.detail().text()).doesNotContain("hidden"));
        assertThat(audit.events().getFirst().detail().text()).contains("[removed]");
        assertThat(audit.events())
                .allSatisfy(event -> assertThat(event.toString()).doesNotContain("s3cret"));
    }

    @Test
    void a_huge_call_leaves_a_small_record() {
        Json.ObjBuilder huge = Json.object().put("id", "x".repeat(100_000));
        for (int i = 0; i < 1_000; i++) {
            huge.put("n".repeat(1_000) + i, Json.strings(List.of("y".repeat(1_000), "z")));
        }
        call("t".repeat(10_000), huge.build());
        assertThat(audit.events()).singleElement().satisfies(event -> {
            assertThat(event.tool()).hasSize(128);
            assertThat(event.detail().utf8()).hasSizeLessThan(200_000);
            assertThat(event.detail().text()).contains("[… of 100000 characters]");
        });
    }

    @Test
    void a_change_of_policy_is_obeyed_by_the_next_call() {
        assertThat(call(ARGUMENTS)).isInstanceOf(CallOutcome.Answered.class);
        policy(Action.DENY);
        assertThat(call(ARGUMENTS)).isInstanceOf(CallOutcome.Denied.class);
    }

    private String digestOf(Caller caller, Json.Obj arguments) {
        callTool.call(new ToolCall(caller, ORDERS, "get_order", arguments));
        return audit.events().stream()
                .filter(event -> event.phase() == Phase.INTENT)
                .reduce((first, last) -> last)
                .map(event -> event.detail().parse().text("digest"))
                .orElseThrow();
    }

    private void assertNothingSentBut(String record) {
        assertThat(upstream.sent).isEmpty();
        assertThat(recorded()).containsExactly(record);
    }

    private List<String> recorded() {
        return audit.events().stream()
                .map(event -> event.phase() + " " + event.result())
                .toList();
    }

    private CallOutcome call(Json.Obj arguments) {
        return call("get_order", arguments);
    }

    private CallOutcome call(String tool, Json.Obj arguments) {
        return callTool.call(new ToolCall(AGENT, ORDERS, tool, arguments));
    }

    private void add(Server server) {
        done(gate.admit(
                signedIn(ADA),
                new Act("test", Role.ADMIN, null, Json.Obj.EMPTY),
                admission -> Result.done(store.servers()
                        .add(admission, server, List.of(readingTool("get_order")), PolicySet.ALLOW_ALL))));
    }

    private void policy(Action byDefault) {
        long version =
                store.servers().load(AGENT.organizationId(), ORDERS).server().version();
        done(new ChangePolicy(gate, store.servers(), NO_CONDITIONS)
                .replace(signedIn(ADA), ORDERS, version, new PolicySet(byDefault, List.of())));
    }

    private void connect() {
        done(connections.connect().connect(signedIn(ADA), ORDERS, false, CREDENTIAL, Map.of()));
    }

    private void disconnect() {
        done(connections.connect().disconnect(signedIn(ADA), ORDERS, false));
    }

    private void moveTheSealedCredentialToAnotherVersion() {
        var act = new Act("test", Role.MEMBER, null, Json.Obj.EMPTY);
        done(gate.admit(signedIn(ADA), act, admission -> {
            var present = store.connections().find(AGENT.organizationId(), new ServerId(uuid(31)), AGENT.user());
            store.connections()
                    .put(
                            admission,
                            new dev.airlock.domain.connection.Connection(
                                    present.organization(),
                                    present.id(),
                                    present.server(),
                                    present.user(),
                                    present.origins(),
                                    present.variables(),
                                    present.scheme(),
                                    present.account(),
                                    present.fault(),
                                    present.sealed(),
                                    present.generation(),
                                    present.version() + 1,
                                    present.updatedAt()));
            return Result.done(true);
        }));
    }

    private static <T> T done(Result<T> result) {
        return ((Result.Done<T>) result).value();
    }
}
