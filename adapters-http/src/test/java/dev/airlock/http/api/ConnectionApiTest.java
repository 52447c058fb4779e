package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.json.Json;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionApiTest {
    private final ApiWorld world = new ApiWorld();
    private final String ada = world.token(Fixtures.ADA);

    @BeforeEach
    void addServer() {
        world.addServer(Fixtures.ADA, "shop");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Answer connection(String token) {
        return world.call("GET", "/servers/shop/connection").as(token).send().is(200);
    }

    private Answer put(String body) {
        return world.call("PUT", "/servers/shop/connection").as(ada).json(body).send();
    }

    @Test
    void every_kind_of_credential_is_taken_and_none_is_shown() {
        for (String body : new String[] {
            "{\"type\": \"bearer\", \"token\": \"CANARY\"}",
            "{\"type\": \"basic\", \"username\": \"ada\", \"password\": \"CANARY\"}",
            "{\"type\": \"apiKey\", \"key\": \"CANARY\"}"
        }) {
            assertThat(put(body).is(200).body()).contains("\"connected\":true").doesNotContain("CANARY");
        }
        assertThat(connection(ada).json())
                .isEqualTo(Json.object()
                        .put("connected", true)
                        .put("type", "apiKey")
                        .put("updatedAt", "2026-03-01T12:00:00Z")
                        .put("version", 3)
                        .put("origins", Json.strings(List.of("https://api.example.com")))
                        .build());
        assertThat(world.audit.events().toString()).doesNotContain("CANARY");
    }

    @Test
    void a_connection_is_its_users_own() {
        put("{\"type\": \"bearer\", \"token\": \"t\"}").is(200);
        assertThat(connection(world.token(ApiWorld.DAVE)).body()).isEqualTo("{\"connected\":false}");
        world.call("DELETE", "/servers/shop/connection")
                .as(world.token(ApiWorld.DAVE))
                .send()
                .isProblem(404, "no connection");
        world.call("DELETE", "/servers/shop/connection").as(ada).send().is(204);
        assertThat(connection(ada).body()).isEqualTo("{\"connected\":false}");
    }

    @Test
    void a_connection_made_for_another_origin_is_none() {
        put("{\"type\": \"bearer\", \"token\": \"t\"}").is(200);
        world.call("PATCH", "/servers/shop")
                .as(ada)
                .ifMatch(1)
                .json("{\"targetUrl\": \"https://elsewhere.example.com\"}")
                .send()
                .is(200);
        assertThat(connection(ada).body()).contains("\"connected\":false");
    }

    @Test
    void a_connection_says_which_of_the_services_sites_it_is_for() {
        patch("{\"targetUrl\": \"https://{site}.example.com\", \"otherTargetUrls\": [\"https://up.example.com\"],"
                        + " \"variables\": [{\"name\": \"site\", \"description\": \"Your site\"}]}")
                .is(200);
        put("{\"type\": \"bearer\", \"token\": \"t\"}").isInvalid("variables.site", "is missing");
        put("{\"type\": \"bearer\", \"token\": \"t\", \"variables\": {\"site\": \"evil.com/\"}}")
                .isInvalid("variables.site", "host name");
        put("{\"type\": \"bearer\", \"token\": \"t\", \"variables\": {\"site\": null}}")
                .isInvalid("variables.site", "missing");
        put("{\"type\": \"bearer\", \"token\": \"t\", \"variables\": {\"site\": \"acme\"}}")
                .is(200);
        assertThat(connection(ada).body())
                .contains(
                        "\"connected\":true",
                        "\"variables\":{\"site\":\"acme\"}",
                        "\"origins\":[\"https://acme.example.com\",\"https://up.example.com\"]");
        world.call("PATCH", "/servers/shop/connection")
                .as(ada)
                .json("{\"variables\": {\"site\": \"other\"}}")
                .send()
                .is(200);
        assertThat(connection(ada).body()).contains("https://other.example.com").doesNotContain("acme");
        assertThat(world.call("POST", "/servers/shop/connection/test")
                        .as(ada)
                        .send()
                        .is(200)
                        .body())
                .contains("\"outcome\":\"unclear\"", "whose account");
        world.call("POST", "/servers/shop/connection/choices/site")
                .as(ada)
                .send()
                .isProblem(409, "does not say");
    }

    @Test
    void where_calls_go_is_read_as_it_was_written() {
        String variables = "[{\"name\":\"cloudId\",\"description\":\"Your site\",\"discovery\":{\"lookup\":"
                + "{\"tool\":\"get_order\",\"arguments\":{\"id\":\"me\"},\"member\":\"id\"},\"label\":\"name\"}},"
                + "{\"name\":\"region\",\"standard\":\"us\",\"values\":[\"us\",\"eu\"]},"
                + "{\"name\":\"site\",\"discovery\":{\"tokenMember\":\"instance_url\"}}]";
        patch("{\"targetUrl\": \"https://{site}.{region}.example.com/{cloudId}\", \"variables\": " + variables + "}")
                .is(200);
        assertThat(world.call("GET", "/servers/shop").as(ada).send().body())
                .contains(
                        "\"cloudId\",\"description\":\"Your site\"",
                        "\"arguments\":{\"id\":\"me\"}",
                        "\"instance_url\"");
        patch("{\"targetUrl\": \"https://{host}\"}").isInvalid("targetUrl", "fixed domain");
        patch("{\"targetUrl\": \"example.com\"}").isInvalid("targetUrl", "no web address");
        patch("{\"variables\": [{\"name\": \"site\", \"discovery\": {}}]}")
                .isInvalid("variables.site.discovery", "either tokenMember or lookup");
        patch("{\"conventions\": {\"identity\": {\"tool\": \"gone\", \"member\": \"login\"}}}")
                .isInvalid("conventions.identity.tool", "only reads");
        patch("{\"conventions\": {\"identity\": {\"tool\": \"get_order\", \"arguments\": [], \"member\": \"login\"}}}")
                .isInvalid("conventions.identity.arguments", "object");
    }

    private Answer patch(String body) {
        String version =
                world.call("GET", "/servers/shop").as(ada).send().json().get("version") instanceof Json.Num number
                        ? number.literal()
                        : "0";
        return world.call("PATCH", "/servers/shop")
                .as(ada)
                .ifMatch(Integer.parseInt(version))
                .json(body)
                .send();
    }

    @Test
    void a_wrong_credential_is_refused_and_never_repeated() {
        put("{\"type\": \"bearer\"}").isInvalid("token", "missing");
        put("{\"type\": \"bearer\", \"token\": \"CANARY\", \"key\": \"k\"}").isInvalid("type", "token");
        put("{\"token\": \"CANARY\"}").isInvalid("type", "missing");
        put("{\"type\": \"oauth\"}").isInvalid("type", "bearer, basic, apiKey");
        Answer broken = put("{\"type\": \"bearer\", \"token\": \"CANARY\\n\"}").isInvalid("credential", "line break");
        assertThat(broken.body()).doesNotContain("CANARY");
        assertThat(put("{\"type\": \"bearer\", \"token\": [\"CANARY\"]}")
                        .isInvalid("token", "a string")
                        .body())
                .doesNotContain("CANARY");
        assertThat(put("{\"type\": \"bearer\", \"token\": CANARY}")
                        .isProblem(400)
                        .body())
                .contains("line 1, column");
    }
}
