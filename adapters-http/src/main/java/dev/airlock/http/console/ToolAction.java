package dev.airlock.http.console;

import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.tool.Tool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy does with a tool, as the switch beside the tool shows it.
 *
 * @param choices Allow, Ask, Block, with the one that the switch stands at
 * @param inForce what happens to a call
 * @param by which rule says so
 * @param stricter whether that rule overrules the switch
 * @param sometimes whether that rule speaks of some calls only
 */
record ToolAction(List<Choice> choices, String inForce, String tone, String by, boolean stricter, boolean sometimes) {

    static ToolAction of(PolicySet policy, Tool tool) {
        String switchName = ChangePolicy.switchRule(tool.name());
        Rule switched = null;
        Rule strictest = null;
        for (Rule rule : policy.rules()) {
            if (!rule.covers(tool)) {
                continue;
            }
            switched = rule.name().equals(switchName) ? rule : switched;
            strictest = strictest == null || rule.isStricterThan(strictest) ? rule : strictest;
        }
        Action inForce = strictest == null ? policy.defaultAction() : strictest.action();
        Action shown = switched == null ? inForce : switched.action();
        return new ToolAction(
                choices(shown),
                word(inForce),
                tone(inForce),
                strictest == null ? "the server's default" : strictest.name(),
                inForce.isStricterThan(shown),
                isPartial(strictest));
    }

    private static boolean isPartial(@Nullable Rule rule) {
        return rule != null
                && (rule.when() != null
                        || rule.unless() != null
                        || !rule.subjects().equals(Subjects.EVERYONE));
    }

    private static List<Choice> choices(Action shown) {
        return Choice.choose(
                List.of(choice(Action.ALLOW), choice(Action.REQUIRE_APPROVAL), choice(Action.DENY)), shown.name());
    }

    private static Choice choice(Action action) {
        return Choice.of(action.name(), word(action));
    }

    static String word(Action action) {
        return switch (action) {
            case ALLOW -> "Allow";
            case REQUIRE_APPROVAL -> "Ask";
            case DENY -> "Block";
        };
    }

    static String tone(Action action) {
        return switch (action) {
            case ALLOW -> "good";
            case REQUIRE_APPROVAL -> "waits";
            case DENY -> "bad";
        };
    }
}
