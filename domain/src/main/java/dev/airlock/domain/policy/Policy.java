package dev.airlock.domain.policy;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.tool.Tool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A policy set made ready to judge. The strictest matching rule wins; with none, the default action. An expression that cannot be
 * answered makes the call stricter, never laxer: the verdict is the stricter of what both answers would give. Thread-safe.
 */
public final class Policy {
    private final Action defaultAction;
    /** The strictest first. */
    private final List<CompiledRule> rules;

    private record CompiledRule(Rule rule, Condition when, Condition unless) {}

    private record Match(Rule rule, @Nullable String doubt) {}

    private Policy(Action defaultAction, List<CompiledRule> rules) {
        this.defaultAction = defaultAction;
        this.rules = rules;
    }

    /** Compiles every expression of the set; the fault of one names its rule. */
    public static Policy compile(PolicySet set, Condition.Compiler compiler) throws InvalidConditionException {
        var compiled = new ArrayList<CompiledRule>();
        for (Rule rule : set.rules().stream().sorted(Rule.STRICTEST_FIRST).toList()) {
            compiled.add(new CompiledRule(
                    rule,
                    compile(rule, "when", rule.when(), Condition.ALWAYS, compiler),
                    compile(rule, "unless", rule.unless(), Condition.NEVER, compiler)));
        }
        return new Policy(set.defaultAction(), List.copyOf(compiled));
    }

    private static Condition compile(
            Rule rule, String member, @Nullable String expression, Condition absent, Condition.Compiler compiler)
            throws InvalidConditionException {
        if (expression == null) {
            return absent;
        }
        try {
            return compiler.compile(expression);
        } catch (InvalidConditionException e) {
            throw new InvalidConditionException("rule \"" + rule.name() + "\", " + member + ": " + e.getMessage());
        }
    }

    /** Judges one call. */
    public Verdict judge(Caller caller, Tool tool, Json.Obj arguments, Instant now) {
        if (exceedsScope(caller, tool)) {
            return new Verdict.Deny(
                    new Ground("token scope", "the token may only read, and this tool is not marked read-only"));
        }
        var facts = new Condition.Facts(caller, tool, arguments, now);
        Match doubted = null;
        for (CompiledRule candidate : rules) {
            Match match = match(candidate, facts);
            if (match != null && match.doubt == null) {
                return verdict(doubted == null ? match : doubted);
            }
            doubted = doubted == null && restricts(match) ? match : doubted;
        }
        return doubted == null || isDefaultStricterThan(doubted.rule) ? byDefault() : verdict(doubted);
    }

    private static boolean restricts(@Nullable Match match) {
        return match != null && match.rule.action() != Action.ALLOW;
    }

    private boolean isDefaultStricterThan(Rule rule) {
        return defaultAction == rule.action()
                ? ApprovalDemand.BY_OWNER.compareStrictness(rule.approval()) > 0
                : defaultAction.isStricterThan(rule.action());
    }

    /**
     * Returns the strictest action that the tool can meet for this caller, whatever the conditions answer: what lists show and what
     * a re-import must not loosen.
     */
    public Action strictestAction(Caller caller, Tool tool) {
        if (exceedsScope(caller, tool)) {
            return Action.DENY;
        }
        List<Rule> covering = covering(caller, tool);
        boolean neverDefault = covering.stream().anyMatch(Rule::isUnconditional);
        return Stream.concat(covering.stream().map(Rule::action), neverDefault ? Stream.of() : Stream.of(defaultAction))
                .max(Action::compareTo)
                .orElseThrow();
    }

    /** Returns whether a call of the tool could have to wait for a person, whatever the conditions answer. */
    public boolean mayAsk(Caller caller, Tool tool) {
        if (!admits(caller, tool)) {
            return false;
        }
        List<Rule> covering = covering(caller, tool);
        return covering.stream().anyMatch(rule -> rule.action() == Action.REQUIRE_APPROVAL)
                || (defaultAction == Action.REQUIRE_APPROVAL
                        && covering.stream().noneMatch(Rule::isUnconditional));
    }

    /** Returns whether the caller could ever call the tool, with whatever arguments. */
    public boolean admits(Caller caller, Tool tool) {
        List<Rule> covering = covering(caller, tool);
        boolean alwaysDenied =
                covering.stream().anyMatch(rule -> rule.action() == Action.DENY && rule.isUnconditional());
        return !exceedsScope(caller, tool)
                && !alwaysDenied
                && (defaultAction != Action.DENY || covering.stream().anyMatch(rule -> rule.action() != Action.DENY));
    }

    private List<Rule> covering(Caller caller, Tool tool) {
        return rules.stream()
                .map(CompiledRule::rule)
                .filter(rule -> rule.covers(caller, tool))
                .toList();
    }

    private static boolean exceedsScope(Caller caller, Tool tool) {
        return caller.scope().access() == TokenScope.Access.READ
                && !tool.annotations().readOnly();
    }

    private static @Nullable Match match(CompiledRule candidate, Condition.Facts facts) {
        if (!candidate.rule.covers(facts.caller(), facts.tool())) {
            return null;
        }
        String doubt = null;
        try {
            if (!candidate.when.holds(facts)) {
                return null;
            }
        } catch (ConditionFailedException e) {
            doubt = String.valueOf(e.getMessage());
        }
        try {
            return candidate.unless.holds(facts) ? null : new Match(candidate.rule, doubt);
        } catch (ConditionFailedException e) {
            return new Match(candidate.rule, String.valueOf(e.getMessage()));
        }
    }

    private static Verdict verdict(Match match) {
        Rule rule = match.rule;
        String doubt = match.doubt == null ? "" : " (its condition could not be answered: " + match.doubt + ")";
        return switch (rule.action()) {
            case ALLOW -> new Verdict.Allow(new Ground(rule.name(), "allowed by the rule \"" + rule.name() + "\""));
            case REQUIRE_APPROVAL ->
                new Verdict.RequireApproval(
                        new Ground(
                                rule.name(), "the rule \"" + rule.name() + "\" asks for a person's approval" + doubt),
                        rule.approval());
            case DENY ->
                new Verdict.Deny(new Ground(rule.name(), "refused by the rule \"" + rule.name() + "\"" + doubt));
        };
    }

    private Verdict byDefault() {
        return switch (defaultAction) {
            case ALLOW -> new Verdict.Allow(new Ground("default", "allowed by the server's default action"));
            case REQUIRE_APPROVAL ->
                new Verdict.RequireApproval(
                        new Ground("default", "the server's default action asks for a person's approval"),
                        ApprovalDemand.BY_OWNER);
            case DENY -> new Verdict.Deny(new Ground("default", "refused by the server's default action"));
        };
    }
}
