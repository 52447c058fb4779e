package dev.airlock.http.console;

import dev.airlock.application.server.ImportPlan;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.tool.ToolName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page that shows a plan before it is applied. */
record ImportPage(
        String server,
        String slug,
        String planId,
        List<Line> added,
        List<Line> changed,
        List<String> removed,
        int addedCount,
        int changedCount,
        int removedCount,
        int unchanged,
        List<String> unmatchedRules,
        List<String> warnings,
        boolean nothing,
        CarriedDocument document) {
    /** A tool of the plan. */
    record Line(String tool, @Nullable String before, String action, String tone, boolean kept) {
        static Line of(ImportPlan.Entry entry) {
            ToolName before = entry.before();
            return new Line(
                    entry.tool().value(),
                    before == null || before.equals(entry.tool()) ? null : before.value(),
                    ToolAction.word(entry.action()),
                    ToolAction.tone(entry.action()),
                    entry.kept());
        }
    }

    static ImportPage of(Servers.Loaded loaded, ImportPlan plan, CarriedDocument document) {
        return new ImportPage(
                loaded.server().name(),
                loaded.server().slug().value(),
                plan.id(),
                plan.added().stream().map(Line::of).toList(),
                plan.changed().stream().map(Line::of).toList(),
                plan.removed().stream().map(ToolName::value).toList(),
                plan.added().size(),
                plan.changed().size(),
                plan.removed().size(),
                plan.unchanged(),
                plan.unmatchedRules(),
                plan.warnings(),
                plan.added().isEmpty()
                        && plan.changed().isEmpty()
                        && plan.removed().isEmpty(),
                document);
    }
}
