package dev.airlock.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.tool.Tool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for every policy, tried on policies of chance. */
class PolicyPropertiesTest {
    private static final int TRIES = 20_000;
    private static final List<Tool> TOOLS = List.of(PolicyWorld.READS, PolicyWorld.WRITES, PolicyWorld.DELETES);
    private static final Comparator<Verdict> STRICTNESS = Comparator.comparing(Verdict::action)
            .thenComparingInt(verdict -> demand(verdict).quorum())
            .thenComparing(verdict -> !demand(verdict).selfApproval());

    private final Random random = new Random(6);

    @Test
    void an_expression_without_an_answer_gives_the_stricter_of_what_its_answers_would() {
        for (int i = 0; i < TRIES; i++) {
            Action byDefault = any(Action.values());
            List<Rule> rules = rules("true", "false");
            Rule changed = rules.get(random.nextInt(rules.size()));
            boolean when = random.nextBoolean();
            Caller caller = caller();
            Tool tool = any(TOOLS);
            Verdict holds = judge(byDefault, rules, changed, when, "true", caller, tool);
            Verdict fails = judge(byDefault, rules, changed, when, "false", caller, tool);
            Verdict unanswered = judge(byDefault, rules, changed, when, "fail", caller, tool);
            Verdict stricter = STRICTNESS.compare(holds, fails) > 0 ? holds : fails;
            assertThat(STRICTNESS.compare(unanswered, stricter))
                    .as(() -> unanswered + " instead of " + holds + " or " + fails + " by " + rules)
                    .isZero();
        }
    }

    @Test
    void any_number_of_expressions_without_an_answer_never_gives_less_than_any_answers_would() {
        for (int i = 0; i < TRIES; i++) {
            Action byDefault = any(Action.values());
            List<Rule> rules = rules("true", "false", "fail");
            List<Rule> answered = rules.stream().map(this::answered).toList();
            Caller caller = caller();
            Tool tool = any(TOOLS);
            Verdict doubtful = PolicyWorld.judge(PolicyWorld.policy(byDefault, rules), caller, tool);
            Verdict certain = PolicyWorld.judge(PolicyWorld.policy(byDefault, answered), caller, tool);
            assertThat(STRICTNESS.compare(doubtful, certain))
                    .as(() -> doubtful + " is laxer than " + certain + " by " + rules)
                    .isNotNegative();
        }
    }

    @Test
    void what_is_not_admitted_is_never_allowed_and_what_is_allowed_is_admitted() {
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            Action byDefault = any(Action.values());
            List<Rule> rules = rules("true", "false", "fail");
            Policy policy = PolicyWorld.policy(byDefault, rules);
            Caller caller = caller();
            Tool tool = any(TOOLS);
            Action action = PolicyWorld.judge(policy, caller, tool).action();
            assertThat(action == Action.DENY || policy.admits(caller, tool))
                    .as(() -> action + " though not admitted by " + rules)
                    .isTrue();
            refused += policy.admits(caller, tool) ? 0 : 1;
        }
        assertThat(refused).isBetween(TRIES / 20, TRIES * 19 / 20);
    }

    @Test
    void no_call_meets_anything_stricter_than_the_strictest_action_and_some_answers_lead_to_it() {
        for (int i = 0; i < TRIES / 10; i++) {
            Action byDefault = any(Action.values());
            List<Rule> rules = rules("true", "false");
            Caller caller = caller();
            Tool tool = any(TOOLS);
            Action strictest = PolicyWorld.policy(byDefault, rules).strictestAction(caller, tool);
            Set<Action> met = new java.util.HashSet<>();
            for (int answers = 0; answers < 40; answers++) {
                List<Rule> answered = rules.stream().map(this::answeredAnew).toList();
                met.add(PolicyWorld.judge(PolicyWorld.policy(byDefault, answered), caller, tool)
                        .action());
            }
            assertThat(Collections.max(met)).isLessThanOrEqualTo(strictest);
            List<Rule> failing = rules.stream()
                    .map(rule -> with(rule, rule.when() == null ? null : "fail", rule.unless() == null ? null : "fail"))
                    .toList();
            assertThat(PolicyWorld.judge(PolicyWorld.policy(byDefault, failing), caller, tool)
                            .action())
                    .as(rules::toString)
                    .isEqualTo(strictest);
        }
    }

    @Test
    void the_order_of_the_rules_means_nothing() {
        for (int i = 0; i < TRIES; i++) {
            Action byDefault = any(Action.values());
            List<Rule> rules = rules("true", "false", "fail");
            var shuffled = new ArrayList<>(rules);
            Collections.shuffle(shuffled, random);
            Caller caller = caller();
            Tool tool = any(TOOLS);
            assertThat(PolicyWorld.judge(PolicyWorld.policy(byDefault, shuffled), caller, tool))
                    .isEqualTo(PolicyWorld.judge(PolicyWorld.policy(byDefault, rules), caller, tool));
        }
    }

    private static ApprovalDemand demand(Verdict verdict) {
        return verdict instanceof Verdict.RequireApproval asked ? asked.demand() : ApprovalDemand.BY_OWNER;
    }

    private static Verdict judge(
            Action byDefault, List<Rule> rules, Rule changed, boolean when, String answer, Caller caller, Tool tool) {
        List<Rule> answered = rules.stream()
                .map(rule -> !rule.equals(changed)
                        ? rule
                        : with(rule, when ? answer : rule.when(), when ? rule.unless() : answer))
                .toList();
        return PolicyWorld.judge(PolicyWorld.policy(byDefault, answered), caller, tool);
    }

    private Rule answered(Rule rule) {
        return with(
                rule,
                "fail".equals(rule.when()) ? any("true", "false") : rule.when(),
                "fail".equals(rule.unless()) ? any("true", "false") : rule.unless());
    }

    private Rule answeredAnew(Rule rule) {
        return with(
                rule,
                rule.when() == null ? null : any("true", "false"),
                rule.unless() == null ? null : any("true", "false"));
    }

    private static Rule with(Rule rule, @Nullable String when, @Nullable String unless) {
        return new Rule(
                rule.name(),
                rule.tools(),
                rule.annotations(),
                rule.subjects(),
                when,
                unless,
                rule.action(),
                rule.approval());
    }

    private List<Rule> rules(String... answers) {
        var rules = new ArrayList<Rule>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            rules.add(new Rule(
                    "rule " + i,
                    random.nextBoolean() ? List.of() : List.of(new ToolPattern(any("*_order", "get*", "delete_order"))),
                    random.nextInt(3) > 0 ? Set.of() : Set.of(any(AnnotationMatch.values())),
                    random.nextInt(3) > 0
                            ? Subjects.EVERYONE
                            : new Subjects(Set.of(any(PolicyWorld.ADA, PolicyWorld.BOB)), Set.of()),
                    random.nextBoolean() ? null : any(answers),
                    random.nextBoolean() ? null : any(answers),
                    any(Action.values()),
                    new ApprovalDemand(Set.of(), Set.of(), 1 + random.nextInt(2), random.nextBoolean())));
        }
        return rules;
    }

    private Caller caller() {
        return PolicyWorld.caller(
                any(PolicyWorld.ADA, PolicyWorld.BOB),
                "claude",
                random.nextInt(4) == 0 ? TokenScope.Access.READ : TokenScope.Access.WRITE);
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
