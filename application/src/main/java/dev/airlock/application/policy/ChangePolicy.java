package dev.airlock.application.policy;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.policy.InvalidConditionException;
import dev.airlock.domain.policy.Policy;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.policy.ToolPattern;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes the policy of a server. */
public final class ChangePolicy {
    private static final String SWITCH = "switch: ";

    private final Gate gate;
    private final Servers servers;
    private final Condition.Compiler conditions;

    /** Makes the verb. */
    public ChangePolicy(Gate gate, Servers servers, Condition.Compiler conditions) {
        this.gate = gate;
        this.servers = servers;
        this.conditions = conditions;
    }

    /** Replaces the whole policy if the server is still at this version; returns the version after. */
    public Result<Long> replace(Caller caller, Slug slug, long version, PolicySet policy) {
        var detail = Json.object()
                .put("defaultAction", policy.defaultAction().name())
                .put(
                        "rules",
                        Json.strings(policy.rules().stream().map(Rule::name).toList()))
                .build();
        return gate.admit(caller, new Act("policy.change", Role.ADMIN, slug.value(), detail), admission -> {
            Servers.Loaded present = servers.load(admission.organization(), slug);
            return present == null
                    ? Result.refused(new Refusal.NotFound("there is no server \"" + slug + "\""))
                    : store(admission, present, version, policy).map(stored -> version + 1);
        });
    }

    /**
     * Sets one tool's action, as the switch beside it does: a rule that names exactly this tool takes the place of the earlier one. Other rules
     * that cover the tool stay, and the strictest still wins: returns the action that is in force for the caller afterwards.
     */
    public Result<Action> setToolAction(Caller caller, Slug slug, ToolName tool, Action action) {
        var detail = Json.object()
                .put("tool", tool.value())
                .put("action", action.name())
                .build();
        return gate.admit(caller, new Act("policy.change", Role.ADMIN, slug.value(), detail), admission -> {
            Servers.Loaded present = servers.load(admission.organization(), slug);
            Tool known = present == null ? null : find(present.tools(), tool);
            if (present == null || known == null) {
                return Result.refused(
                        new Refusal.NotFound("there is no tool \"" + tool + "\" at server \"" + slug + "\""));
            }
            PolicySet next = withToolRule(present.policy(), tool, action);
            return store(admission, present, present.server().version(), next)
                    .map(stored -> stored.strictestAction(caller, known));
        });
    }

    /** The name of the rule that a tool's switch sets. */
    public static String switchRule(ToolName tool) {
        return SWITCH + tool;
    }

    /** Returns whether the rule was set by a tool's switch. */
    public static boolean isSwitch(Rule rule) {
        return rule.name().startsWith(SWITCH);
    }

    private static @Nullable Tool find(List<Tool> tools, ToolName name) {
        return tools.stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static PolicySet withToolRule(PolicySet policy, ToolName tool, Action action) {
        String name = switchRule(tool);
        List<Rule> rules = new ArrayList<>(policy.rules());
        rules.removeIf(rule -> rule.name().equals(name));
        rules.add(new Rule(
                name,
                List.of(new ToolPattern(tool.value())),
                Set.of(),
                Subjects.EVERYONE,
                null,
                null,
                action,
                ApprovalDemand.CONFIRMED_BY_OWNER));
        return new PolicySet(policy.defaultAction(), rules);
    }

    private Result<Policy> store(Admission admission, Servers.Loaded present, long version, PolicySet policy) {
        Policy compiled;
        try {
            compiled = Policy.compile(policy, conditions);
        } catch (InvalidConditionException e) {
            return Result.refused(Refusal.Invalid.field("rules", String.valueOf(e.getMessage())));
        }
        if (present.server().version() != version || !servers.replacePolicy(admission, present.server(), policy)) {
            return Result.refused(
                    new Refusal.Conflict("somebody changed the server meanwhile; look at its policy again"));
        }
        admission.announce(
                new Change.OfServer(admission.organization(), present.server().slug()));
        return Result.done(compiled);
    }
}
