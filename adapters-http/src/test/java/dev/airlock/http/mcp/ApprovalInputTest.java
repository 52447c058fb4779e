package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.modern;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.approval.ApprovalId;
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

/** Modern clients whose user may decide themselves the request that their call made. */
@Timeout(30)
class ApprovalInputTest {
    private static final String ACCEPT = "{\"approval\":{\"action\":\"accept\"}}";

    private World world;
    private String token;

    @BeforeEach
    void start() {
        world = new World(World.BRISK.holding(Duration.ofSeconds(25)));
        world.addServer(Fixtures.ADA, 100, "orders", Fixtures.deletingTool("deleteOrder"));
        world.setAction(Fixtures.ADA, "orders", "deleteOrder", Action.REQUIRE_APPROVAL);
        token = world.token(Fixtures.ADA);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static Request call(String bearer, String more) {
        Request request = modern(bearer, "tools/call", more + "\"name\":\"deleteOrder\",\"arguments\":{\"id\":\"a\"},")
                .with("Mcp-Name", "deleteOrder");
        return request.saying(new String(request.body(), StandardCharsets.UTF_8)
                .replace("clientCapabilities\":{}", "clientCapabilities\":{\"elicitation\":{\"url\":{}}}"));
    }

    private String again(String responses) {
        Json.Obj asked = call(token, "").send(world).result();
        assertThat(asked.text("resultType")).isEqualTo("input_required");
        return "\"inputResponses\":" + responses + ",\"requestState\":\"" + asked.text("requestState") + "\",";
    }

    @Test
    void the_users_own_decision_is_an_input_that_the_call_requires() {
        Json.Obj request =
                call(token, "").send(world).result().object("inputRequests").object("approval");

        assertThat(request.text("method")).isEqualTo("elicitation/create");
        assertThat(request.object("params").text("mode")).isEqualTo("url");
        assertThat(request.object("params").text("url"))
                .isEqualTo("https://airlock.example.com/approvals/" + world.onlyRequest(Fixtures.ADA));
    }

    @Test
    void whoever_accepts_waits_for_their_own_decision() {
        try (Events events = Events.open(world, call(token, again(ACCEPT)))) {
            events.awaitSilence();
            world.approve(Fixtures.ADA, world.onlyRequest(Fixtures.ADA));

            Json.Obj result = events.next().object("result");
            assertThat(result.text("resultType")).isEqualTo("complete");
            assertThat(result.toString()).contains("deleteOrder");
        }
        assertThat(world.upstream.sent()).isOne();
    }

    @Test
    void a_decision_that_was_faster_than_the_client_is_not_asked_for_again() {
        String again = again(ACCEPT);
        world.approve(Fixtures.ADA, world.onlyRequest(Fixtures.ADA));

        try (Events events = Events.open(world, call(token, again))) {
            assertThat(events.header("content-type")).startsWith("application/json");
        }
        assertThat(call(token, again).send(world).text()).startsWith("deleteOrder");
        assertThat(world.upstream.sent()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"decline", "cancel"})
    void whoever_does_not_want_to_look_waits_no_longer_and_rejects_nothing(String action) {
        Reply reply = call(token, again("{\"approval\":{\"action\":\"" + action + "\"}}"))
                .send(world);

        assertThat(reply.result().object("structuredContent").text("status")).isEqualTo("awaiting_approval");
        ApprovalId id = world.onlyRequest(Fixtures.ADA);
        world.approve(Fixtures.ADA, id);
        assertThat(world.upstream.sent()).isOne();
    }

    @Test
    void an_answer_that_is_none_is_refused_with_what_would_be_right() {
        Reply reply =
                call(token, again("{\"approval\":{\"action\":\"approve\"}}")).send(world);

        assertThat(reply.code()).isEqualTo(-32602);
        assertThat(reply.error().text("message")).contains("inputResponses.approval.action");
    }

    @Test
    void the_state_of_a_request_is_of_no_use_to_somebody_else() {
        String again = again(ACCEPT);
        world.fakes.join(Fixtures.CAROL);

        Reply reply = call(world.token(Fixtures.CAROL), again).send(world);

        assertThat(reply.code()).isEqualTo(-32602);
    }

    @Test
    void whoever_may_not_decide_is_not_sent_to_the_page_but_waits() {
        world.fakes.join(Fixtures.CAROL);

        try (Events events = Events.open(world, call(world.token(Fixtures.CAROL), ""))) {
            events.awaitSilence();
            assertThat(world.onlyRequest(Fixtures.CAROL)).isNotNull();
        }
    }
}
