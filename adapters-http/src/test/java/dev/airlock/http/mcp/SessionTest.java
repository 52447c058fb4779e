package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.legacy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Legacy clients that can be asked to open the page on which their user connects a service. */
@Timeout(30)
class SessionTest {
    private static final String CAN_BE_ASKED = "{\"elicitation\":{\"form\":{},\"url\":{}}}";
    private static final String CRM = "/mcp/harbour/crm";

    private World world;
    private IssueToken.Issued issued;
    private String token;

    @BeforeEach
    void start() {
        world = new World();
        world.fakes.join(Fixtures.CAROL);
        world.addServerThatWantsCredentials(Fixtures.ADA, 101, "crm", Fixtures.readingTool("getContact"));
        world.addServerThatWantsCredentials(Fixtures.ADA, 102, "shop", Fixtures.readingTool("getContact"));
        issued = world.issue(Fixtures.ADA, TokenScope.FULL);
        token = issued.secret();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Reply initialize(String bearer, String version, String capabilities) {
        return legacy(
                        bearer,
                        "initialize",
                        "{\"protocolVersion\":\"" + version + "\",\"capabilities\":" + capabilities + "}")
                .to(CRM)
                .send(world);
    }

    private String session(String bearer) {
        String session = initialize(bearer, "2025-11-25", CAN_BE_ASKED).header("Mcp-Session-Id");
        assertThat(session).isNotNull();
        return session;
    }

    private Request call(String bearer, String session) {
        return legacy(bearer, "tools/call", "{\"name\":\"getContact\",\"arguments\":{\"id\":\"1\"}}")
                .to(CRM)
                .with("Mcp-Session-Id", session);
    }

    private Request stream(String bearer, String session) {
        return call(bearer, session).by("GET").saying("").with("Accept", "text/event-stream");
    }

    private static Json.Obj elicitation(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.code()).isEqualTo(-32042);
        return (Json.Obj) reply.error().object("data").items("elicitations").getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-11-25 | {}",
                "2025-11-25 | {\"elicitation\":{}}",
                "2025-11-25 | {\"elicitation\":{\"form\":{}}}",
                "2025-11-25 | {\"elicitation\":{\"url\":true}}",
                "2025-06-18 | {\"elicitation\":{\"url\":{}}}",
                "2025-03-26 | {\"elicitation\":{\"url\":{}}}"
            })
    void a_client_that_cannot_be_asked_gets_no_session(String version, String capabilities) {
        assertThat(initialize(token, version, capabilities).header("Mcp-Session-Id"))
                .isNull();
    }

    @Test
    void within_a_session_a_missing_connection_is_a_page_to_open() {
        String session = session(token);

        Json.Obj asked = elicitation(call(token, session).send(world));

        assertThat(asked.members()).containsOnlyKeys("mode", "elicitationId", "url", "message");
        assertThat(asked.text("mode")).isEqualTo("url");
        assertThat(asked.text("url")).isEqualTo("https://airlock.example.com/servers/crm/connection");
        assertThat(asked.text("message")).contains("The crm API");
        assertThat(elicitation(call(token, session).send(world)).text("elicitationId"))
                .isEqualTo(asked.text("elicitationId"));
        assertThat(elicitation(call(token, session(token)).send(world)).text("elicitationId"))
                .isNotEqualTo(asked.text("elicitationId"));
        assertThat(world.upstream.sent()).isZero();
    }

    @Test
    void without_a_session_it_is_a_tool_error_with_a_link() {
        Reply reply = call(token, "").without("Mcp-Session-Id").send(world);

        assertThat(reply.result().isTrue("isError")).isTrue();
        assertThat(reply.text()).contains("https://airlock.example.com/servers/crm/connection");
    }

    @Test
    void the_stream_of_the_session_is_told_when_the_connection_is_made_and_then_the_call_works() {
        String session = session(token);
        try (Events events = Events.open(world, stream(token, session))) {
            events.awaitSilence();
            Json.Obj asked = elicitation(call(token, session).send(world));

            world.connect(Fixtures.ADA, "crm");

            Json.Obj told = events.next();
            assertThat(events.header("content-type")).isEqualTo("text/event-stream");
            assertThat(told.members()).containsOnlyKeys("jsonrpc", "method", "params");
            assertThat(told.text("method")).isEqualTo("notifications/elicitation/complete");
            assertThat(told.object("params").text("elicitationId")).isEqualTo(asked.text("elicitationId"));
            assertThat(call(token, session).send(world).text()).startsWith("getContact");
        }
    }

    @Test
    void a_connection_that_broke_is_asked_for_and_told_under_another_name() {
        String session = session(token);
        Json.Obj first = elicitation(call(token, session).send(world));
        Connection connection = world.connect(Fixtures.ADA, "crm");
        try (Events events = Events.open(world, stream(token, session))) {
            events.awaitSilence();
            world.breakOff(connection);
            Json.Obj second = elicitation(call(token, session).send(world));

            world.connect(Fixtures.ADA, "crm");

            assertThat(second.text("message")).contains("the service refused it");
            assertThat(second.text("elicitationId")).isNotEqualTo(first.text("elicitationId"));
            assertThat(events.next().object("params").text("elicitationId")).isEqualTo(second.text("elicitationId"));
        }
    }

    @Test
    void a_connection_that_was_taken_away_is_asked_for_and_told_under_another_name() {
        String session = session(token);
        Json.Obj first = elicitation(call(token, session).send(world));
        try (Events events = Events.open(world, stream(token, session))) {
            events.awaitSilence();
            world.connect(Fixtures.ADA, "crm");
            assertThat(events.next().object("params").text("elicitationId")).isEqualTo(first.text("elicitationId"));
            world.disconnect(Fixtures.ADA, "crm");
            events.awaitSilence();
            Json.Obj second = elicitation(call(token, session).send(world));

            world.connect(Fixtures.ADA, "crm");

            assertThat(second.text("elicitationId")).isNotEqualTo(first.text("elicitationId"));
            assertThat(events.next().object("params").text("elicitationId")).isEqualTo(second.text("elicitationId"));
        }
    }

    @Test
    void a_connection_that_all_share_is_told_too() {
        String carols = world.token(Fixtures.CAROL);
        String session = session(carols);
        try (Events events = Events.open(world, stream(carols, session))) {
            events.awaitSilence();
            Json.Obj asked = elicitation(call(carols, session).send(world));

            world.connectAll(Fixtures.ADA, "crm");

            assertThat(events.next().object("params").text("elicitationId")).isEqualTo(asked.text("elicitationId"));
        }
    }

    @Test
    void connections_of_others_and_to_other_servers_are_not_told() {
        String session = session(token);
        try (Events events = Events.open(world, stream(token, session))) {
            events.awaitSilence();

            world.connect(Fixtures.CAROL, "crm");
            world.connect(Fixtures.ADA, "shop");

            events.awaitSilence();
            events.awaitSilence();
        }
    }

    @Test
    void a_revoked_token_ends_the_stream() {
        String session = session(token);
        try (Events events = Events.open(world, stream(token, session))) {
            events.awaitSilence();

            world.revoke(Fixtures.ADA, issued);

            assertThat(events.next()).isNull();
        }
    }

    @Test
    void a_session_is_good_for_its_user_and_its_server_alone() {
        String session = session(token);
        String carols = world.token(Fixtures.CAROL);

        assertThat(call(carols, session).send(world).status()).isEqualTo(404);
        assertThat(stream(carols, session).send(world).status()).isEqualTo(404);
        assertThat(call(token, session).to("/mcp/harbour/shop").send(world).status())
                .isEqualTo(404);
        assertThat(stream(token, session).to("/mcp/harbour/shop").send(world).status())
                .isEqualTo(404);
        assertThat(call(world.token(Fixtures.ADA), session).send(world).code())
                .as("another token of the same user")
                .isEqualTo(-32042);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", ".", "a.b", "%s.", "%sA", "A%s", "%s.%1$s"})
    void an_altered_session_is_not_known(String alteration) {
        String altered = alteration.formatted(session(token));

        Reply reply = call(token, altered).send(world);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo(-32000);
        assertThat(stream(token, altered).send(world).status()).isEqualTo(404);
    }

    @Test
    void a_stream_wants_a_client_that_takes_events() {
        assertThat(stream(token, session(token))
                        .with("Accept", "application/json")
                        .send(world)
                        .status())
                .isEqualTo(406);
    }

    @Test
    void a_session_cannot_be_deleted() {
        assertThat(call(token, session(token)).by("DELETE").send(world).status())
                .isEqualTo(405);
    }
}
