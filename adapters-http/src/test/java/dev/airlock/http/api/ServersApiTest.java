package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServersApiTest {
    private final ApiWorld world = new ApiWorld();
    private final String ada = world.token(Fixtures.ADA);

    @AfterEach
    void close() {
        world.close();
    }

    private Answer add(String members) {
        return world.call("POST", "/servers")
                .as(ada)
                .json("{\"type\": \"OPENAPI\", " + members + "}")
                .send();
    }

    private Answer get(String path) {
        return world.call("GET", path).as(ada).send();
    }

    @Test
    void a_server_is_added_from_a_description_given_as_an_object() {
        Answer added =
                add("\"name\": \"Shop\", \"specification\": {\"title\": \"T\", \"odd\": true, \"tools\": [\"GET a\"]}")
                        .is(201);
        assertThat(added.header("location")).endsWith("/api/v1/servers/shop");
        assertThat(added.header("etag")).isEqualTo("\"1\"");
        assertThat(added.json().text("mcpUrl")).isEqualTo("https://airlock.example.com/mcp/harbour/shop");
        assertThat(added.json().get("tools")).isEqualTo(Json.of(1));
        assertThat(added.json().items("warnings")).containsExactly(Json.of("something odd is left out"));
        assertThat(get("/servers/shop").is(200).json().text("name")).isEqualTo("Shop");
    }

    @Test
    void a_server_is_added_from_a_description_given_as_text_or_by_address() {
        add("\"slug\": \"one\", \"specification\": \"{\\\"title\\\": \\\"T\\\", \\\"tools\\\": [\\\"GET a\\\"]}\"")
                .is(201);
        add("\"slug\": \"two\", \"specificationUrl\": \"https://specs.example.com/shop.json\"")
                .is(201);
        assertThat(get("/servers").texts("slug")).containsExactly("one", "two");
    }

    @Test
    void what_the_description_says_of_target_and_credentials_can_be_overruled() {
        Answer added =
                add("\"slug\": \"s\", \"targetUrl\": \"https://other.example.com\", \"policyPreset\": \"READ_ONLY\", "
                                + "\"authentication\": [{\"type\": \"apiKey\", \"in\": \"query\", \"name\": \"k\"}], \"specification\": "
                                + ApiWorld.SHOP)
                        .is(201);
        assertThat(added.json().text("targetUrl")).isEqualTo("https://other.example.com");
        assertThat(added.json().items("authentication"))
                .containsExactly(Json.object()
                        .put("type", "apiKey")
                        .put("in", "query")
                        .put("name", "k")
                        .build());
        assertThat(get("/servers/s/tools/delete_order").json().text("action")).isEqualTo("DENY");
    }

    @Test
    void a_wrong_server_is_refused_by_the_name_of_the_member() {
        String shop = "\"specification\": " + ApiWorld.SHOP;
        add("\"slug\": \"No Slug\", " + shop).isInvalid("slug", "no-slug");
        add("\"slug\": \"s\"").isInvalid("specification", "specificationUrl");
        add("\"specificationUrl\": \"https://specs.example.com/\", " + shop).isInvalid("specification", "either");
        add("\"specificationUrl\": \"https://gone.example.com/\"").isInvalid("specificationUrl", "gone.example.com");
        add("\"specification\": \"no list\"").isInvalid("specification", "no list of tools");
        add("\"specification\": 7").isInvalid("specification", "object");
        add("\"targetUrl\": \"ht tp:\", " + shop).isInvalid("targetUrl", "no web address");
        add("\"policyPreset\": \"SOME\", " + shop).isInvalid("policyPreset", "ALLOW_ALL, ASK_FOR_WRITES, READ_ONLY");
        add("\"authentication\": [{\"type\": \"bearer\", \"name\": \"x\"}], " + shop)
                .isInvalid("authentication", "apiKey");
        add("\"authentication\": [{\"type\": \"apiKey\", \"in\": \"header\", \"name\": \"Host\"}], " + shop)
                .isInvalid("authentication", "belongs to Airlock or to HTTP");
        add("\"targetUrl\": \"https://{site}.example.com\", \"variables\": [{\"name\": \"site\", \"discovery\": {\"lookup\": "
                        + "{\"tool\": \"gone\", \"member\": \"id\"}}}], " + shop)
                .isInvalid("variables.site", "no tool \"gone\" that only reads");
        add("\"authentication\": [null], " + shop).isInvalid("authentication[0]", "null");
        world.call("POST", "/servers")
                .as(ada)
                .json("{\"type\": \"MCP\", " + shop + "}")
                .send()
                .isInvalid("type", "OPENAPI");
        world.call("POST", "/servers").as(ada).json("{" + shop + "}").send().isInvalid("type", "missing");
        assertThat(get("/servers").json().items("items")).isEmpty();
    }

    @Test
    void a_taken_slug_is_a_conflict() {
        world.addServer(Fixtures.ADA, "shop");
        add("\"slug\": \"shop\", \"specification\": " + ApiWorld.SHOP).isProblem(409, "choose another");
    }

    @Test
    void a_change_wants_the_version_that_was_seen() {
        world.addServer(Fixtures.ADA, "shop");
        Call patch = world.call("PATCH", "/servers/shop").as(ada).json("{\"name\": \"Renamed\"}");
        patch.send().isProblem(428, "If-Match");
        patch.with("If-Match", "seven").send().isInvalid("If-Match", "ETag");
        patch.with("If-Match", "\"7\"").send().isProblem(412, "look at it again");
        Answer changed = patch.with("If-Match", get("/servers/shop").header("etag"))
                .send()
                .is(200);
        assertThat(changed.header("etag")).isEqualTo("\"2\"");
        assertThat(get("/servers/shop").json().text("name")).isEqualTo("Renamed");
        patch.ifMatch(1).send().isProblem(412);
    }

    @Test
    void a_removed_server_is_gone() {
        world.addServer(Fixtures.ADA, "shop");
        assertThat(world.call("DELETE", "/servers/shop").as(ada).send().is(204).body())
                .isEmpty();
        get("/servers/shop").isProblem(404, "there is no server \"shop\"");
        get("/servers/Not%20A%20Slug").isProblem(404, "there is no server \"Not A Slug\"");
    }

    @Test
    void lists_are_paged_by_cursor_and_survive_changes_in_between() {
        for (String slug : new String[] {"a", "b", "c", "d"}) {
            world.addServer(Fixtures.ADA, slug);
        }
        Answer first = get("/servers?limit=2");
        assertThat(first.texts("slug")).containsExactly("a", "b");
        world.call("DELETE", "/servers/b").as(ada).send().is(204);
        Answer second = get("/servers?limit=2&cursor=" + first.json().text("next"));
        assertThat(second.texts("slug")).containsExactly("c", "d");
        assertThat(second.json().text("next")).isNull();
        get("/servers?limit=0").isInvalid("limit", "1 to 200");
        get("/servers?limit=many").isInvalid("limit", "1 to 200");
        get("/servers?cursor=%21").isInvalid("cursor", "next");
    }

    @Test
    void a_token_that_is_limited_to_a_server_sees_only_that() {
        var shop = world.addServer(Fixtures.ADA, "shop");
        world.addServer(Fixtures.ADA, "other");
        String limited = world.issue(Fixtures.ADA, new TokenScope(Set.of(shop.id()), Access.WRITE))
                .secret();
        assertThat(world.call("GET", "/servers").as(limited).send().texts("slug"))
                .containsExactly("shop");
        assertThat(world.call("GET", "/me").as(limited).send().json().items("servers"))
                .containsExactly(Json.of("shop"));
        world.call("GET", "/servers/other").as(limited).send().isProblem(404);
    }

    @Test
    void a_server_is_limited_to_groups_and_people_and_does_not_exist_for_others() {
        String dave = world.token(ApiWorld.DAVE);
        world.addServer(Fixtures.ADA, "shop");
        ApiWorld.done(world.verbs.groups().add(Fixtures.signedIn(Fixtures.ADA), "Staff"));
        Call patch = world.call("PATCH", "/servers/shop").as(ada);
        Answer limited = patch.ifMatch(1)
                .json("{\"access\": {\"everyone\": false, \"groups\": [\"staff\"]}}")
                .send()
                .is(200);
        assertThat(limited.json().object("access"))
                .isEqualTo(Json.object()
                        .put("everyone", false)
                        .put("groups", Json.strings(List.of("Staff")))
                        .put("users", Json.strings(List.of()))
                        .build());
        assertThat(world.call("GET", "/servers").as(dave).send().texts("slug")).isEmpty();
        for (String path : List.of("/servers/shop", "/servers/shop/tools", "/servers/shop/policy")) {
            assertThat(world.call("GET", path).as(dave).send().body())
                    .isEqualTo(world.call("GET", path.replace("shop", "none"))
                            .as(dave)
                            .send()
                            .body()
                            .replace("none", "shop"));
        }
        patch.ifMatch(2)
                .json("{\"access\": {\"everyone\": false, \"users\": [\"dave@example.com\"]}}")
                .send()
                .is(200);
        Answer seen = world.call("GET", "/servers/shop").as(dave).send().is(200);
        assertThat(seen.json().get("access")).isNull();
    }

    @Test
    void the_conventions_of_an_api_are_set_and_shown() {
        world.addServer(Fixtures.ADA, "shop");
        Call patch = world.call("PATCH", "/servers/shop").as(ada);
        String conventions = "{\"headers\":[{\"name\":\"Notion-Version\",\"value\":\"2022-06-28\"}],"
                + "\"failures\":[{\"member\":\"ok\",\"equal\":\"false\"},{\"member\":\"data.**.userErrors\"}]}";
        Answer changed = patch.ifMatch(1)
                .json("{\"conventions\": " + conventions + "}")
                .send()
                .is(200);
        assertThat(changed.json().get("conventions")).isEqualTo(json(conventions));
        assertThat(world.call("GET", "/servers/shop").as(ada).send().json().get("conventions"))
                .isEqualTo(json(conventions));
        assertThat(patch.ifMatch(2).json("{\"name\": \"Shop\"}").send().json().get("conventions"))
                .isEqualTo(json(conventions));
        assertThat(patch.ifMatch(3).json("{\"conventions\": {}}").send().json().get("conventions"))
                .isEqualTo(json("{\"headers\":[],\"failures\":[]}"));
    }

    @Test
    void conventions_that_cannot_be_kept_are_refused_by_name() {
        world.addServer(Fixtures.ADA, "shop");
        Call patch = world.call("PATCH", "/servers/shop").as(ada).ifMatch(1);
        patch.json("{\"conventions\": {\"headers\": [{\"name\": \"Authorization\", \"value\": \"x\"}]}}")
                .send()
                .isInvalid("conventions", "Authorization");
        patch.json("{\"conventions\": {\"headers\": [{\"name\": \"X-Version\"}]}}")
                .send()
                .isInvalid("conventions.headers.value", "missing");
        patch.json("{\"conventions\": {\"failures\": [{\"member\": \"a b\"}]}}")
                .send()
                .isInvalid("conventions.failures.member", "names no member");
    }

    private static Json json(String text) {
        return RawJson.trusted(text).parse();
    }

    @Test
    void access_names_what_exists_and_is_not_for_everyone_and_for_some() {
        world.addServer(Fixtures.ADA, "shop");
        Call patch = world.call("PATCH", "/servers/shop").as(ada).ifMatch(1);
        patch.json("{\"access\": {\"groups\": []}}").send().isInvalid("access.everyone", "missing");
        patch.json("{\"access\": {\"everyone\": true, \"users\": [\"dave@example.com\"]}}")
                .send()
                .isInvalid("access.everyone", "left out");
        patch.json("{\"access\": {\"everyone\": false, \"groups\": [\"Nobody\"]}}")
                .send()
                .isInvalid("access.groups", "there is no group \"Nobody\"");
        patch.json("{\"access\": {\"everyone\": false, \"users\": [\"bob@example.com\"]}}")
                .send()
                .isInvalid("access.users", "no member's e-mail address");
    }
}
