package dev.airlock.application.server;

import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.policy.ToolPattern;
import dev.airlock.domain.tool.Tool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A policy and the rules that an import adds to it, so that no tool becomes freer merely because its description changed. */
final class KeptRules {
    private final PolicySet present;
    private final List<Rule> rules;
    private final Set<String> names = new HashSet<>();

    KeptRules(PolicySet present) {
        this.present = present;
        this.rules = new ArrayList<>(present.rules());
        rules.forEach(rule -> names.add(rule.name()));
    }

    /** Adds what it takes for the tool to be as restricted as the earlier ones were; returns whether that was anything. */
    boolean keep(Tool tool, List<Tool> earlier) {
        int before = rules.size();
        for (Tool old : earlier) {
            present.rules().stream()
                    .filter(rule -> rule.action() != Action.ALLOW && rule.covers(old))
                    .forEach(rule -> keep(tool, rule));
            if (losesDefault(tool, old)) {
                keep(tool, defaultRule());
            }
        }
        return rules.size() > before;
    }

    private void keep(Tool tool, Rule rule) {
        if (rules.stream().noneMatch(other -> other.covers(tool) && doesTheSame(other, rule))) {
            rules.add(new Rule(
                    freshName(tool),
                    List.of(new ToolPattern(tool.name().value())),
                    Set.of(),
                    rule.subjects(),
                    rule.when(),
                    rule.unless(),
                    rule.action(),
                    rule.approval()));
        }
    }

    private static boolean doesTheSame(Rule one, Rule other) {
        return one.equals(new Rule(
                one.name(),
                one.tools(),
                one.annotations(),
                other.subjects(),
                other.when(),
                other.unless(),
                other.action(),
                other.approval()));
    }

    private String freshName(Tool tool) {
        String name = "kept at import: " + tool.name();
        return Stream.iterate(1, n -> n + 1)
                .map(n -> n == 1 ? name : name + " (" + n + ")")
                .filter(names::add)
                .findFirst()
                .orElseThrow();
    }

    /** Whether calls that met the default action could now meet a laxer rule which did not cover the tool before. */
    private boolean losesDefault(Tool tool, Tool old) {
        Rule byDefault = defaultRule();
        return !isSettled(old)
                && present.rules().stream()
                        .anyMatch(rule -> rule.covers(tool) && !rule.covers(old) && byDefault.isStricterThan(rule));
    }

    /** Whether some rule matches every call of the tool, so that none meets the default action. */
    private boolean isSettled(Tool tool) {
        return rules.stream()
                .anyMatch(rule -> rule.covers(tool)
                        && rule.isUnconditional()
                        && rule.subjects().equals(Subjects.EVERYONE));
    }

    private Rule defaultRule() {
        return new Rule(
                "default",
                List.of(),
                Set.of(),
                Subjects.EVERYONE,
                null,
                null,
                present.defaultAction(),
                ApprovalDemand.BY_OWNER);
    }

    /** The strictest action that anybody can meet at the tool, whatever the conditions answer. */
    Action strictestAction(Tool tool) {
        Stream<Action> byRules =
                rules.stream().filter(rule -> rule.covers(tool)).map(Rule::action);
        Stream<Action> byDefault = isSettled(tool) ? Stream.of() : Stream.of(present.defaultAction());
        return Stream.concat(byRules, byDefault).max(Comparator.naturalOrder()).orElseThrow();
    }

    boolean any() {
        return rules.size() > present.rules().size();
    }

    PolicySet policy() {
        return new PolicySet(present.defaultAction(), rules);
    }
}
