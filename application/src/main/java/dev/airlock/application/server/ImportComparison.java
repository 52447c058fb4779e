package dev.airlock.application.server;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.policy.ToolPattern;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares a server's tools with those of a new description, and keeps every changed tool's policy at least as strict as it was. */
final class ImportComparison {
    private final Servers.Loaded present;
    private final List<Tool> next;
    private final Map<ToolName, Tool> byName = new HashMap<>();
    private final Map<String, Tool> byOperation = new HashMap<>();
    private final List<ImportPlan.Entry> added = new ArrayList<>();
    private final List<ImportPlan.Entry> changed = new ArrayList<>();
    private final List<Rule> keepers = new ArrayList<>();
    private int unchanged;

    ImportComparison(Servers.Loaded present, List<Tool> next) {
        this.present = present;
        this.next = next;
        for (Tool tool : present.tools()) {
            byName.put(tool.name(), tool);
            byOperation.put(operation(tool), tool);
        }
        next.forEach(this::compare);
    }

    ImportPlan plan(List<String> warnings) {
        Set<ToolName> names = Set.copyOf(next.stream().map(Tool::name).toList());
        return new ImportPlan(
                id(),
                added,
                changed,
                byName.keySet().stream()
                        .filter(name -> !names.contains(name))
                        .sorted()
                        .toList(),
                unchanged,
                unmatchedRules(),
                warnings);
    }

    /** The policy after the import: the present rules, and one for each tool whose action would otherwise loosen. */
    PolicySet policy() {
        var rules = new ArrayList<>(present.policy().rules());
        Set<String> names = Set.copyOf(rules.stream().map(Rule::name).toList());
        keepers.stream().filter(rule -> !names.contains(rule.name())).forEach(rules::add);
        return new PolicySet(present.policy().defaultAction(), rules);
    }

    boolean keepsRules() {
        return !keepers.isEmpty();
    }

    private void compare(Tool tool) {
        Tool before = byName.get(tool.name());
        if (before != null && before.fingerprint().equals(tool.fingerprint())) {
            unchanged++;
            return;
        }
        boolean sameName = before != null;
        if (before == null) {
            before = byOperation.get(operation(tool));
        }
        (sameName ? changed : added).add(entry(tool, before));
    }

    private ImportPlan.Entry entry(Tool tool, @Nullable Tool before) {
        Rule after = strictest(tool);
        Action action = after == null ? present.policy().defaultAction() : after.action();
        Rule earlier = before == null ? null : strictest(before);
        boolean loosens = earlier != null
                && (after == null ? earlier.action().isStricterThan(action) : earlier.isStricterThan(after));
        if (earlier != null && loosens) {
            keepers.add(keeper(tool, earlier));
            action = earlier.action();
        }
        return new ImportPlan.Entry(tool.name(), before == null ? null : before.name(), action, loosens);
    }

    private static Rule keeper(Tool tool, Rule earlier) {
        ApprovalDemand demand = earlier.approval();
        return new Rule(
                "kept at import: " + tool.name(),
                List.of(new ToolPattern(tool.name().value())),
                Set.of(),
                Subjects.EVERYONE,
                null,
                null,
                earlier.action(),
                demand);
    }

    private @Nullable Rule strictest(Tool tool) {
        Rule strictest = null;
        for (Rule rule : present.policy().rules()) {
            if (rule.covers(tool) && (strictest == null || rule.isStricterThan(strictest))) {
                strictest = rule;
            }
        }
        return strictest;
    }

    private List<String> unmatchedRules() {
        return present.policy().rules().stream()
                .filter(rule -> !rule.tools().isEmpty())
                .filter(rule -> next.stream().noneMatch(rule::covers))
                .map(Rule::name)
                .toList();
    }

    private String id() {
        var text = new StringBuilder().append(present.server().version());
        next.forEach(tool -> text.append(tool.name()).append(tool.fingerprint()));
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String operation(Tool tool) {
        Json.Obj binding = tool.binding().parse();
        return binding.text("method") + " " + binding.text("path");
    }
}
