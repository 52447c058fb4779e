package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.modern;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.change.Change;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.PolicySet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Awaits what must come; the time limit only keeps a failing test from hanging. */
@Timeout(30)
class SubscriptionsTest {
    private static final String LISTEN = "\"notifications\":{\"toolsListChanged\":true},";

    private World world;
    private IssueToken.Issued issued;

    @BeforeEach
    void start() {
        world = new World();
        world.addServer(Fixtures.ADA, 100, "orders", Fixtures.readingTool("getOrder"));
        world.addServer(Fixtures.ADA, 101, "stock", Fixtures.readingTool("getStock"));
        issued = world.issue(Fixtures.ADA, TokenScope.FULL);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Events listen(String params) {
        return Events.open(world, modern(issued.secret(), "subscriptions/listen", params));
    }

    private void changeThePolicy(String server, String tool) {
        world.setAction(Fixtures.ADA, server, tool, Action.REQUIRE_APPROVAL);
    }

    @Test
    void the_first_event_acknowledges_what_will_be_told() {
        try (Events events = listen(LISTEN)) {
            Json.Obj first = events.next();

            assertThat(events.header("content-type")).isEqualTo("text/event-stream");
            assertThat(events.header("x-accel-buffering")).isEqualTo("no");
            assertThat(first.text("method")).isEqualTo("notifications/subscriptions/acknowledged");
            assertThat(first.object("params").object("notifications").isTrue("toolsListChanged"))
                    .isTrue();
            assertThat(subscription(first)).isEqualTo(Json.of(7));
        }
    }

    private static Json subscription(Json.Obj notification) {
        return notification.object("params").object("_meta").get("io.modelcontextprotocol/subscriptionId");
    }

    @Test
    void a_change_of_policy_is_told_under_the_same_subscription() {
        try (Events events = listen(LISTEN)) {
            events.next();

            changeThePolicy("orders", "getOrder");

            Json.Obj told = events.next();
            assertThat(told.text("method")).isEqualTo("notifications/tools/list_changed");
            assertThat(subscription(told)).isEqualTo(Json.of(7));
        }
    }

    @Test
    void a_change_whose_notice_was_missed_is_told_once_that_is_known() {
        try (Events events = listen(LISTEN)) {
            events.next();

            denyEverythingSilently("orders");
            events.awaitSilence();
            world.fakes.notices().deliver(new Change.Unknown());

            assertThat(events.next().text("method")).isEqualTo("notifications/tools/list_changed");
        }
    }

    private void denyEverythingSilently(String server) {
        var slug = new Slug(server);
        World.done(world.gate.admit(
                Fixtures.signedIn(Fixtures.ADA),
                new Act("policy.change", Role.ADMIN, server, Json.Obj.EMPTY),
                admission -> Result.done(world.fakes
                        .servers()
                        .replacePolicy(
                                admission,
                                world.fakes
                                        .servers()
                                        .load(admission.organization(), slug)
                                        .server(),
                                new PolicySet(Action.DENY, List.of())))));
    }

    @Test
    void changes_of_another_server_are_not_told() {
        try (Events events = listen(LISTEN)) {
            events.next();

            changeThePolicy("stock", "getStock");
            events.awaitSilence();
            world.revoke(Fixtures.ADA, issued);

            assertThat(events.next().object("result").text("resultType")).isEqualTo("complete");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"notifications\":{},",
                "\"notifications\":{\"promptsListChanged\":true},",
                "\"notifications\":{\"toolsListChanged\":false},"
            })
    void what_was_not_asked_for_is_not_told(String params) {
        try (Events events = listen(params)) {
            assertThat(events.next().object("params").object("notifications").members())
                    .isEmpty();

            changeThePolicy("orders", "getOrder");
            events.awaitSilence();
            world.revoke(Fixtures.ADA, issued);

            assertThat(events.next().object("result").text("resultType")).isEqualTo("complete");
        }
    }

    @Test
    void a_silent_stream_shows_that_it_lives() {
        try (Events events = listen(LISTEN)) {
            events.next();

            events.awaitSilence();
            events.awaitSilence();
        }
    }

    @Test
    void a_revoked_token_ends_the_stream() {
        try (Events events = listen(LISTEN)) {
            events.next();

            world.revoke(Fixtures.ADA, issued);

            Json.Obj last = events.next();
            assertThat(last.get("id")).isEqualTo(Json.of(7));
            assertThat(last.object("result").object("_meta").get("io.modelcontextprotocol/subscriptionId"))
                    .isEqualTo(Json.of(7));
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void the_end_of_a_grant_ends_the_streams_of_its_tokens() {
        Grant grant = world.letIn(Fixtures.ADA, "/mcp/harbour/orders", TokenScope.Access.WRITE);
        Request listening = modern(world.accessToken(grant), "subscriptions/listen", LISTEN);
        try (Events events = Events.open(world, listening)) {
            events.next();

            world.putOut(grant);

            assertThat(events.next().object("result").text("resultType")).isEqualTo("complete");
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void an_expired_token_ends_the_stream_though_nothing_announces_it() {
        try (Events events = listen(LISTEN)) {
            events.next();

            world.clock.advance(Duration.ofDays(30));

            assertThat(events.next().object("result").text("resultType")).isEqualTo("complete");
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void a_removed_server_ends_the_stream() {
        try (Events events = listen(LISTEN)) {
            events.next();

            remove("orders");

            assertThat(events.next().object("result")).isNotNull();
            assertThat(events.next()).isNull();
        }
    }

    private void remove(String server) {
        World.done(world.gate.admit(
                Fixtures.signedIn(Fixtures.ADA),
                new Act("server.remove", Role.ADMIN, server, Json.Obj.EMPTY),
                admission -> {
                    admission.announce(new Change.OfServer(admission.organization(), new Slug(server)));
                    return Result.done(world.fakes.servers().remove(admission, new Slug(server)));
                }));
    }

    @Test
    void a_user_has_as_many_streams_as_the_settings_say_and_gets_a_place_back_at_the_end() {
        IssueToken.Issued other = world.issue(Fixtures.ADA, TokenScope.FULL);
        try (Events first = listen(LISTEN);
                Events second = Events.open(world, modern(other.secret(), "subscriptions/listen", LISTEN))) {
            first.next();
            second.next();

            Reply refused =
                    modern(other.secret(), "subscriptions/listen", LISTEN).send(world);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("5");

            world.revoke(Fixtures.ADA, issued);
            first.next();
            assertThat(first.next()).isNull();
            Events third = Events.openWhenThereIsPlace(world, modern(other.secret(), "subscriptions/listen", LISTEN));
            assertThat(third.next().text("method")).isEqualTo("notifications/subscriptions/acknowledged");
            third.close();
        }
    }

    @Test
    void a_server_that_stops_ends_its_streams_in_good_order() {
        try (Events events = listen(LISTEN)) {
            events.next();

            world.close();

            assertThat(events.next().object("result").text("resultType")).isEqualTo("complete");
        }
    }
}
