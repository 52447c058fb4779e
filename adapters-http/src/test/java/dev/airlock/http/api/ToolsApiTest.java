package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.json.Json;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolsApiTest {
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

    private Answer get(String path) {
        return world.call("GET", path).as(ada).send();
    }

    private Answer switchTo(String action) {
        return world.call("PUT", "/servers/shop/tools/delete_order/action")
                .as(ada)
                .json("{\"action\": \"" + action + "\"}")
                .send();
    }

    private Answer importing(String tools, String apply) {
        return world.call("POST", "/servers/shop/import")
                .as(ada)
                .json("{\"specification\": {\"title\": \"T\", \"tools\": [" + tools + "]}" + apply + "}")
                .send();
    }

    @Test
    void a_tool_shows_what_it_calls_what_it_takes_and_what_it_does() {
        Json.Obj tool = get("/servers/shop/tools/delete_order").is(200).json();
        assertThat(tool.object("operation"))
                .isEqualTo(Json.object()
                        .put("method", "DELETE")
                        .put("path", "/delete_order")
                        .build());
        assertThat(tool.object("inputSchema").text("type")).isEqualTo("object");
        assertThat(tool.object("annotations").isTrue("destructiveHint")).isTrue();
        assertThat(tool.object("annotations").isTrue("readOnlyHint")).isFalse();
        assertThat(tool.text("fingerprint")).hasSize(64);
        assertThat(tool.text("action")).isEqualTo("ALLOW");
        assertThat(get("/servers/shop/tools").texts("name")).containsExactly("delete_order", "get_order");
        get("/servers/shop/tools/none").isProblem(404, "there is no tool \"none\" at server \"shop\"");
    }

    @Test
    void a_switched_tool_stays_in_the_list_with_its_action() {
        assertThat(switchTo("DENY").is(200).json().text("action")).isEqualTo("DENY");
        assertThat(get("/servers/shop/tools").texts("action")).containsExactly("DENY", "ALLOW");
        assertThat(switchTo("ALLOW").is(200).json().text("action")).isEqualTo("ALLOW");
        switchTo("PERHAPS").isInvalid("action", "ALLOW, REQUIRE_APPROVAL, DENY");
    }

    @Test
    void the_answer_to_a_switch_is_the_action_in_force_where_a_stricter_rule_wins() {
        world.call("PUT", "/servers/shop/policy")
                .as(ada)
                .ifMatch(1)
                .json(
                        "{\"defaultAction\": \"ALLOW\", \"rules\": [{\"annotations\": [\"DESTRUCTIVE\"], \"action\": \"DENY\"}]}")
                .send()
                .is(200);
        assertThat(switchTo("ALLOW").json().text("action")).isEqualTo("DENY");
    }

    @Test
    void a_token_that_may_only_read_meets_a_refusal_at_every_tool_that_writes() {
        String reader =
                world.issue(Fixtures.ADA, new TokenScope(Set.of(), Access.READ)).secret();
        assertThat(world.call("GET", "/servers/shop/tools").as(reader).send().texts("action"))
                .containsExactly("DENY", "ALLOW");
    }

    @Test
    void an_import_is_a_plan_until_exactly_that_plan_is_applied() {
        String newer = "\"GET get_order\", \"POST add_order\"";
        Json.Obj plan = importing(newer, "").is(200).json();
        assertThat(plan.isTrue("applied")).isFalse();
        assertThat(((Json.Obj) plan.items("added").getFirst()).text("tool")).isEqualTo("add_order");
        assertThat(plan.items("removed")).containsExactly(Json.of("delete_order"));
        assertThat(get("/servers/shop/tools").texts("name")).contains("delete_order");

        String apply = ", \"apply\": \"" + plan.text("id") + "\"";
        importing("\"GET get_order\"", apply).isProblem(409, "plan again");
        assertThat(importing(newer, apply).is(200).json().isTrue("applied")).isTrue();
        assertThat(get("/servers/shop/tools").texts("name")).containsExactly("add_order", "get_order");
        importing(newer, apply).isProblem(409, "plan again");
    }
}
