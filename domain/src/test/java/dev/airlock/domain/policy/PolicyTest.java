package dev.airlock.domain.policy;

import static dev.airlock.domain.policy.Action.ALLOW;
import static dev.airlock.domain.policy.Action.DENY;
import static dev.airlock.domain.policy.Action.REQUIRE_APPROVAL;
import static dev.airlock.domain.policy.PolicyWorld.ADA;
import static dev.airlock.domain.policy.PolicyWorld.ANSWERS;
import static dev.airlock.domain.policy.PolicyWorld.BOB;
import static dev.airlock.domain.policy.PolicyWorld.DELETES;
import static dev.airlock.domain.policy.PolicyWorld.READS;
import static dev.airlock.domain.policy.PolicyWorld.WRITES;
import static dev.airlock.domain.policy.PolicyWorld.about;
import static dev.airlock.domain.policy.PolicyWorld.ada;
import static dev.airlock.domain.policy.PolicyWorld.caller;
import static dev.airlock.domain.policy.PolicyWorld.judge;
import static dev.airlock.domain.policy.PolicyWorld.policy;
import static dev.airlock.domain.policy.PolicyWorld.quorum;
import static dev.airlock.domain.policy.PolicyWorld.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTest {
    @ParameterizedTest
    @CsvSource({
        "ALLOW, ALLOW, ALLOW",
        "ALLOW, REQUIRE_APPROVAL, REQUIRE_APPROVAL",
        "ALLOW, DENY, DENY",
        "REQUIRE_APPROVAL, DENY, DENY",
        "REQUIRE_APPROVAL, REQUIRE_APPROVAL, REQUIRE_APPROVAL",
        "DENY, DENY, DENY"
    })
    void the_strictest_rule_wins_in_whatever_order_they_are_listed(Action one, Action other, Action wins) {
        for (Action byDefault : Action.values()) {
            assertThat(judge(policy(byDefault, rule("one", one), rule("other", other)), READS)
                            .action())
                    .isEqualTo(wins);
            assertThat(judge(policy(byDefault, rule("other", other), rule("one", one)), READS)
                            .action())
                    .isEqualTo(wins);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_default_speaks_only_where_no_rule_does(Action byDefault) {
        Policy policy = policy(byDefault, about("get_order", ALLOW));
        assertThat(judge(policy, WRITES).action()).isEqualTo(byDefault);
        assertThat(judge(policy, WRITES).ground().rule()).isEqualTo("default");
        assertThat(judge(policy, READS).action()).isEqualTo(ALLOW);
    }

    @Test
    void a_verdict_names_its_rule_and_says_what_happens() {
        assertThat(judge(policy(ALLOW, about("delete*", DENY)), DELETES))
                .isEqualTo(new Verdict.Deny(new Ground("DENY delete*", "refused by the rule \"DENY delete*\"")));
        assertThat(judge(policy(DENY, about("*", ALLOW)), READS))
                .isEqualTo(new Verdict.Allow(new Ground("ALLOW *", "allowed by the rule \"ALLOW *\"")));
        assertThat(judge(policy(ALLOW, rule("ask", REQUIRE_APPROVAL, null, null, quorum(3))), READS))
                .isEqualTo(new Verdict.RequireApproval(
                        new Ground("ask", "the rule \"ask\" asks for a person's approval"), quorum(3)));
        assertThat(List.of(
                        judge(policy(ALLOW), READS).ground().explanation(),
                        judge(policy(REQUIRE_APPROVAL), READS).ground().explanation(),
                        judge(policy(DENY), READS).ground().explanation()))
                .containsExactly(
                        "allowed by the server's default action",
                        "the server's default action asks for a person's approval",
                        "refused by the server's default action");
    }

    @Test
    void where_several_rules_ask_the_one_that_asks_the_most_people_wins() {
        Rule one = rule("one", REQUIRE_APPROVAL, null, null, quorum(1));
        Rule two = rule("two", REQUIRE_APPROVAL, null, null, quorum(2));
        Rule self = rule("self", REQUIRE_APPROVAL, null, null, new ApprovalDemand(Set.of(), Set.of(), 1, true));
        for (List<Rule> rules : List.of(List.of(self, one, two), List.of(two, one, self), List.of(one, two, self))) {
            assertThat(judge(policy(ALLOW, rules), READS).ground().rule()).isEqualTo("two");
        }
        assertThat(judge(policy(ALLOW, self, one), READS).ground().rule()).isEqualTo("one");
        assertThat(judge(policy(ALLOW, one, self), READS).ground().rule()).isEqualTo("one");
    }

    @Test
    void rules_that_are_equally_strict_give_the_same_verdict_in_any_order() {
        Rule byAda = rule("a", REQUIRE_APPROVAL, null, null, new ApprovalDemand(Set.of(ADA), Set.of(), 1, false));
        Rule byBob = rule("b", REQUIRE_APPROVAL, null, null, new ApprovalDemand(Set.of(BOB), Set.of(), 1, false));
        assertThat(judge(policy(ALLOW, byAda, byBob), READS)).isEqualTo(judge(policy(ALLOW, byBob, byAda), READS));
    }

    @Test
    void a_rule_by_annotation_covers_tools_with_all_of_its_traits() {
        var destructiveWrites = new Rule(
                "both",
                List.of(),
                Set.of(AnnotationMatch.WRITES, AnnotationMatch.DESTRUCTIVE),
                Subjects.EVERYONE,
                null,
                null,
                DENY,
                ApprovalDemand.BY_OWNER);
        assertThat(judge(policy(ALLOW, destructiveWrites), DELETES).action()).isEqualTo(DENY);
        assertThat(judge(policy(ALLOW, destructiveWrites), WRITES).action()).isEqualTo(ALLOW);
        assertThat(judge(policy(ALLOW, destructiveWrites), READS).action()).isEqualTo(ALLOW);
    }

    @ParameterizedTest
    @CsvSource({
        "READ_ONLY, true, false, false",
        "WRITES, false, true, true",
        "DESTRUCTIVE, false, false, true",
        "OPEN_WORLD, false, true, false"
    })
    void each_trait_covers_its_tools(AnnotationMatch trait, boolean reads, boolean writes, boolean deletes) {
        assertThat(trait.matches(READS.annotations())).isEqualTo(reads);
        assertThat(trait.matches(WRITES.annotations())).isEqualTo(writes);
        assertThat(trait.matches(DELETES.annotations())).isEqualTo(deletes);
    }

    @Test
    void a_rule_speaks_only_of_its_subjects() {
        var subjects = new Subjects(Set.of(ADA), Set.of("claude", "cursor"));
        var rule = new Rule("Ada's agents", List.of(), Set.of(), subjects, null, null, DENY, ApprovalDemand.BY_OWNER);
        Policy policy = policy(ALLOW, rule);
        assertThat(judge(policy, caller(ADA, "cursor", TokenScope.Access.WRITE), READS)
                        .action())
                .isEqualTo(DENY);
        assertThat(judge(policy, caller(ADA, "other", TokenScope.Access.WRITE), READS)
                        .action())
                .isEqualTo(ALLOW);
        assertThat(judge(policy, caller(BOB, "cursor", TokenScope.Access.WRITE), READS)
                        .action())
                .isEqualTo(ALLOW);
    }

    @Test
    void a_rule_for_groups_speaks_of_their_members_beside_the_people_it_names() {
        var staff = new GroupId(new UUID(0, 41));
        var subjects = new Subjects(Set.of(ADA), Set.of(staff), Set.of());
        var rule = new Rule("Staff", List.of(), Set.of(), subjects, null, null, DENY, ApprovalDemand.BY_OWNER);
        Policy policy = policy(ALLOW, rule);
        Caller bob = caller(BOB, "cursor", TokenScope.Access.WRITE);
        assertThat(judge(policy, ada(), READS).action()).isEqualTo(DENY);
        assertThat(judge(policy, bob, READS).action()).isEqualTo(ALLOW);
        assertThat(judge(policy, in(bob, staff), READS).action()).isEqualTo(DENY);
        assertThat(judge(policy, in(bob, new GroupId(new UUID(0, 42))), READS).action())
                .isEqualTo(ALLOW);
    }

    private static Caller in(Caller caller, GroupId group) {
        var place = new Membership(
                caller.organization(), caller.person(), caller.membership().role(), Set.of(group));
        return new Caller.Agent(
                place, caller.scope(), caller.client(), caller.address(), Objects.requireNonNull(caller.entitlement()));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, true",
                "true, -, true",
                "false, -, false",
                "-, true, false",
                "-, false, true",
                "true, true, false",
                "true, false, true",
                "false, false, false",
                "false, fail, false",
                "fail, true, false"
            })
    void a_rule_matches_when_its_condition_holds_unless_its_exception_does(
            String when, String unless, boolean matches) {
        Rule rule = rule("rule", DENY, when, unless);
        assertThat(judge(policy(ALLOW, rule), READS).action()).isEqualTo(matches ? DENY : ALLOW);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"fail, -", "true, fail", "-, fail", "fail, fail", "fail, false"})
    void a_condition_that_cannot_be_answered_restricts_and_the_verdict_says_so(String when, String unless) {
        Verdict refused = judge(policy(ALLOW, rule("limit", DENY, when, unless)), READS);
        assertThat(refused.action()).isEqualTo(DENY);
        assertThat(refused.ground().explanation())
                .contains("limit")
                .contains("its condition could not be answered: there is no argument \"amount\"");
        assertThat(judge(policy(ALLOW, rule("limit", REQUIRE_APPROVAL, when, unless)), READS)
                        .action())
                .isEqualTo(REQUIRE_APPROVAL);
        assertThat(judge(policy(DENY, rule("small", ALLOW, when, unless)), READS)
                        .action())
                .isEqualTo(DENY);
    }

    @Test
    void asking_because_of_an_unanswered_condition_never_softens_a_default_that_refuses() {
        Rule asks = rule("ask", REQUIRE_APPROVAL, "fail", null);
        assertThat(judge(policy(DENY, asks), READS).ground().rule()).isEqualTo("default");
        assertThat(judge(policy(DENY, asks, rule("allow", ALLOW)), READS)
                        .ground()
                        .rule())
                .isEqualTo("ask");
    }

    @Test
    void an_unanswered_condition_never_lets_the_requester_approve_what_the_owner_would_have_to() {
        Rule self = rule("self", REQUIRE_APPROVAL, "fail", null, new ApprovalDemand(Set.of(), Set.of(), 1, true));
        assertThat(judge(policy(REQUIRE_APPROVAL, self), READS).ground().rule()).isEqualTo("default");
        Rule two = rule("two", REQUIRE_APPROVAL, "fail", null, quorum(2));
        assertThat(judge(policy(REQUIRE_APPROVAL, two), READS).ground().rule()).isEqualTo("two");
    }

    @Test
    void a_token_that_may_only_read_is_refused_every_tool_that_is_not_marked_read_only() {
        Policy policy = policy(ALLOW, about("*", ALLOW));
        var reader = caller(ADA, "claude", TokenScope.Access.READ);
        assertThat(judge(policy, reader, READS).action()).isEqualTo(ALLOW);
        assertThat(judge(policy, reader, WRITES))
                .isEqualTo(new Verdict.Deny(
                        new Ground("token scope", "the token may only read, and this tool is not marked read-only")));
        assertThat(policy.admits(reader, READS)).isTrue();
        assertThat(policy.admits(reader, WRITES)).isFalse();
        assertThat(policy.strictestAction(reader, WRITES)).isEqualTo(DENY);
        assertThat(policy.strictestAction(ada(), WRITES)).isEqualTo(ALLOW);
    }

    @Test
    void a_condition_sees_the_caller_the_tool_the_arguments_and_the_time() throws InvalidConditionException {
        Json.Obj arguments = Json.object().put("amount", 5).build();
        var seen = new java.util.ArrayList<Condition.Facts>();
        Policy policy = Policy.compile(
                new PolicySet(ALLOW, List.of(rule("look", DENY, "x", null))), expression -> facts -> seen.add(facts));
        policy.judge(ada(), WRITES, arguments, PolicyWorld.NOW);
        assertThat(seen).containsExactly(new Condition.Facts(ada(), WRITES, arguments, PolicyWorld.NOW));
    }

    @Test
    void the_fault_of_an_expression_names_its_rule_and_member() {
        assertThatThrownBy(() ->
                        Policy.compile(new PolicySet(ALLOW, List.of(rule("large", DENY, "amount >", null))), ANSWERS))
                .isInstanceOf(InvalidConditionException.class)
                .hasMessage("rule \"large\", when: \"amount >\" is no expression");
        assertThatThrownBy(() ->
                        Policy.compile(new PolicySet(ALLOW, List.of(rule("large", DENY, "true", "?"))), ANSWERS))
                .hasMessage("rule \"large\", unless: \"?\" is no expression");
    }

    @Test
    void a_set_refuses_two_rules_of_one_name() {
        assertThatThrownBy(() -> policy(ALLOW, rule("same", ALLOW), rule("same", DENY)))
                .hasMessageContaining("two rules are named \"same\"");
    }

    @Test
    void a_rule_has_a_name_that_can_be_shown() {
        assertThatThrownBy(() -> rule(" ", ALLOW)).hasMessageContaining("1 to 120 characters");
        assertThatThrownBy(() -> rule("n".repeat(121), ALLOW)).hasMessageContaining("1 to 120 characters");
        assertThat(rule("n".repeat(120), ALLOW).name()).hasSize(120);
    }

    @Test
    void a_demand_that_nobody_could_meet_is_refused() {
        assertThatThrownBy(() -> quorum(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new ApprovalDemand(Set.of(ADA), Set.of(), 2, false))
                .hasMessage("a quorum of 2 needs as many approvers, but the rule names 1");
        assertThat(new ApprovalDemand(Set.of(ADA, BOB), Set.of(), 2, false).quorum())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "ALLOW_ALL, ALLOW, ALLOW, ALLOW",
        "ASK_FOR_WRITES, ALLOW, REQUIRE_APPROVAL, REQUIRE_APPROVAL",
        "READ_ONLY, ALLOW, DENY, DENY"
    })
    void each_preset_does_what_it_says(PolicyPreset preset, Action reads, Action writes, Action deletes)
            throws InvalidConditionException {
        Policy policy = Policy.compile(preset.policy(), ANSWERS);
        assertThat(judge(policy, READS).action()).isEqualTo(reads);
        assertThat(judge(policy, WRITES).action()).isEqualTo(writes);
        assertThat(judge(policy, DELETES).action()).isEqualTo(deletes);
    }

    @Test
    void asking_for_writes_asks_a_second_person_where_something_may_be_destroyed() throws InvalidConditionException {
        Policy policy = Policy.compile(PolicyPreset.ASK_FOR_WRITES.policy(), ANSWERS);
        assertThat(((Verdict.RequireApproval) judge(policy, WRITES)).demand())
                .isEqualTo(ApprovalDemand.CONFIRMED_BY_OWNER);
        assertThat(((Verdict.RequireApproval) judge(policy, DELETES)).demand()).isEqualTo(quorum(1));
    }
}
