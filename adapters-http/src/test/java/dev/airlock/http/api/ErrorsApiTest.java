package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ErrorsApiTest {
    private static ApiWorld world;
    private static String ada;

    @BeforeAll
    static void open() {
        world = new ApiWorld();
        ada = world.token(Fixtures.ADA);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static Answer post(String body) {
        return world.call("POST", "/tokens").as(ada).json(body).send();
    }

    @Test
    void a_stranger_is_told_how_to_present_a_token() {
        Answer answer = world.call("GET", "/servers").send().isProblem(401, "Authorization: Bearer");
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer realm=\"airlock\"");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void a_token_counts_in_the_authorization_header_alone() {
        world.call("GET", "/me?access_token=" + ada).send().isProblem(401);
        world.call("GET", "/me").with("Cookie", "session=" + ada).send().isProblem(401);
        world.call("GET", "/me").with("Authorization", "Basic " + ada).send().isProblem(401);
        Answer wrong =
                world.call("GET", "/me").as("airlock_pat_wrong").send().isProblem(401, "unknown, revoked or expired");
        assertThat(wrong.header("www-authenticate")).contains("error=\"invalid_token\"");
        world.call("GET", "/me").with("Authorization", "bearer " + ada).send().is(200);
    }

    @Test
    void malformed_json_is_refused_with_its_place() {
        post("{\n  \"name\": }").isProblem(400, "line 2, column 11");
        post("{\"name\": \"a\", \"name\": \"b\"}").isProblem(400, "line 1", "Duplicate");
        post("{\"name\": \"a\"} {}").isProblem(400, "nothing else");
        post("[]").isProblem(400, "one JSON object");
        post("null").isProblem(400, "is null");
        post("").isProblem(400, "empty");
        post("[".repeat(2_000)).isProblem(400);
        post("{\"servers\": " + "[".repeat(2_000)).isProblem(400);
    }

    @Test
    void an_unknown_member_is_named_with_those_that_exist() {
        post("{\"name\": \"a\", \"scope\": \"all\"}").isInvalid("scope", "access, expiresInDays, name, servers");
    }

    @Test
    void no_message_names_a_class_of_ours() {
        for (String body :
                new String[] {"{\"name\": {}}", "{\"access\": 1}", "{\"servers\": \"x\"}", "{\"name\": tru}"}) {
            assertThat(post(body).isProblem(400).body()).doesNotContain("dev.airlock", "java.", "com.fasterxml");
        }
    }

    @Test
    void routing_refuses_in_problem_details_too() {
        world.call("GET", "/nothing").as(ada).send().isProblem(404, "no such route");
        Answer method = world.call("PUT", "/servers").as(ada).json("{}").send().isProblem(405, "POST");
        assertThat(method.header("allow")).contains("GET", "POST");
        world.call("GET", "/servers").as(ada).with("Accept", "image/png").send().isProblem(406, "Accept");
        world.call("POST", "/tokens").as(ada).send().isProblem(415, "application/json");
        Call xml = new Call(world, "POST", "/tokens", Map.of(), "<a/>").as(ada);
        xml.with("Content-Type", "text/xml").send().isProblem(415, "application/json");
    }

    @Test
    void a_body_is_bounded_and_only_a_description_may_be_large() {
        String large = "x".repeat(1 << 20);
        post("{\"name\": \"" + large + "\"}").isProblem(413, "1 MB");
        world.call("POST", "/servers")
                .as(ada)
                .json("{\"type\": \"OPENAPI\", \"slug\": \"large\", \"specification\": {\"title\": \"T\", \"x\": \""
                        + large + "\"}}")
                .send()
                .is(201);
        world.call("POST", "/servers")
                .as(ada)
                .json("{\"specification\": \"" + "x".repeat(40 << 20) + "\"}")
                .send()
                .isProblem(413, "40 MB");
    }

    @Test
    void an_unexpected_fault_is_an_incident_id_and_nothing_more() {
        world.trail.fail("SECRET of the database");
        Answer answer = world.call("GET", "/audit").as(ada).send().isProblem(500, "incident");
        assertThat(answer.body()).doesNotContain("SECRET", "Exception");
        world.trail.recover();
    }

    @Test
    void the_description_is_for_everyone_and_says_what_it_is() {
        Answer answer = world.call("GET", "/openapi.json").send().is(200);
        assertThat(answer.json().text("openapi")).isEqualTo("3.1.0");
        assertThat(answer.mediaType()).isEqualTo("application/json");
    }
}
