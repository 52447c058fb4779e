package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.WebSocket.handshake;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.Grant;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tickets, with which a client that can send no header opens a WebSocket. */
@Timeout(30)
class TicketTest {
    private static final String ORDERS = "/mcp/harbour/orders";

    private World world;
    private IssueToken.Issued issued;

    @BeforeEach
    void start() {
        world = new World();
        world.addServer(Fixtures.ADA, 100, "orders", Fixtures.readingTool("getOrder"), Fixtures.deletingTool("drop"));
        world.addServer(Fixtures.ADA, 101, "stock", Fixtures.readingTool("getStock"));
        world.addServer(Fixtures.ADA, 102, "ticket", Fixtures.readingTool("getTicket"));
        world.addServer(Fixtures.BOB, 201, "secrets", Fixtures.readingTool("getSecret"));
        issued = world.issue(Fixtures.ADA, TokenScope.FULL);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static Request asking(String token) {
        return Request.of("POST", ORDERS + "/ticket").with("Authorization", "Bearer " + token);
    }

    private String ticket(String token) {
        Reply reply = asking(token).send(world);
        assertThat(reply.status()).isEqualTo(201);
        return reply.json().text("ticket");
    }

    private static Request with(String ticket) {
        return handshake().to(ORDERS + "?ticket=" + ticket);
    }

    @Test
    void a_ticket_comes_with_the_url_that_it_opens_and_is_kept_nowhere() {
        Reply reply = asking(issued.secret()).send(world);

        String ticket = reply.json().text("ticket");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(ticket).startsWith("airlock_ticket_");
        assertThat(reply.json().text("url")).isEqualTo("wss://airlock.example.com/mcp/harbour/orders?ticket=" + ticket);
        assertThat(reply.json().get("expiresIn")).isEqualTo(Json.of(30));
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void a_ticket_opens_one_socket() {
        String ticket = ticket(issued.secret());

        try (WebSocket socket = WebSocket.open(world, with(ticket))) {
            socket.request(1, "ping", "{}");
            assertThat(socket.next().get("id")).isEqualTo(Json.of(1));
        }
        Reply again = WebSocket.refused(world, with(ticket));
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"invalid_token\", error_description=\"the ticket is used up, too old or for"
                        + " another MCP server\", resource_metadata=\"https://airlock.example.com/.well-known/"
                        + "oauth-protected-resource/mcp/harbour/orders\", scope=\"mcp:tools\"");
    }

    @Test
    void a_ticket_is_good_for_half_a_minute() {
        String ticket = ticket(issued.secret());
        world.clock.advance(Duration.ofSeconds(31));

        assertThat(WebSocket.refused(world, with(ticket)).status()).isEqualTo(401);
    }

    @Test
    void a_ticket_opens_the_endpoint_that_it_is_for_and_no_other() {
        String ticket = ticket(issued.secret());

        assertThat(WebSocket.refused(world, with(ticket).to("/mcp/harbour/stock?ticket=" + ticket))
                        .status())
                .isEqualTo(401);
        assertThat(WebSocket.refused(world, with(ticket).to("/mcp/no?ticket=" + ticket))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void a_ticket_is_good_for_no_plain_request(String method) {
        String ticket = ticket(issued.secret());

        Reply reply = Request.legacy("", "ping", "{}")
                .without("Authorization")
                .by(method)
                .to(ORDERS + "?ticket=" + ticket)
                .send(world);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).contains("a token in a URL is not accepted");
        WebSocket.open(world, with(ticket)).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"&token=x", "&access_token=y", "&a=b"})
    void beside_a_ticket_there_is_nothing_in_the_url(String more) {
        String ticket = ticket(issued.secret());

        assertThat(WebSocket.refused(world, with(ticket + more)).status()).isEqualTo(401);
    }

    @Test
    void foreign_pages_are_refused_with_a_ticket_too() {
        String ticket = ticket(issued.secret());

        assertThat(WebSocket.refused(world, with(ticket).with("Origin", "https://evil.example.net"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_ticket_is_void_once_its_token_is_revoked() {
        String ticket = ticket(issued.secret());
        world.revoke(Fixtures.ADA, issued);

        assertThat(WebSocket.refused(world, with(ticket)).status()).isEqualTo(401);
    }

    @Test
    void revoking_the_token_closes_what_its_ticket_opened() {
        try (WebSocket socket = WebSocket.open(world, with(ticket(issued.secret())))) {
            world.revoke(Fixtures.ADA, issued);

            assertThat(socket.awaitClose().code()).isEqualTo(1008);
        }
    }

    @Test
    void the_end_of_a_token_closes_what_its_ticket_opened_without_any_notice() {
        Grant grant = world.letIn(Fixtures.ADA, ORDERS, TokenScope.Access.WRITE);
        try (WebSocket socket = WebSocket.open(world, with(ticket(world.accessToken(grant))))) {
            world.clock.advance(Duration.ofHours(1));

            assertThat(socket.awaitClose().code()).isEqualTo(1008);
        }
    }

    @Test
    void the_end_of_a_grant_closes_what_its_ticket_opened_and_voids_others() {
        Grant grant = world.letIn(Fixtures.ADA, ORDERS, TokenScope.Access.WRITE);
        String unused = ticket(world.accessToken(grant));
        try (WebSocket socket = WebSocket.open(world, with(ticket(world.accessToken(grant))))) {
            world.putOut(grant);

            assertThat(socket.awaitClose().code()).isEqualTo(1008);
            assertThat(WebSocket.refused(world, with(unused)).status()).isEqualTo(401);
        }
    }

    @Test
    void a_ticket_gives_no_more_than_its_token() {
        var reading = world.issue(Fixtures.ADA, new TokenScope(Set.of(), TokenScope.Access.READ));
        try (WebSocket socket = WebSocket.open(world, with(ticket(reading.secret())))) {
            socket.request(1, "tools/list", "{}");
            assertThat(socket.next().object("result").items("tools")).hasSize(1);
            socket.request(2, "tools/call", "{\"name\":\"drop\",\"arguments\":{\"id\":\"a\"}}");
            socket.next();
            assertThat(world.upstream.sent()).isZero();
        }
    }

    @Test
    void tickets_are_issued_to_good_tokens_alone() {
        assertThat(asking(issued.secret()).without("Authorization").send(world).status())
                .isEqualTo(401);
        Reply invalid = asking("airlock_pat_9999999999999999999999999999999999999999999")
                .send(world);
        assertThat(invalid.status()).isEqualTo(401);
        assertThat(invalid.header("WWW-Authenticate"))
                .contains("resource_metadata=\"https://airlock.example.com/.well-known/oauth-protected-resource"
                        + "/mcp/harbour/orders\"");
        assertThat(asking(issued.secret())
                        .with("Origin", "https://evil.example.net")
                        .send(world)
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp/harbour/nothing/ticket", "/mcp/meadow/secrets/ticket", "/mcp/a/b/c/ticket"})
    void a_server_that_one_does_not_reach_issues_none(String path) {
        assertThat(asking(issued.secret()).to(path).send(world).status()).isEqualTo(404);
    }

    @Test
    void an_access_token_gets_tickets_to_its_own_endpoint_alone() {
        Grant grant = world.letIn(Fixtures.ADA, ORDERS, TokenScope.Access.WRITE);

        assertThat(asking(world.accessToken(grant))
                        .to("/mcp/harbour/stock/ticket")
                        .send(world)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void only_a_post_is_issued_one() {
        Reply reply = asking(issued.secret()).by("GET").send(world);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.error().text("message")).isEqualTo("a ticket is issued to a POST");
    }

    @Test
    void a_server_named_ticket_is_a_server() {
        Reply reply = Request.legacy(issued.secret(), "ping", "{}")
                .to("/mcp/harbour/ticket")
                .send(world);

        assertThat(reply.result().members()).isEmpty();
        assertThat(asking(issued.secret())
                        .to("/mcp/harbour/ticket/ticket")
                        .send(world)
                        .status())
                .isEqualTo(201);
    }
}
