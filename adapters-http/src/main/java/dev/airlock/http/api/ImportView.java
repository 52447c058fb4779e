package dev.airlock.http.api;

import dev.airlock.application.server.ImportPlan;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.tool.ToolName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an import will change, or has changed. */
record ImportView(
        String id,
        boolean applied,
        List<Entry> added,
        List<Entry> changed,
        List<String> removed,
        int unchanged,
        List<String> unmatchedRules,
        List<String> warnings) {
    /**
     * One tool.
     *
     * @param before the tool that it takes the place of, if any
     * @param action the strictest that it meets after the import
     * @param kept whether a rule is added to keep the action as strict as it was
     */
    record Entry(String tool, @Nullable String before, Action action, boolean kept) {
        static Entry of(ImportPlan.Entry entry) {
            ToolName before = entry.before();
            return new Entry(
                    entry.tool().value(), before == null ? null : before.value(), entry.action(), entry.kept());
        }
    }

    static ImportView of(ImportPlan plan, boolean applied) {
        return new ImportView(
                plan.id(),
                applied,
                plan.added().stream().map(Entry::of).toList(),
                plan.changed().stream().map(Entry::of).toList(),
                plan.removed().stream().map(ToolName::value).toList(),
                plan.unchanged(),
                plan.unmatchedRules(),
                plan.warnings());
    }
}
