package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.WebSocket.handshake;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.oauth.Grant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a WebSocket, and who is told why not before there is one. */
@Timeout(30)
class WebSocketDoorTest {
    private static final String HOW = "resource_metadata=\"https://airlock.example.com/.well-known/"
            + "oauth-protected-resource/mcp/harbour/orders\", scope=\"mcp:tools\"";

    private World world;
    private String token;

    @BeforeEach
    void start() {
        world = new World();
        world.addServer(Fixtures.ADA, 100, "orders", Fixtures.readingTool("getOrder"));
        world.addServer(Fixtures.BOB, 200, "orders", Fixtures.readingTool("getOrder"));
        world.addServer(Fixtures.BOB, 201, "secrets", Fixtures.readingTool("getSecret"));
        token = world.token(Fixtures.ADA);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Reply refused(Request handshake) {
        return WebSocket.refused(world, handshake);
    }

    @Test
    void a_token_in_the_header_opens_it_and_the_subprotocol_is_named_again() {
        try (WebSocket socket = WebSocket.open(world, handshake(token).with("Sec-WebSocket-Protocol", "chat, mcp"))) {
            assertThat(socket.header("Sec-WebSocket-Protocol")).isEqualTo("mcp");
            assertThat(socket.header("Sec-WebSocket-Accept")).isNotEmpty();
        }
    }

    @Test
    void compression_is_not_granted() {
        Request asking = handshake(token).with("Sec-WebSocket-Extensions", "permessage-deflate");
        try (WebSocket socket = WebSocket.open(world, asking)) {
            assertThat(socket.header("Sec-WebSocket-Extensions")).isEmpty();
        }
    }

    @Test
    void whoever_presents_no_token_is_asked_for_one_before_anything_else() {
        Reply reply = refused(handshake().without("Sec-WebSocket-Protocol"));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer " + HOW);
    }

    @Test
    void a_token_that_is_no_good_is_called_invalid() {
        Reply reply = refused(handshake("airlock_pat_9999999999999999999999999999999999999999999"));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?token=%s", "?access_token=%s", "?ticket=%s", "?x=%s"})
    void a_token_in_the_url_is_refused_even_if_it_is_good(String query) {
        Reply reply = refused(handshake(token).to("/mcp/harbour/orders" + query.formatted(token)));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).contains("a token in a URL is not accepted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mcp/harbour/nothing",
                "/mcp/meadow/orders",
                "/mcp/meadow/secrets",
                "/mcp/no/such",
                "/mcp/harbour"
            })
    void a_server_that_one_does_not_reach_looks_like_none(String path) {
        Reply reply = refused(handshake(token).to(path));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.error().text("message"))
                .isEqualTo("there is no such MCP server, or your token does not reach it");
    }

    @Test
    void an_access_token_opens_the_endpoint_it_was_issued_for_alone() {
        world.addServer(Fixtures.ADA, 101, "stock", Fixtures.readingTool("getStock"));
        Grant grant = world.letIn(Fixtures.ADA, "/mcp/harbour/orders", TokenScope.Access.WRITE);
        String access = world.accessToken(grant);

        WebSocket.open(world, handshake(access)).close();
        assertThat(refused(handshake(access).to("/mcp/harbour/stock")).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example.net",
        "Origin, null",
        "Origin, http://airlock.example.com.evil.example.net",
        "Host, evil.example.net",
        "Host, 127.0.0.1.evil.example.net"
    })
    void other_pages_and_rebound_names_are_refused_whoever_they_speak_for(String header, String value) {
        Reply reply = refused(handshake(token).with(header, value));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.error().text("message")).isEqualTo("this origin, or this host name, is not served");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://airlock.example.com", "https://agent.example.net", "http://localhost:6274"})
    void our_own_pages_and_those_that_were_added_are_let_in(String origin) {
        WebSocket.open(world, handshake(token).with("Origin", origin)).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "chat", "mcp.auth.secret", "MCP"})
    void another_language_is_refused_in_words(String protocol) {
        Request asking = handshake(token).with("Sec-WebSocket-Protocol", protocol);

        Reply reply = refused(protocol.isEmpty() ? asking.without("Sec-WebSocket-Protocol") : asking);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().text("message"))
                .isEqualTo("a WebSocket here speaks MCP; send the header Sec-WebSocket-Protocol: mcp");
    }

    @ParameterizedTest
    @CsvSource({"Sec-WebSocket-Version, 8", "Sec-WebSocket-Version,", "Sec-WebSocket-Key,"})
    void half_a_handshake_is_refused_in_words(String header, String value) {
        Request asking = handshake(token);

        Reply reply = refused(value == null ? asking.without(header) : asking.with(header, value));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().text("message")).contains("Sec-WebSocket-Version: 13");
    }

    @Test
    void one_user_opens_so_many_and_no_more_until_one_is_closed() {
        WebSocket first = WebSocket.open(world, handshake(token));
        try (WebSocket second = WebSocket.open(world, handshake(token))) {
            assertThat(second.header("Upgrade")).isEqualToIgnoringCase("websocket");
            Reply reply = refused(handshake(token));
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.header("Retry-After")).isEqualTo("5");
            assertThat(reply.error().text("message")).isEqualTo("too many WebSockets are open; close one");

            first.close();
            WebSocket.openWhenThereIsPlace(world, handshake(token)).close();
        }
    }

    @Test
    void refusals_take_no_place() {
        for (int i = 0; i < 10; i++) {
            refused(handshake(token).without("Sec-WebSocket-Version"));
        }

        WebSocket.open(world, handshake(token)).close();
    }

    @Test
    void a_failure_of_our_own_is_told_by_its_incident_alone_and_takes_no_place() {
        world.addServerThatWantsCredentials(Fixtures.ADA, 102, "crm", Fixtures.readingTool("getContact"));
        WebSocket.open(world, handshake(token)).close();
        world.storeIsAway = true;
        for (int i = 0; i < 3; i++) {
            Reply reply = WebSocket.refused(world, handshake(token).to("/mcp/harbour/crm"));
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.error().text("message")).contains("incident").doesNotContain("store");
        }
        world.storeIsAway = false;

        WebSocket.openWhenThereIsPlace(world, handshake(token)).close();
    }

    @Test
    void a_key_that_is_none_is_answered_as_any_other() {
        WebSocket.open(world, handshake(token).with("Sec-WebSocket-Key", "x")).close();
    }
}
