package dev.airlock.application.call;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.agent;
import static dev.airlock.application.fake.Fixtures.deletingTool;
import static dev.airlock.application.fake.Fixtures.readingTool;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.airlock.application.call.TestConnection.Choice;
import dev.airlock.application.call.TestConnection.Finding;
import dev.airlock.application.connection.ConnectByOAuth;
import dev.airlock.application.connection.ServiceTokens.Answer;
import dev.airlock.application.fake.CallVerbs;
import dev.airlock.application.fake.ConnectionVerbs;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakeVault;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.application.server.TargetWish;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.Content;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.MemberPath;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.ApiConventions;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.server.ServerVariable.Discovery;
import dev.airlock.domain.server.ToolReading;
import dev.airlock.domain.tool.ToolName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls go where each connection says that its account is, and nowhere else. */
class BaseUrlsTest {
    private static final Slug DESK = new Slug("desk");
    private static final Json.Obj ID = Json.object().put("id", "7").build();
    private static final Credential KEY = new Credential.Bearer("key-of-ada");
    private static final ToolReading WHOAMI = new ToolReading(new ToolName("whoami"), ID, new MemberPath("user.name"));
    private static final Discovery SITES = new Discovery.Lookup(
            new ToolReading(new ToolName("sites"), ID, new MemberPath("id")), new MemberPath("name"));

    private final House house = new House();
    private final ScriptedExecutor upstream = new ScriptedExecutor();
    private final ConnectionVerbs verbs = ConnectionVerbs.on(
            house.store, new FakeVault(), house.audit, house.clock, house.ids, new CountingSecrets());
    private final ServerSnapshots snapshots = new ServerSnapshots(
            house.store.servers(),
            expression -> Condition.ALWAYS,
            schema -> arguments -> List.of(),
            Set.of(upstream),
            house.store.notices());
    private final CallVerbs calls = CallVerbs.on(
            house.store, snapshots, verbs.credentials(), house.audit, house.clock, house.ids, Duration.ofHours(24));
    private final CallTool callTool = calls.callTool();
    private final TestConnection testConnection =
            new TestConnection(house.gate, snapshots, house.store.connections(), verbs.connect(), verbs.credentials());

    @BeforeEach
    void aServerWithASubdomainForEachAccount() {
        house.store.organizations().found(ADA, "unused");
        add("https://{site}.desk.example/v1", new CredentialScheme.Bearer());
    }

    private void add(String url, CredentialScheme scheme) {
        house.add(
                server(ADA, 31, "desk", URI.create("https://desk.example/v1"), scheme),
                List.of(readingTool("whoami"), readingTool("sites"), deletingTool("wipe")),
                PolicySet.ALLOW_ALL);
        change(new TargetWish(UrlTemplate.of(url), null, null));
    }

    private Server stored() {
        return house.load("desk").server();
    }

    private void change(TargetWish wish) {
        done(edit(ChangeServer.Edit.of(wish)));
    }

    private Result<Server> edit(ChangeServer.Edit edit) {
        return new ChangeServer(house.gate, house.store.servers(), url -> null)
                .change(signedIn(ADA), DESK, stored().version(), edit);
    }

    private void variable(String name, Discovery discovery) {
        change(new TargetWish(null, null, List.of(new ServerVariable(name, "", null, List.of(), discovery))));
    }

    private Result<Connection> connect(Map<String, String> variables) {
        return verbs.connect().connect(signedIn(ADA), DESK, false, KEY, variables);
    }

    private Connection kept() {
        return Objects.requireNonNull(verbs.connect().find(signedIn(ADA), stored()));
    }

    private CallOutcome call() {
        return callTool.call(new ToolCall(agent(ADA), DESK, "whoami", ID));
    }

    private void answers(int status, String json) {
        var content = new Content.Text(json.getBytes(StandardCharsets.UTF_8));
        upstream.answer = () ->
                new Executor.Transmission.Answered(new Reply(status, status >= 400, List.of(content), null, false));
    }

    private List<String> origins() {
        return upstream.sent.stream().map(sent -> sent.request().origin()).toList();
    }

    private Finding test() {
        return done(testConnection.test(signedIn(ADA), DESK, false));
    }

    @Test
    void a_call_goes_to_the_site_of_its_connection() {
        done(connect(Map.of("site", "acme")));
        assertThat(call()).isInstanceOf(CallOutcome.Answered.class);
        assertThat(origins()).containsExactly("https://acme.desk.example");
        done(verbs.connect().choose(signedIn(ADA), DESK, false, Map.of("site", "other")));
        assertThat(call()).isInstanceOf(CallOutcome.Answered.class);
        assertThat(origins()).containsExactly("https://acme.desk.example", "https://other.desk.example");
        assertThat(kept().generation()).isEqualTo(2);
    }

