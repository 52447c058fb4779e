package dev.airlock.application.server;

import dev.airlock.domain.policy.Action;
import dev.airlock.domain.tool.ToolName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a re-import will change. Nothing happens before somebody applies it.
 *
 * @param id names exactly this plan: the server's version and the tools that it would have
 * @param added tools that are new
 * @param changed tools whose definition differs
 * @param removed tools that would be gone
 * @param unchanged how many stay as they are
 * @param unmatchedRules rules that name tools of which none would be left
 * @param warnings what the description holds that cannot be used
 */
public record ImportPlan(
        String id,
        List<Entry> added,
        List<Entry> changed,
        List<ToolName> removed,
        int unchanged,
        List<String> unmatchedRules,
        List<String> warnings) {
    public ImportPlan {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
        unmatchedRules = List.copyOf(unmatchedRules);
        warnings = List.copyOf(warnings);
    }

    /**
     * One tool of the plan.
     *
     * @param before the tool that it replaces, under the same name or for the same operation
     * @param action the strictest action that it meets after the import; never laxer than before
     * @param kept whether a rule will be added to keep the action as strict as it was
     */
    public record Entry(ToolName tool, @Nullable ToolName before, Action action, boolean kept) {}
}
