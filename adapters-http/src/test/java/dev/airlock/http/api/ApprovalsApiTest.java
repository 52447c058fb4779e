package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.server.Server;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dave's agent asks; Ada owns the server, Carol administers. */
class ApprovalsApiTest {
    private final ApiWorld world = new ApiWorld();
    private Server shop;

    @BeforeEach
    void open() {
        shop = world.addServer(Fixtures.ADA, "shop");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private ApprovalId ask(Membership person) {
        ApiWorld.done(world.verbs
                .connect()
                .connect(Fixtures.signedIn(person), shop.slug(), false, new Credential.Bearer("CANARY"), Map.of()));
        return world.ask(person, shop);
    }

    private Answer get(String path, Membership person) {
        return world.call("GET", path).as(world.token(person)).send();
    }

    private Answer post(String path, Membership person, String body) {
        return world.call("POST", path).json(body).as(world.token(person)).send();
    }

    @Test
    void what_waits_for_somebody_is_listed_to_them_and_what_they_asked_for_too() {
        String id = ask(ApiWorld.DAVE).toString();
        assertThat(get("/approvals", Fixtures.ADA).is(200).texts("id")).containsExactly(id);
        assertThat(get("/approvals?state=open", ApiWorld.DAVE).is(200).texts("id"))
                .isEmpty();
        assertThat(get("/approvals?state=all", ApiWorld.DAVE).is(200).texts("id"))
                .containsExactly(id);
        assertThat(get("/approvals?state=all", ApiWorld.CAROL).is(200).texts("id"))
                .containsExactly(id);
        assertThat(get("/approvals?state=all", Fixtures.BOB).is(200).texts("id"))
                .isEmpty();
        get("/approvals?state=some", Fixtures.ADA).isInvalid("state", "is open or all");
    }

    @Test
    void one_is_shown_with_everything_that_is_to_be_sent_and_no_credential() {
        ApprovalId id = ask(ApiWorld.DAVE);
        Answer answer = get("/approvals/" + id, Fixtures.ADA).is(200);
        Json.Obj shown = answer.json();
        assertThat(shown.text("state")).isEqualTo("PENDING");
        assertThat(shown.text("requester")).isEqualTo("dave@example.com");
        assertThat(shown.text("client")).isEqualTo("a script's");
        assertThat(shown.text("digest")).isEqualTo(world.digest(id));
        assertThat(shown.isTrue("decidable")).isTrue();
        assertThat(shown.object("request").text("method")).isEqualTo("POST");
        assertThat(shown.object("request").text("body")).isEqualTo("{\"id\":\"CANARY-order\"}");
        assertThat(shown.object("arguments").text("id")).isEqualTo("CANARY-order");
        assertThat(answer.body()).doesNotContain("\"CANARY\"");
    }

    @Test
    void no_token_approves_not_even_an_owners() {
        ApprovalId id = ask(ApiWorld.DAVE);
        post("/approvals/" + id + "/approve", Fixtures.ADA, "{\"digest\": \"" + world.digest(id) + "\"}")
                .isProblem(403, "a person decides this who is signed in to the Control Room");
        assertThat(world.upstream.sent).isEmpty();
        assertThat(get("/approvals/" + id, Fixtures.ADA).json().text("state")).isEqualTo("PENDING");
    }

    @Test
    void a_rejection_names_what_was_shown_and_why() {
        ApprovalId id = ask(ApiWorld.DAVE);
        String path = "/approvals/" + id + "/reject";
        post(path, Fixtures.ADA, "{\"reason\": \"no\"}").isInvalid("digest", "is missing");
        post(path, Fixtures.ADA, "{\"digest\": \"" + world.digest(id) + "\"}").isInvalid("reason", "is missing");
        post(path, Fixtures.ADA, "{\"digest\": \"" + "0".repeat(64) + "\", \"reason\": \"no\"}")
                .isProblem(409, "was changed since it was shown to you");
        String body = "{\"digest\": \"" + world.digest(id) + "\", \"reason\": \"not today\"}";
        post(path, ApiWorld.DAVE, body).isProblem(403, "own decision does not count");
        Json.Obj rejected = post(path, Fixtures.ADA, body).is(200).json();
        assertThat(rejected.text("state")).isEqualTo("REJECTED");
        assertThat(rejected.text("by")).isEqualTo("ada@example.com");
        assertThat(rejected.text("reason")).isEqualTo("not today");
        post(path, Fixtures.ADA, body).isProblem(409, "it is decided already");
    }

    @Test
    void a_requester_takes_their_own_back() {
        String path = "/approvals/" + ask(ApiWorld.DAVE) + "/cancel";
        world.call("POST", path).as(world.token(Fixtures.ADA)).send().isProblem(404);
        assertThat(world.call("POST", path)
                        .as(world.token(ApiWorld.DAVE))
                        .send()
                        .is(200)
                        .json()
                        .text("state"))
                .isEqualTo("CANCELLED");
        world.call("POST", path).as(world.token(ApiWorld.DAVE)).send().isProblem(409, "it is too late");
    }

    @Test
    void what_is_no_id_is_nothing() {
        get("/approvals/nothing", Fixtures.ADA).isProblem(404, "no such approval request");
    }
}
