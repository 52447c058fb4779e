package dev.airlock.http.mcp;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.http.mcp.Request.legacy;
import static dev.airlock.http.mcp.Request.modern;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.identity.ChangeMember;
import dev.airlock.application.identity.DeleteOrganization;
import dev.airlock.application.identity.ManageGroups;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.server.ServerAccess;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What agents meet when their people's places change. */
@Timeout(30)
class MembersTest {
    private static final UserId CAROLS = CAROL.person().id();

    private World world;
    private ManageGroups groups;
    private ChangeMember changeMember;
    private GroupId staff;
    private String token;

    @BeforeEach
    void start() {
        world = new World();
        world.fakes.join(CAROL);
        groups = new ManageGroups(world.gate, world.fakes.groups(), world.fakes.members());
        changeMember = new ChangeMember(world.gate, world.fakes.members());
        staff = World.done(groups.add(signedIn(ADA), "Staff")).id();
        var limited = Fixtures.server(ADA, 100, "orders", URI.create("https://api.example.com/v1"))
                .withAccess(ServerAccess.only(Set.of(staff), Set.of()));
        world.addServer(ADA, limited, List.of(Fixtures.readingTool("getOrder")));
        token = world.token(CAROL);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Reply ping(String bearer) {
        return legacy(bearer, "ping", "{}").send(world);
    }

    private void join() {
        World.done(groups.addMember(signedIn(ADA), staff, CAROLS));
    }

    @Test
    void a_server_that_is_not_open_to_the_caller_is_answered_like_one_that_does_not_exist() {
        Reply reply = ping(token);
        Reply unknown = legacy(token, "ping", "{}").to("/mcp/harbour/unknown").send(world);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo(unknown.body());
        assertThat(reply.headers().keySet()).isEqualTo(unknown.headers().keySet());
        assertThat(ping(world.token(ADA)).status()).isEqualTo(200);
    }

    @Test
    void whoever_joins_or_leaves_a_group_is_let_in_or_out_at_once() {
        assertThat(ping(token).status()).isEqualTo(404);
        join();
        assertThat(ping(token).status()).isEqualTo(200);
        World.done(groups.removeMember(signedIn(ADA), staff, CAROLS));
        assertThat(ping(token).status()).isEqualTo(404);
    }

    @Test
    void whoever_is_disabled_is_refused_by_every_token() {
        join();
        Grant grant = world.letIn(CAROL, "/mcp/harbour/orders", TokenScope.Access.WRITE);
        String access = world.accessToken(grant);
        assertThat(ping(token).status()).isEqualTo(200);
        assertThat(ping(access).status()).isEqualTo(200);

        World.done(changeMember.disable(signedIn(ADA), CAROLS));

        assertThat(ping(token).status()).isEqualTo(401);
        assertThat(ping(access).status()).isEqualTo(401);
        World.done(changeMember.enable(signedIn(ADA), CAROLS));
        assertThat(ping(token).status()).isEqualTo(401);
        assertThat(ping(access).status()).isEqualTo(401);
    }

    @Test
    void the_stream_of_whoever_is_removed_ends() {
        join();
        try (Events events = listen()) {
            events.next();
            World.done(changeMember.remove(signedIn(ADA), CAROLS));
            assertThat(events.next().object("result")).isNotNull();
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void the_stream_of_whoever_may_not_use_the_server_any_more_ends() {
        join();
        try (Events events = listen()) {
            events.next();
            World.done(groups.removeMember(signedIn(ADA), staff, CAROLS));
            assertThat(events.next().object("result")).isNotNull();
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void the_streams_and_tokens_of_a_deleted_organization_end() {
        join();
        try (Events events = listen()) {
            events.next();
            World.done(
                    new DeleteOrganization(world.gate, world.fakes.organizations()).delete(signedIn(ADA), "harbour"));
            assertThat(events.next().object("result")).isNotNull();
            assertThat(events.next()).isNull();
        }
        assertThat(ping(token).status()).isEqualTo(401);
    }

    private Events listen() {
        return Events.open(
                world, modern(token, "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true},"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"leaves the group", "is disabled", "is removed"})
    void the_socket_of_whoever_loses_the_server_is_closed(String how) {
        join();
        try (WebSocket socket = WebSocket.open(world, WebSocket.handshake(token))) {
            switch (how) {
                case "leaves the group" -> World.done(groups.removeMember(signedIn(ADA), staff, CAROLS));
                case "is disabled" -> World.done(changeMember.disable(signedIn(ADA), CAROLS));
                default -> World.done(changeMember.remove(signedIn(ADA), CAROLS));
            }

            assertThat(socket.awaitClose().code()).isEqualTo(1008);
        }
    }

    @Test
    void whoever_has_another_role_is_told_on_their_socket() {
        join();
        try (WebSocket socket = WebSocket.open(world, WebSocket.handshake(token))) {
            socket.notify("notifications/initialized", "{}");
            socket.request(1, "ping", "{}");
            socket.next();

            World.done(changeMember.setRole(signedIn(ADA), CAROLS, Role.ADMIN));

            assertThat(socket.next().text("method")).isEqualTo("notifications/tools/list_changed");
        }
    }
}
