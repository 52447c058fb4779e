package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.modern;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.Action;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modern clients whose call requires that their user connects a service. */
@Timeout(30)
class ConnectionInputTest {
    private static final String ACCEPT = "{\"connection\":{\"action\":\"accept\"}}";

    private World world;
    private IssueToken.Issued issued;
    private String token;

    @BeforeEach
    void start() {
        begin(World.BRISK);
    }

    private void begin(McpSettings settings) {
        world = new World(settings);
        world.fakes.join(Fixtures.CAROL);
        for (String server : new String[] {"crm", "shop"}) {
            world.addServerThatWantsCredentials(
                    Fixtures.ADA,
                    server.length(),
                    server,
                    Fixtures.readingTool("getContact"),
                    Fixtures.readingTool("getDeal"));
        }
        issued = world.issue(Fixtures.ADA, TokenScope.FULL);
        token = issued.secret();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /** A call of a client with these capabilities; more are members of the parameters, each followed by a comma. */
    private static Request call(String bearer, String tool, String id, String capabilities, String more) {
        Request request = modern(
                        bearer, "tools/call", more + "\"name\":\"" + tool + "\",\"arguments\":{\"id\":\"" + id + "\"},")
                .with("Mcp-Name", tool)
                .to("/mcp/harbour/crm");
        return request.saying(new String(request.body(), StandardCharsets.UTF_8)
                .replace("clientCapabilities\":{}", "clientCapabilities\":" + capabilities));
    }

    private static Request call(String bearer, String tool, String id, String more) {
        return call(bearer, tool, id, "{\"elicitation\":{\"form\":{},\"url\":{}}}", more);
    }

    private Request call(String more) {
        return call(token, "getContact", "1", more);
    }

    private Json.Obj ask() {
        Json.Obj result = call("").send(world).result();
        assertThat(result.text("resultType")).isEqualTo("input_required");
        return result;
    }

    private static String again(Json.Obj asked, String responses) {
        return "\"inputResponses\":" + responses + ",\"requestState\":\"" + asked.text("requestState") + "\",";
    }

    @Test
    void a_missing_connection_is_an_input_that_the_call_requires() {
        Json.Obj result = ask();

        assertThat(result.members()).containsOnlyKeys("resultType", "_meta", "inputRequests", "requestState");
        assertThat(result.object("inputRequests").members()).containsOnlyKeys("connection");
        Json.Obj request = result.object("inputRequests").object("connection");
        assertThat(request.members()).containsOnlyKeys("method", "params");
        assertThat(request.text("method")).isEqualTo("elicitation/create");
        assertThat(request.object("params").members()).containsOnlyKeys("mode", "url", "message");
        assertThat(request.object("params").text("mode")).isEqualTo("url");
        assertThat(request.object("params").text("url"))
                .isEqualTo("https://airlock.example.com/servers/crm/connection");
        assertThat(request.object("params").text("message")).contains("The crm API");
        assertThat(world.upstream.sent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"elicitation\":{}}", "{\"elicitation\":{\"form\":{}}}"})
    void a_client_that_cannot_be_asked_gets_a_tool_error_with_a_link(String capabilities) {
        Reply reply = call(token, "getContact", "1", capabilities, "").send(world);

        assertThat(reply.result().text("resultType")).isEqualTo("complete");
        assertThat(reply.result().isTrue("isError")).isTrue();
        assertThat(reply.text()).contains("https://airlock.example.com/servers/crm/connection");
    }

    @Test
    void nobody_is_asked_for_a_call_that_the_policy_refuses() {
        world.setAction(Fixtures.ADA, "crm", "getContact", Action.DENY);

        assertThat(call("").send(world).result().text("resultType")).isEqualTo("complete");
    }

    @Test
    void a_user_who_accepts_and_has_connected_gets_their_answer() {
        Json.Obj asked = ask();
        world.connect(Fixtures.ADA, "crm");

        Reply reply = call(again(asked, ACCEPT)).send(world);

        assertThat(reply.result().text("resultType")).isEqualTo("complete");
        assertThat(reply.text()).startsWith("getContact");
    }

    @Test
    void a_user_who_accepts_first_gets_their_answer_as_soon_as_they_have_connected() {
        Json.Obj asked = ask();
        try (Events events = Events.open(world, call(again(asked, ACCEPT)))) {
            events.awaitSilence();

            world.connect(Fixtures.ADA, "crm");

            Json.Obj result = events.next().object("result");
            assertThat(result.text("resultType")).isEqualTo("complete");
            assertThat(result.toString()).contains("getContact {");
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void connections_of_others_do_not_end_the_waiting() {
        Json.Obj asked = ask();
        try (Events events = Events.open(world, call(again(asked, ACCEPT)))) {
            events.awaitSilence();

            world.connect(Fixtures.CAROL, "crm");
            world.connect(Fixtures.ADA, "shop");

            events.awaitSilence();
            events.awaitSilence();
            assertThat(world.upstream.sent()).isZero();
        }
    }

    @Test
    void a_call_that_has_waited_long_enough_is_sent_again_without_asking_anew() {
        stop();
        begin(new McpSettings(
                1 << 20,
                3,
                1 << 20,
                4,
                2,
                Duration.ofMillis(50),
                Duration.ofMillis(150),
                Duration.ofMillis(10),
                Duration.ofMillis(150),
                HoldSettings.DEFAULT,
                SocketSettings.DEFAULT));
        Json.Obj later = call(again(ask(), ACCEPT)).send(world).result();
        assertThat(later.text("resultType")).isEqualTo("input_required");
        assertThat(later.members()).containsOnlyKeys("resultType", "_meta", "requestState");

        world.connect(Fixtures.ADA, "crm");
        Reply reply =
                call("\"requestState\":\"" + later.text("requestState") + "\",").send(world);

        assertThat(reply.text()).startsWith("getContact");
    }

    @ParameterizedTest
    @ValueSource(strings = {"decline", "cancel"})
    void a_user_who_does_not_accept_is_not_asked_again(String action) {
        Reply reply = call(again(ask(), "{\"connection\":{\"action\":\"" + action + "\"}}"))
                .send(world);

        assertThat(reply.result().text("resultType")).isEqualTo("complete");
        assertThat(reply.result().isTrue("isError")).isTrue();
        assertThat(reply.text()).contains("https://airlock.example.com/servers/crm/connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"other\":{\"action\":\"accept\"}}", "{\"connection\":1}", "[]"})
    void a_call_without_the_response_asks_once_more(String responses) {
        Json.Obj result = call(again(ask(), responses)).send(world).result();

        assertThat(result.text("resultType")).isEqualTo("input_required");
        assertThat(result.object("inputRequests")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"connection\":{\"action\":\"agree\"}}", "{\"connection\":{}}"})
    void a_response_that_is_none_is_refused(String responses) {
        assertThat(call(again(ask(), responses)).send(world).code()).isEqualTo(-32602);
    }

    @Test
    void a_state_is_good_for_its_user_server_tool_and_arguments_alone() {
        world.connect(Fixtures.CAROL, "crm");
        world.connect(Fixtures.ADA, "shop");
        String again = again(ask(), ACCEPT);

        assertRefused(call(world.token(Fixtures.CAROL), "getContact", "1", again));
        assertRefused(call(again).to("/mcp/harbour/shop"));
        assertRefused(call(token, "getDeal", "1", again));
        assertRefused(call(token, "getContact", "2", again));
    }

    private void assertRefused(Request request) {
        int recorded = world.audit.events().size();

        Reply reply = request.send(world);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.code()).isEqualTo(-32602);
        assertThat(reply.error().text("message")).contains("requestState");
        assertThat(world.audit.events()).hasSize(recorded);
        assertThat(world.upstream.sent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"x\"", "\".\"", "\"%sA\"", "\"A%s\"", "1", "null", "{}"})
    void an_altered_state_is_refused(String alteration) {
        world.connect(Fixtures.CAROL, "crm");
        String state = alteration.formatted(ask().text("requestState"));

        assertRefused(call("\"inputResponses\":" + ACCEPT + ",\"requestState\":" + state + ","));
    }

    @Test
    void a_state_cannot_be_made_to_say_more_than_it_does() {
        String state = ask().text("requestState");

        assertRefused(call("\"requestState\":\"" + state.replace("asked", "accepted") + "\","));
        assertRefused(call("\"requestState\":\"" + state.replaceFirst("^\\d", "9") + "\","));
    }

    @Test
    void a_state_expires() {
        Json.Obj asked = ask();

        world.clock.advance(Duration.ofMinutes(10));

        assertRefused(call(again(asked, ACCEPT)));
    }

    @Test
    void a_token_that_is_revoked_while_its_call_waits_calls_nothing() {
        Json.Obj asked = ask();
        try (Events events = Events.open(world, call(again(asked, ACCEPT)))) {
            events.awaitSilence();
            world.revoke(Fixtures.ADA, issued);

            world.connect(Fixtures.ADA, "crm");

            assertThat(events.next().object("result").text("resultType")).isEqualTo("input_required");
            assertThat(world.upstream.sent()).isZero();
        }
    }

    @Test
    void a_server_that_stops_does_not_wait_for_users() {
        Json.Obj asked = ask();
        try (Events events = Events.open(world, call(again(asked, ACCEPT)))) {
            events.awaitSilence();

            world.close();

            assertThat(events.next().object("result").text("resultType")).isEqualTo("input_required");
        }
    }

    @Test
    void a_listening_client_is_told_that_its_tools_can_be_used_now() {
        Request listen = modern(token, "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true},")
                .to("/mcp/harbour/crm");
        try (Events events = Events.open(world, listen)) {
            events.next();
            world.connect(Fixtures.CAROL, "crm");
            world.connect(Fixtures.ADA, "shop");
            events.awaitSilence();

            world.connect(Fixtures.ADA, "crm");

            assertThat(events.next().text("method")).isEqualTo("notifications/tools/list_changed");
        }
    }
}