    @Test
    void a_credential_is_not_taken_without_saying_what_it_is_for() {
        for (Map<String, String> variables : List.of(
                Map.<String, String>of(),
                Map.of("site", " "),
                Map.of("site", "evil.example/"),
                Map.of("site", "acme", "other", "x"))) {
            assertThat(refusal(connect(variables))).isInstanceOf(Refusal.Invalid.class);
        }
        assertThat(call()).isInstanceOf(CallOutcome.NotConnected.class);
        assertThat(upstream.sent).isEmpty();
    }

    @Test
    void a_base_url_that_moves_or_gains_a_place_gets_no_credential_that_was_given_before() {
        done(connect(Map.of("site", "acme")));
        change(TargetWish.of(UrlTemplate.of("https://{site}.evil.example")));
        assertThat(call())
                .isInstanceOfSatisfying(
                        CallOutcome.NotConnected.class,
                        outcome -> assertThat(outcome.fault()).contains("https://acme.evil.example"));
        change(TargetWish.of(UrlTemplate.of("https://{site}.desk.example/{part}")));
        assertThat(call())
                .isInstanceOfSatisfying(
                        CallOutcome.NotConnected.class,
                        outcome -> assertThat(outcome.fault()).contains("part"));
        assertThat(upstream.sent).isEmpty();
        change(TargetWish.of(UrlTemplate.of("https://{site}.desk.example/v2")));
        assertThat(call()).isInstanceOf(CallOutcome.Answered.class);
    }

    @Test
    void a_server_without_credentials_has_nobody_who_could_say() {
        assertThat(refusal(edit(ChangeServer.Edit.of(List.<CredentialScheme>of())))
                        .message())
                .contains("standard value");
    }

    @Test
    void whose_the_credential_is_is_asked_of_the_service() {
        conventions(WHOAMI);
        done(connect(Map.of("site", "acme")));
        answers(200, "{\"user\":{\"name\":\"Ada\\u0000 Lovelace\"}}");
        assertThat(test()).isEqualTo(new Finding.Works("Ada Lovelace"));
        assertThat(kept().account()).isEqualTo("Ada Lovelace");
        assertThat(upstream.sent.getFirst().credential()).isEqualTo(KEY);
    }

    private void conventions(ToolReading identity) {
        done(edit(ChangeServer.Edit.of(new ApiConventions(List.of(), List.of(), identity))));
    }

    @Test
    void only_a_refusal_of_the_service_breaks_a_connection_and_the_next_success_mends_it() {
        conventions(WHOAMI);
        done(connect(Map.of("site", "acme")));
        for (int status : List.of(403, 404, 500)) {
            answers(status, "{}");
            assertThat(test()).isInstanceOf(Finding.Unclear.class);
        }
        answers(200, "no JSON");
        assertThat(test()).isInstanceOf(Finding.Unclear.class);
        upstream.answer = () -> new Executor.Transmission.Failed("it is away", false);
        assertThat(test()).isEqualTo(new Finding.Unclear("it is away"));
        assertThat(kept().fault()).isNull();
        answers(401, "{}");
        assertThat(test()).isInstanceOf(Finding.Refused.class);
        assertThat(call()).isInstanceOf(CallOutcome.NotConnected.class);
        answers(200, "{\"user\":{\"name\":\"Ada\"}}");
        assertThat(test()).isEqualTo(new Finding.Works("Ada"));
        assertThat(call()).isInstanceOf(CallOutcome.Answered.class);
    }

    @Test
    void nothing_is_asked_of_the_service_before_that_is_recorded() {
        conventions(WHOAMI);
        done(connect(Map.of("site", "acme")));
        int recorded = house.audit.events().size();
        answers(200, "{}");
        test();
        assertThat(house.audit.events().subList(recorded, recorded + 2))
                .extracting(AuditEvent::action, event -> event.phase().name())
                .containsExactly(tuple("connection.test", "INTENT"), tuple("connection.test", "OUTCOME"));
        upstream.sent.clear();
        house.audit.fail();
        assertThat(refusal(testConnection.test(signedIn(ADA), DESK, false))).isInstanceOf(Refusal.Unavailable.class);
        assertThat(refusal(testConnection.test(signedIn(ADA), DESK, true))).isInstanceOf(Refusal.class);
        assertThat(upstream.sent).isEmpty();
    }

    @Test
    void airlock_reads_with_tools_that_only_read() {
        var wipe = new ToolReading(new ToolName("wipe"), ID, new MemberPath("id"));
        var gone = new ToolReading(new ToolName("gone"), ID, new MemberPath("id"));
        for (ToolReading reading : List.of(wipe, gone)) {
            assertThat(refusal(edit(ChangeServer.Edit.of(new ApiConventions(List.of(), List.of(), reading))))
                            .message())
                    .contains("only reads");
            var variable = new ServerVariable("site", "", null, List.of(), new Discovery.Lookup(reading, null));
            assertThat(refusal(edit(ChangeServer.Edit.of(new TargetWish(null, null, List.of(variable)))))
                            .message())
                    .contains("only reads");
        }
    }

