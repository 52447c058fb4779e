package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokensApiTest {
    private final ApiWorld world = new ApiWorld();
    private final String ada = world.token(Fixtures.ADA);

    @AfterEach
    void close() {
        world.close();
    }

    private Answer issue(String body) {
        return world.call("POST", "/tokens").as(ada).json(body).send();
    }

    @Test
    void a_tokens_secret_is_shown_once_and_opens_what_it_was_made_for() {
        world.addServer(Fixtures.ADA, "shop");
        Answer issued = issue(
                        "{\"name\": \"CI\", \"expiresInDays\": 7, \"access\": \"WRITE\", \"servers\": [\"shop\"]}")
                .is(201);
        String secret = issued.json().text("secret");
        assertThat(issued.header("location"))
                .endsWith("/api/v1/tokens/" + issued.json().text("id"));
        assertThat(issued.json().text("expiresAt")).isEqualTo("2026-03-08T12:00:00Z");
        Answer listed = world.call("GET", "/tokens").as(ada).send().is(200);
        assertThat(listed.body()).doesNotContain(secret);
        assertThat(((Json.Obj) listed.json().items("items").getFirst()).items("servers"))
                .containsExactly(Json.of("shop"));
        world.call("GET", "/servers/shop").as(secret).send().is(200);
    }

    @Test
    void a_token_reads_only_unless_it_is_asked_for_more() {
        Answer issued = issue("{\"name\": \"CI\"}").is(201);
        assertThat(issued.json().text("access")).isEqualTo("READ");
        world.call("POST", "/tokens")
                .as(issued.json().text("secret"))
                .json("{\"name\": \"more\", \"access\": \"WRITE\"}")
                .send()
                .isProblem(403, "limited to reading");
    }

    @Test
    void a_revoked_token_is_refused_at_once() {
        Answer issued = issue("{\"name\": \"CI\"}").is(201);
        String secret = issued.json().text("secret");
        world.call("GET", "/me").as(secret).send().is(200);
        String path = "/tokens/" + issued.json().text("id");
        world.call("DELETE", path).as(world.token(ApiWorld.CAROL)).send().isProblem(404, "no such token");
        world.call("DELETE", path).as(ada).send().is(204);
        world.call("GET", "/me").as(secret).send().isProblem(401);
        world.call("DELETE", path).as(ada).send().isProblem(404);
        world.call("DELETE", "/tokens/no-id").as(ada).send().isProblem(404, "no such token");
    }

    @Test
    void a_wrong_token_is_refused_by_the_name_of_the_member() {
        world.addServer(Fixtures.BOB, "meadows");
        issue("{}").isInvalid("name", "missing");
        issue("{\"name\": \" \"}").isInvalid("name", "1 to 100");
        issue("{\"name\": \"x\", \"expiresInDays\": 400}").isInvalid("expiresInDays", "366");
        issue("{\"name\": \"x\", \"expiresInDays\": 1.5}").isInvalid("expiresInDays", "whole number");
        issue("{\"name\": \"x\", \"expiresInDays\": \"7\"}").isInvalid("expiresInDays", "whole number");
        issue("{\"name\": \"x\", \"servers\": []}").isInvalid("servers", "leave it out");
        issue("{\"name\": \"x\", \"servers\": [\"meadows\"]}").isInvalid("servers", "there is no server \"meadows\"");
        issue("{\"name\": 7}").isInvalid("name", "a string");
    }

    @Test
    void lists_are_paged_the_latest_first() {
        issue("{\"name\": \"second\"}").is(201);
        issue("{\"name\": \"third\"}").is(201);
        Answer first = world.call("GET", "/tokens?limit=2").as(ada).send();
        assertThat(first.texts("name")).containsExactly("third", "second");
        Answer second = world.call(
                        "GET", "/tokens?limit=2&cursor=" + first.json().text("next"))
                .as(ada)
                .send();
        assertThat(second.texts("name")).containsExactly("a script's");
    }
}
