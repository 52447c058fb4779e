package dev.airlock.domain.policy;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.tool.Tool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy set made ready to judge. The strictest matching rule wins; with none, the default action. An expression that cannot be
 * answered makes the call stricter, never laxer: it counts as a match for a rule that restricts, and as none for a rule that allows.
 * Thread-safe.
 */
public final class Policy {
    private final Action defaultAction;
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
        for (Rule rule : set.rules()) {
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
        if (onlyReads(caller) && !tool.annotations().readOnly()) {
            return new Verdict.Deny(
                    new Ground("token scope", "the token may only read, and this tool is not marked read-only"));
        }
        var facts = new Condition.Facts(caller, tool, arguments, now);
        Match strictest = null;
        for (CompiledRule candidate : rules) {
            if (strictest != null && !candidate.rule.isStricterThan(strictest.rule)) {
                continue;
            }
            Match match = match(candidate, facts);
            strictest = match == null ? strictest : match;
        }
        return strictest == null ? byDefault() : verdict(strictest);
    }

    /**
     * Returns the strictest action that the tool can meet for this caller, taking every condition as met: what lists show and what
     * a re-import must not loosen.
     */
    public Action strictestAction(Caller caller, Tool tool) {
        if (onlyReads(caller) && !tool.annotations().readOnly()) {
            return Action.DENY;
        }
        return rules.stream()
                .map(CompiledRule::rule)
                .filter(rule -> rule.covers(caller, tool))
                .map(Rule::action)
                .max(Action::compareTo)
                .orElse(defaultAction);
    }

    /** Returns whether the caller could ever call the tool, with whatever arguments. */
    public boolean admits(Caller caller, Tool tool) {
        if (onlyReads(caller) && !tool.annotations().readOnly()) {
            return false;
        }
        boolean admittedByRule = false;
        for (CompiledRule candidate : rules) {
            if (!candidate.rule.covers(caller, tool)) {
                continue;
            }
            boolean always = candidate.rule.when() == null && candidate.rule.unless() == null;
            if (candidate.rule.action() != Action.DENY) {
                admittedByRule = true;
            } else if (always) {
                return false;
            }
        }
        return admittedByRule || defaultAction != Action.DENY;
    }

    private static boolean onlyReads(Caller caller) {
        return caller.scope().access() == TokenScope.Access.READ;
    }

    private static @Nullable Match match(CompiledRule candidate, Condition.Facts facts) {
        Rule rule = candidate.rule;
        if (!rule.covers(facts.caller(), facts.tool())) {
            return null;
        }
        String doubt = null;
        try {
            if (!candidate.when.holds(facts)) {
                return null;
            }
        } catch (ConditionFailedException e) {
            if (rule.action() == Action.ALLOW) {
                return null;
            }
            doubt = e.getMessage();
        }
        try {
            return candidate.unless.holds(facts) ? null : new Match(rule, doubt);
        } catch (ConditionFailedException e) {
            return rule.action() == Action.ALLOW ? null : new Match(rule, e.getMessage());
        }
    }

    private static Verdict verdict(Match match) {
        Rule rule = match.rule;
        String doubt = match.doubt == null ? "" : " (its condition could not be answered: " + match.doubt + ")";
        return switch (rule.action()) {
            case ALLOW ->
                new Verdict.Allow(new Ground(rule.name(), "allowed by the rule \"" + rule.name() + "\"" + doubt));
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