    @Test
    void what_the_service_lists_is_chosen_where_it_is_one_and_else_by_the_person() {
        change(new TargetWish(
                UrlTemplate.of("https://api.desk.example/ex/{cloudId}"),
                List.of(UrlTemplate.of("https://login.desk.example")),
                List.of(new ServerVariable("cloudId", "", null, List.of(), SITES))));
        done(connect(Map.of()));
        assertThat(call())
                .isInstanceOfSatisfying(
                        CallOutcome.NotConnected.class,
                        outcome -> assertThat(outcome.fault()).contains("cloudId"));
        answers(
                200,
                "[{\"id\":\"c-1\",\"name\":\"One\"},{\"id\":\"c-2\",\"name\":\"Two\"},{\"id\":\"../x\",\"name\":\"Bad\"}]");
        ServerVariable cloudId = stored().target().variables().getFirst();
        assertThat(done(testConnection.choices(signedIn(ADA), DESK, false, cloudId)))
                .containsExactly(new Choice("c-1", "One"), new Choice("c-2", "Two"));
        assertThat(test()).isEqualTo(new Finding.Open(cloudId));
        answers(200, "[{\"id\":\"c-2\",\"name\":\"Two\"}]");
        assertThat(test()).isInstanceOf(Finding.Unclear.class);
        assertThat(kept().variables()).containsExactly(Map.entry("cloudId", "c-2"));
        assertThat(call()).isInstanceOf(CallOutcome.Answered.class);
    }

    @Test
    void where_an_account_is_can_be_said_by_the_token_endpoint() {
        oauth("https://login.desk.example");
        variable("site", new Discovery.TokenMember(new MemberPath("instance_url")));
        Connection connection = signIn(
                Map.of(),
                Json.object().put("instance_url", "https://acme.desk.example").build());
        assertThat(connection.variables()).containsExactly(Map.entry("site", "acme"));
        assertThat(connection.origins()).containsExactly("https://acme.desk.example");
        assertThat(signIn(
                                Map.of(),
                                Json.object()
                                        .put("instance_url", "https://acme.evil.example")
                                        .build())
                        .variables())
                .isEmpty();
        assertThat(call()).isInstanceOf(CallOutcome.NotConnected.class);
    }

    @Test
    void the_person_is_sent_to_the_site_that_they_chose_and_tokens_come_from_there() {
        oauth("https://{site}.desk.example");
        Connection connection = signIn(Map.of("site", "acme"), Json.Obj.EMPTY);
        assertThat(connection.variables()).containsExactly(Map.entry("site", "acme"));
        assertThat(refusal(verbs.connect().choose(signedIn(ADA), DESK, false, Map.of("site", "other"))))
                .isInstanceOf(Refusal.Conflict.class);
        house.clock.advance(Duration.ofHours(2));
        call();
        assertThat(verbs.tokens().endpoints())
                .containsOnly("https://acme.desk.example/token")
                .hasSize(2);
    }

    @Test
    void a_test_that_renews_the_token_on_its_way_still_notes_whose_it_is() {
        oauth("https://login.desk.example");
        conventions(WHOAMI);
        signIn(Map.of("site", "acme"), Json.Obj.EMPTY);
        house.clock.advance(Duration.ofHours(2));
        answers(200, "{\"user\":{\"name\":\"Ada\"}}");
        assertThat(test()).isEqualTo(new Finding.Works("Ada"));
        assertThat(kept().version()).isEqualTo(2);
        assertThat(kept().account()).isEqualTo("Ada");
    }

    private void oauth(String host) {
        done(edit(ChangeServer.Edit.of(List.of(new CredentialScheme.OAuth(new OAuthService(
                OAuthService.Flow.AUTHORIZATION_CODE,
                UrlTemplate.of(host + "/authorize"),
                UrlTemplate.of(host + "/token"),
                List.of(),
                " ",
                true,
                OAuthService.ClientAuthentication.POST,
                Map.of()))))));
        done(verbs.registerService().register(signedIn(ADA), DESK, "airlock", "secret"));
    }

    private Connection signIn(Map<String, String> variables, Json.Obj members) {
        verbs.tokens().answer(proof -> new Answer.Issued("access", "refresh", Duration.ofHours(1), members));
        var wish = new ConnectByOAuth.Wish(DESK, false, List.of(), variables, "session", "https://airlock/cb");
        String state = done(verbs.connectByOAuth().begin(signedIn(ADA), wish))
                .getQuery()
                .replaceAll(".*state=([^&]*).*", "$1");
        return done(verbs.connectByOAuth()
                .finish(
                        signedIn(ADA),
                        new ConnectByOAuth.Return(DESK, state, "code", null, "session", "https://airlock/cb")));
    }
}
