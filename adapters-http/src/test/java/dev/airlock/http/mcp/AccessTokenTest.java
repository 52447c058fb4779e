package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.legacy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.oauth.Grant;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of the authorization server at the MCP endpoint. */
class AccessTokenTest {
    private World world;
    private Grant grant;
    private Request ping;

    @BeforeEach
    void letAClientIn() {
        world = new World();
        world.addServer(Fixtures.ADA, 100, "orders", Fixtures.readingTool("getOrder"));
        world.addServer(Fixtures.ADA, 101, "stock", Fixtures.readingTool("getStock"));
        world.addServer(Fixtures.BOB, 200, "orders", Fixtures.readingTool("getOrder"));
        grant = world.letIn(Fixtures.ADA, "/mcp/harbour/orders", Access.WRITE);
        ping = legacy(world.accessToken(grant), "ping", "{}");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void an_access_token_opens_the_server_that_it_was_issued_for() {
        assertThat(ping.send(world).status()).isEqualTo(200);
        assertThat(ping.to("/mcp/harbour/orders/").send(world).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp/harbour/stock", "/mcp/meadow/orders", "/mcp/harbour/nothing", "/mcp/harbour"})
    void an_access_token_is_invalid_anywhere_else(String path) {
        Reply reply = ping.to(path).send(world);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate"))
                .startsWith("Bearer error=\"invalid_token\", error_description=\"")
                .endsWith("resource_metadata=\"https://airlock.example.com/.well-known/oauth-protected-resource" + path
                        + "\", scope=\"mcp:tools\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/mcp/Harbour/orders", "/MCP/harbour/orders", "/mcp/harbour/orders//", "/mcp/harbour//orders"})
    void no_way_of_writing_the_path_opens_more(String path) {
        assertThat(ping.to(path).send(world).status()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void an_access_token_ends_when_its_time_is_over() {
        assertThat(ping.send(world).status()).isEqualTo(200);
        world.clock.advance(Duration.ofHours(1));

        assertThat(ping.send(world).status()).isEqualTo(401);
    }

    @Test
    void an_access_token_ends_with_its_grant_although_it_was_known_a_moment_ago() {
        assertThat(ping.send(world).status()).isEqualTo(200);

        world.putOut(grant);

        assertThat(ping.send(world).status()).isEqualTo(401);
    }

    @Test
    void a_client_that_may_only_read_changes_nothing() {
        world.addServer(
                Fixtures.ADA, 102, "desk", Fixtures.readingTool("getOrder"), Fixtures.deletingTool("deleteOrder"));
        String reading = world.accessToken(world.letIn(Fixtures.ADA, "/mcp/harbour/desk", Access.READ));
        String call = "{\"name\":\"deleteOrder\",\"arguments\":{\"id\":\"1\"}}";

        Reply reply =
                legacy(reading, "tools/call", call).to("/mcp/harbour/desk").send(world);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.result().isTrue("isError")).isTrue();
        assertThat(world.upstream.sent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp_0123456789012345678901234567890123456789",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.",
                "eyJ0",
                "airlock_rt_0000000000000000000000000000000000000000001"
            })
    void a_token_of_somebody_else_or_of_another_kind_opens_nothing(String token) {
        Reply reply = legacy(token, "ping", "{}").send(world);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).doesNotContain(token);
    }
}
