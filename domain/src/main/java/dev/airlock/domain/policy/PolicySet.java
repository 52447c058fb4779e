package dev.airlock.domain.policy;

import java.util.HashSet;
import java.util.List;

/** The rules of one server, as data. Their order means nothing: the strictest that matches wins. */
public record PolicySet(Action defaultAction, List<Rule> rules) {
    /** Everything is allowed. */
    public static final PolicySet ALLOW_ALL = new PolicySet(Action.ALLOW, List.of());

    public PolicySet {
        rules = List.copyOf(rules);
        var names = new HashSet<String>();
        for (Rule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException(
                        "two rules are named \"" + rule.name() + "\"; give each its own name");
            }
        }
    }
}
