package dev.airlock.application.policy;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.deletingTool;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.InvalidConditionException;
import dev.airlock.domain.policy.PolicyPreset;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.tool.ToolName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangePolicyTest {
    private static final Slug ORDERS = new Slug("orders");
    private static final ToolName DELETE = new ToolName("delete_order");

    private final House house = new House();
    private final ChangePolicy changePolicy = new ChangePolicy(house.gate, house.store.servers(), text -> {
        throw new InvalidConditionException("\"" + text + "\" is no expression");
    });

    @Test
    void a_tools_switch_replaces_what_it_said_before() {
        given(PolicySet.ALLOW_ALL);
        assertThat(set(Action.DENY)).isEqualTo(Action.DENY);
        assertThat(set(Action.REQUIRE_APPROVAL)).isEqualTo(Action.REQUIRE_APPROVAL);
        assertThat(set(Action.ALLOW)).isEqualTo(Action.ALLOW);
        assertThat(house.load("orders").policy().rules())
                .extracting(Rule::name)
                .containsExactly("switch: delete_order");
    }

    @Test
    void the_switch_answers_with_the_action_in_force_where_a_stricter_rule_wins() {
        given(PolicyPreset.READ_ONLY.policy());
        assertThat(set(Action.ALLOW)).isEqualTo(Action.DENY);
    }

    @Test
    void a_tool_can_be_allowed_past_a_default_that_refuses() {
        given(new PolicySet(Action.DENY, List.of()));
        assertThat(set(Action.ALLOW)).isEqualTo(Action.ALLOW);
    }

    @Test
    void a_policy_is_replaced_only_at_the_version_that_was_read() {
        given(PolicySet.ALLOW_ALL);
        var refusing = new PolicySet(Action.DENY, List.of());
        assertThat(done(changePolicy.replace(signedIn(ADA), ORDERS, 1, refusing)))
                .isEqualTo(2);
        assertThat(house.load("orders").server().version()).isEqualTo(2);
        assertThat(refusal(changePolicy.replace(signedIn(ADA), ORDERS, 1, PolicySet.ALLOW_ALL)))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(house.load("orders").policy()).isEqualTo(refusing);
    }

    @Test
    void an_expression_that_does_not_compile_changes_nothing() {
        given(PolicySet.ALLOW_ALL);
        var rule = new Rule(
                "large",
                List.of(),
                Set.of(),
                Subjects.EVERYONE,
                "amount >",
                null,
                Action.DENY,
                ApprovalDemand.BY_OWNER);
        assertThat(refusal(changePolicy.replace(signedIn(ADA), ORDERS, 1, new PolicySet(Action.ALLOW, List.of(rule))))
                        .message())
                .isEqualTo("rules: rule \"large\", when: \"amount >\" is no expression");
        assertThat(house.load("orders").policy()).isEqualTo(PolicySet.ALLOW_ALL);
    }

    @Test
    void unknown_servers_and_tools_are_not_found() {
        given(PolicySet.ALLOW_ALL);
        assertThat(refusal(changePolicy.setToolAction(signedIn(ADA), ORDERS, new ToolName("x"), Action.DENY)))
                .isEqualTo(new Refusal.NotFound("there is no tool \"x\" at server \"orders\""));
        assertThat(refusal(changePolicy.replace(signedIn(ADA), new Slug("nowhere"), 1, PolicySet.ALLOW_ALL)))
                .isInstanceOf(Refusal.NotFound.class);
    }

    private void given(PolicySet policy) {
        house.add(server(ADA, 31, "orders"), List.of(deletingTool("delete_order")), policy);
    }

    private Action set(Action action) {
        return done(changePolicy.setToolAction(signedIn(ADA), ORDERS, DELETE, action));
    }
}
