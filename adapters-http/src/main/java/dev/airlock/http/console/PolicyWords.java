package dev.airlock.http.console;

import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.AnnotationMatch;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.policy.ToolPattern;
import dev.airlock.domain.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A policy told in words, for a server or one of its tools. Among a server's rules the switches of tools are only counted: they stand beside their tools. */
record PolicyWords(String defaultAction, List<Line> rules, int switches) {
    /** One rule. */
    record Line(
            String name,
            String covers,
            String action,
            String tone,
            @Nullable String approvers) {}

    static PolicyWords of(PolicySet policy, ApproverWords approvers) {
        return of(policy, rule -> !ChangePolicy.isSwitch(rule), approvers);
    }

    /** Tells of the rules that speak of the tool, its switch among them. */
    static PolicyWords of(PolicySet policy, Tool tool, ApproverWords approvers) {
        return of(policy, rule -> rule.covers(tool), approvers);
    }

    private static PolicyWords of(PolicySet policy, Predicate<Rule> told, ApproverWords approvers) {
        return new PolicyWords(
                ToolAction.word(policy.defaultAction()),
                policy.rules().stream()
                        .filter(told)
                        .map(rule -> line(rule, approvers))
                        .toList(),
                (int) policy.rules().stream().filter(ChangePolicy::isSwitch).count());
    }

    private static Line line(Rule rule, ApproverWords approvers) {
        return new Line(
                rule.name(),
                covers(rule),
                ToolAction.word(rule.action()),
                ToolAction.tone(rule.action()),
                rule.action() == Action.REQUIRE_APPROVAL ? approvers.of(rule.approval()) : null);
    }

    private static String covers(Rule rule) {
        var parts = new ArrayList<String>();
        parts.add(
                rule.tools().isEmpty()
                        ? "Every tool"
                        : rule.tools().stream().map(ToolPattern::value).collect(Collectors.joining(", ")));
        rule.annotations().stream().sorted().map(PolicyWords::trait).forEach(parts::add);
        Subjects subjects = rule.subjects();
        if (!subjects.users().isEmpty()) {
            parts.add("for " + count(subjects.users().size(), "one person", "people"));
        }
        if (!subjects.groups().isEmpty()) {
            parts.add((subjects.users().isEmpty() ? "for " : "and ")
                    + count(subjects.groups().size(), "one group", "groups"));
        }
        if (!subjects.clients().isEmpty()) {
            parts.add("through " + subjects.clients().stream().sorted().collect(Collectors.joining(" or ")));
        }
        if (rule.when() != null) {
            parts.add("when " + rule.when());
        }
        if (rule.unless() != null) {
            parts.add("unless " + rule.unless());
        }
        return String.join(" ", parts);
    }

    private static String count(int number, String one, String many) {
        return number == 1 ? one : number + " " + many;
    }

    private static String trait(AnnotationMatch trait) {
        return switch (trait) {
            case READ_ONLY -> "that only reads";
            case WRITES -> "that changes something";
            case DESTRUCTIVE -> "that may delete or overwrite";
            case OPEN_WORLD -> "that reaches outside";
        };
    }
}
