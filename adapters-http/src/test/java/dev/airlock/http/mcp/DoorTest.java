package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.legacy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.server.Server;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
    private static final String HOW = "resource_metadata=\"https://airlock.example.com/.well-known/"
            + "oauth-protected-resource/mcp/harbour/orders\", scope=\"mcp:tools\"";

    private World world;
    private String token;
    private Request ping;

    @BeforeEach
    void start() {
        world = new World();
        world.addServer(Fixtures.ADA, 100, "orders", Fixtures.readingTool("getOrder"));
        world.addServer(Fixtures.BOB, 200, "orders", Fixtures.readingTool("getOrder"));
        world.addServer(Fixtures.BOB, 201, "secrets", Fixtures.readingTool("getSecret"));
        token = world.token(Fixtures.ADA);
        ping = legacy(token, "ping", "{}");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE", "PUT", "HEAD"})
    void whoever_presents_no_token_is_asked_for_one_before_anything_else(String method) {
        Reply reply = ping.by(method)
                .without("Authorization")
                .with("Content-Type", "text/html")
                .with("Accept", "text/html")
                .to("/mcp/no/such")
                .send(world);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate"))
                .isEqualTo("Bearer resource_metadata=\"https://airlock.example.com/.well-known/oauth-protected-resource"
                        + "/mcp/no/such\", scope=\"mcp:tools\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer airlock_pat_9999999999999999999999999999999999999999999",
                "bearer nonsense",
            })
    void a_token_that_is_no_good_is_called_invalid(String authorization) {
        Reply reply = ping.with("Authorization", authorization).by("GET").send(world);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate"))
                .isEqualTo(
                        "Bearer error=\"invalid_token\", error_description=\"the token is unknown, revoked, expired or"
                                + " for another MCP server\", " + HOW);
    }

    @Test
    void another_scheme_presents_no_token() {
        Reply reply = ping.with("Authorization", "Basic YTpi").send(world);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer " + HOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp/", "/mcp/no/such/path", "/mcp/Harbour/orders", "/mcp/harbour/%22orders"})
    void where_no_server_can_be_no_metadata_is_named(String path) {
        Reply reply = ping.without("Authorization").to(path).send(world);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer scope=\"mcp:tools\"");
    }

    @Test
    void a_slash_at_the_end_of_the_url_does_not_matter() {
        assertThat(ping.to("/mcp/harbour/orders/").send(world).status()).isEqualTo(200);
    }

    @Test
    void the_scheme_is_read_without_case() {
        assertThat(ping.with("Authorization", "bEaReR " + token).send(world).status())
                .isEqualTo(200);
    }

    @Test
    void a_token_stops_working_when_it_expires() {
        world.clock.advance(Duration.ofDays(30));

        assertThat(ping.send(world).status()).isEqualTo(401);
    }

    @Test
    void a_token_stops_working_when_it_is_revoked() {
        var issued = world.issue(Fixtures.ADA, TokenScope.FULL);
        Request mine = legacy(issued.secret(), "ping", "{}");
        assertThat(mine.send(world).status()).isEqualTo(200);

        world.revoke(Fixtures.ADA, issued);

        assertThat(mine.send(world).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "token"})
    void a_token_in_the_url_is_refused_even_beside_a_good_header(String parameter) {
        Request request = ping.to("/mcp/harbour/orders?" + parameter + "=" + token);

        assertThat(request.send(world).status()).isEqualTo(401);
        assertThat(request.without("Authorization").send(world).status()).isEqualTo(401);
        assertThat(request.send(world).body()).doesNotContain(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"airlock_pat_", "airlock_svc_", "airlock_rt_", "eyJhbGciOiJFUzI1NiJ9."})
    void a_token_of_any_kind_in_the_url_is_refused_under_any_name(String beginning) {
        Reply reply =
                ping.to("/mcp/harbour/orders?key=" + beginning + "x".repeat(43)).send(world);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("www-authenticate")).contains("a token in a URL is not accepted");
    }

    @Test
    void a_token_in_a_form_is_not_read() {
        Reply reply = ping.without("Authorization")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .saying("access_token=" + token)
                .send(world);

        assertThat(reply.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mcp/harbour/nope",
                "/mcp/meadow/orders",
                "/mcp/meadow/secrets",
                "/mcp/nowhere/orders",
                "/mcp/harbour",
                "/mcp/",
                "/mcp/harbour/Orders",
                "/mcp/harbour/orders/more"
            })
    void another_organizations_server_is_answered_exactly_like_one_that_does_not_exist(String path) {
        Reply unknown = ping.to("/mcp/harbour/unknown").send(world);

        Reply reply = ping.to(path).send(world);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo(unknown.body());
        assertThat(reply.headers().keySet()).isEqualTo(unknown.headers().keySet());
    }

    @Test
    void a_server_out_of_the_tokens_scope_is_answered_like_one_that_does_not_exist() {
        Server other = world.addServer(Fixtures.ADA, 101, "stock", Fixtures.readingTool("getStock"));
        String narrow = world.issue(Fixtures.ADA, new TokenScope(Set.of(other.id()), TokenScope.Access.WRITE))
                .secret();

        Reply reply = legacy(narrow, "ping", "{}").send(world);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body())
                .isEqualTo(legacy(narrow, "ping", "{}")
                        .to("/mcp/harbour/no")
                        .send(world)
                        .body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://airlock.example.com",
                "https://agent.example.net",
                "http://localhost:6274",
                "http://127.0.0.1",
                "https://[::1]:9"
            })
    void a_welcome_page_may_read_every_answer(String origin) {
        Reply good = ping.with("Origin", origin).send(world);
        Reply refused = ping.with("Origin", origin).without("Authorization").send(world);

        assertThat(good.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(401);
        for (Reply reply : new Reply[] {good, refused}) {
            assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(origin);
            assertThat(reply.header("Access-Control-Expose-Headers"))
                    .isEqualTo("WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version");
            assertThat(reply.header("Access-Control-Allow-Credentials")).isNull();
            assertThat(reply.header("Vary")).isEqualTo("Origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://localhost.evil.example",
                "http://localhost:80@evil.example",
                "http://evil.example:127",
                "https://airlock.example.com.evil.example",
                "https://airlock.example.com:8443",
                "http://airlock.example.com",
                "file://localhost",
                "http://127.0.0.1:",
                "http://127.0.0.2"
            })
    void any_other_page_is_refused_whoever_it_speaks_for(String origin) {
        Reply reply = ping.with("Origin", origin).send(world);
        Reply preflight = ping.by("OPTIONS").with("Origin", origin).send(world);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(preflight.status()).isEqualTo(403);
        assertThat(reply.json().get("id")).isNull();
        assertThat(reply.header("Access-Control-Allow-Origin")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "airlock.example.com, 200",
        "airlock.example.com:444, 200",
        "AIRLOCK.example.com, 200",
        "localhost:6274, 200",
        "127.0.0.1:1, 200",
        "[::1]:8080, 200",
        "evil.example, 403",
        "airlock.example.com.evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "169.254.169.254, 403"
    })
    void only_names_of_our_own_are_answered_against_rebinding(String host, int status) {
        assertThat(ping.with("Host", host).send(world).status()).isEqualTo(status);
    }

    @Test
    void a_preflight_is_answered_before_authentication() {
        Reply reply = ping.by("OPTIONS")
                .without("Authorization")
                .with("Origin", "http://localhost:6274")
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "authorization, mcp-param-region, x-evil, mcp-param-a b")
                .send(world);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:6274");
        assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("GET, POST, DELETE, OPTIONS");
        assertThat(reply.header("Access-Control-Allow-Headers"))
                .isEqualTo("Authorization, Content-Type, Accept, MCP-Protocol-Version, Mcp-Session-Id,"
                        + " Mcp-Method, Mcp-Name, Last-Event-ID, mcp-param-region");
    }

    @Test
    void an_old_session_id_opens_nothing() {
        Reply reply =
                ping.to("/mcp/meadow/secrets").with("Mcp-Session-Id", "of-bob").send(world);

        assertThat(reply.status()).isEqualTo(404);
    }

    @Test
    void a_failure_of_our_own_is_told_by_its_incident_alone() {
        world.upstream.script("getOrder", arguments -> {
            throw new IllegalStateException("password hunter2");
        });

        Reply reply = legacy(token, "tools/call", "{\"name\":\"getOrder\",\"arguments\":{\"id\":\"1\"}}")
                .send(world);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.code()).isEqualTo(-32603);
        assertThat(reply.json().get("id")).isEqualTo(Json.of(7));
        assertThat(reply.body()).contains("incident 00000000-").doesNotContain("hunter2", "IllegalState");
    }
}
