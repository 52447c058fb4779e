package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolicyApiTest {
    private static final String WHOLE = "{\"defaultAction\":\"REQUIRE_APPROVAL\",\"rules\":[{\"name\":\"big refunds\","
            + "\"tools\":[\"refund*\"],\"annotations\":[\"WRITES\"],\"subjects\":{\"users\":[\"dave@example.com\"],"
            + "\"groups\":[\"Staff\"],\"clients\":[\"desk\"]},\"when\":\"args.amount > 100\",\"unless\":\"args.test\","
            + "\"action\":\"REQUIRE_APPROVAL\",\"approvers\":[\"ada@example.com\",\"carol@example.com\"],\"approverGroups\":[\"Staff\"],\"quorum\":2,"
            + "\"selfApproval\":true}]}";

    private final ApiWorld world = new ApiWorld();
    private final String ada = world.token(Fixtures.ADA);
    private final Call put = world.call("PUT", "/servers/shop/policy").as(ada);

    @BeforeEach
    void addServer() {
        ApiWorld.done(world.verbs.groups().add(Fixtures.signedIn(Fixtures.ADA), "Staff"));
        world.addServer(Fixtures.ADA, "shop");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Answer show(String token) {
        return world.call("GET", "/servers/shop/policy").as(token).send().is(200);
    }

    private Answer rule(String members) {
        return put.ifMatch(1)
                .json("{\"defaultAction\": \"ALLOW\", \"rules\": [{\"action\": \"DENY\", " + members + "}]}")
                .send();
    }

    @Test
    void a_policy_comes_back_as_it_was_sent_with_people_by_e_mail() {
        Answer replaced = put.ifMatch(1).json(WHOLE).send().is(200);
        assertThat(replaced.body()).isEqualTo(WHOLE);
        assertThat(replaced.header("etag")).isEqualTo("\"2\"");
        assertThat(show(ada).body()).isEqualTo(WHOLE);
        assertThat(show(ada).header("etag")).isEqualTo("\"2\"");
    }

    @Test
    void a_change_wants_the_version_that_was_seen() {
        put.json(WHOLE).send().isProblem(428, "If-Match");
        put.ifMatch(2).json(WHOLE).send().isProblem(412, "look at its policy again");
        put.ifMatch(1).json(WHOLE).send().is(200);
        put.ifMatch(1).json(WHOLE).send().isProblem(412);
    }

    @Test
    void what_a_rule_leaves_out_does_not_narrow_it() {
        rule("\"tools\": []").is(200);
        Json.Obj rule = (Json.Obj) show(ada).json().items("rules").getFirst();
        assertThat(rule.text("name")).isEqualTo("rule 1");
        assertThat(rule.items("annotations")).isEmpty();
        assertThat(rule.object("subjects").items("users")).isEmpty();
        assertThat(rule.get("quorum")).isEqualTo(Json.of(1));
        assertThat(rule.isTrue("selfApproval")).isFalse();
    }

    @Test
    void a_wrong_rule_is_refused_by_its_place() {
        rule("\"approvers\": [\"nobody@example.com\"]").isInvalid("rules[0].approvers", "nobody@example.com");
        rule("\"approverGroups\": [\"Nobody\"]").isInvalid("rules[0].approverGroups", "Nobody");
        rule("\"subjects\": {\"users\": [\"bob@example.com\"]}")
                .isInvalid("rules[0].subjects.users", "bob@example.com");
        rule("\"tools\": [\"no tool\"]").isInvalid("rules[0]", "delete*");
        rule("\"quorum\": 0").isInvalid("rules[0]", "at least 1");
        rule("\"quorum\": \"two\"").isInvalid("rules[0].quorum", "whole number");
        rule("\"when\": \"nonsense\"").isInvalid("rules", "nonsense");
        rule("\"annotations\": [\"HARMLESS\"]").isInvalid("rules[0].annotations[0]", "READ_ONLY, WRITES");
        rule("\"acton\": \"DENY\"").isInvalid("rules[0].acton", "there are action, ");
        put.ifMatch(1).json("{\"rules\": []}").send().isInvalid("defaultAction", "missing");
        put.ifMatch(1)
                .json(
                        "{\"defaultAction\": \"ALLOW\", \"rules\": [{\"name\": \"x\", \"action\": \"DENY\"}, {\"name\": \"x\", \"action\": \"DENY\"}]}")
                .send()
                .isInvalid("rules", "two rules are named");
        assertThat(show(ada).header("etag")).isEqualTo("\"1\"");
    }

    @Test
    void a_member_sees_the_policy_but_not_who_others_are() {
        put.ifMatch(1).json(WHOLE).send().is(200);
        String seen = show(world.token(ApiWorld.DAVE)).body();
        assertThat(seen)
                .contains("dave@example.com", Fixtures.ADA.person().id().toString())
                .doesNotContain("ada@example.com", "carol@example.com");
    }
}
