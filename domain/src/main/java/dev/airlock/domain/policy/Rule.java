package dev.airlock.domain.policy;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.tool.Tool;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule: which tools, for whom, when, then what.
 *
 * @param name what verdicts, people and the audit log call it
 * @param tools names and globs; a tool is covered when one matches, or when there is none
 * @param annotations traits; a tool is covered when it has all of them
 * @param subjects for whom the rule speaks
 * @param when an expression over the arguments that must hold, or null for always
 * @param unless an expression that excepts a call from the rule, or null for never
 * @param action what happens to a call that the rule matches
 * @param approval who must approve, where the action asks for it
 */
public record Rule(
        String name,
        List<ToolPattern> tools,
        Set<AnnotationMatch> annotations,
        Subjects subjects,
        @Nullable String when,
        @Nullable String unless,
        Action action,
        ApprovalDemand approval) {
    private static final int MAX_NAME = 120;

    private static final Comparator<Rule> STRICTNESS =
            Comparator.comparing(Rule::action).thenComparing(Rule::approval, ApprovalDemand::compareStrictness);

    /** The strictest first; rules that are equally strict by name, so that it never matters how they are listed. */
    static final Comparator<Rule> STRICTEST_FIRST = STRICTNESS.reversed().thenComparing(Rule::name);

    public Rule {
        tools = List.copyOf(tools);
        annotations = Set.copyOf(annotations);
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("a rule's name has 1 to 120 characters");
        }
    }

    /** Returns whether the rule speaks of the tool. */
    public boolean covers(Tool tool) {
        return (tools.isEmpty() || tools.stream().anyMatch(pattern -> pattern.matches(tool.name())))
                && annotations.stream().allMatch(trait -> trait.matches(tool.annotations()));
    }

    /** Returns whether this rule's action is stricter, or asks for more people where both ask for approval. */
    public boolean isStricterThan(Rule other) {
        return STRICTNESS.compare(this, other) > 0;
    }

    /** Returns whether the rule speaks of the tool when this caller uses it. */
    public boolean covers(Caller caller, Tool tool) {
        return subjects.covers(caller) && covers(tool);
    }

    /** Returns whether every call of the tools and subjects that the rule covers matches it. */
    public boolean isUnconditional() {
        return when == null && unless == null;
    }
}
