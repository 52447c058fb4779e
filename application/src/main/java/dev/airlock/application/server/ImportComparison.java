package dev.airlock.application.server;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares a server's tools with those of a new description, and keeps the policy of every tool that is new under its name or differs at least as
 * strict as it was: what restricted the tool before, under the same name or for the same operation, goes on to restrict it.
 */
final class ImportComparison {
    private final Servers.Loaded present;
    private final List<Tool> next;
    private final Map<ToolName, Tool> byName = new HashMap<>();
    private final Map<String, Tool> byOperation = new HashMap<>();
    private final List<ImportPlan.Entry> added = new ArrayList<>();
    private final List<ImportPlan.Entry> changed = new ArrayList<>();
    private final KeptRules kept;
    private int unchanged;

    ImportComparison(Servers.Loaded present, List<Tool> next) {
        this.present = present;
        this.next = next;
        this.kept = new KeptRules(present.policy());
        for (Tool tool : present.tools()) {
            byName.put(tool.name(), tool);
            byOperation.put(operation(tool), tool);
        }
        next.forEach(this::compare);
    }

    ImportPlan plan(List<String> warnings) {
        Set<ToolName> names = next.stream().map(Tool::name).collect(Collectors.toSet());
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

    /** The policy after the import: the present rules, and those that keep a tool as restricted as it was. */
    PolicySet policy() {
        return kept.policy();
    }

    boolean keepsRules() {
        return kept.any();
    }

    private void compare(Tool tool) {
        Tool sameName = byName.get(tool.name());
        if (sameName != null && sameName.fingerprint().equals(tool.fingerprint())) {
            unchanged++;
            return;
        }
        Tool sameOperation = byOperation.get(operation(tool));
        boolean loosens = kept.keep(tool, earlier(sameName, sameOperation));
        Tool before = sameName == null ? sameOperation : sameName;
        var entry = new ImportPlan.Entry(
                tool.name(), before == null ? null : before.name(), kept.strictestAction(tool), loosens);
        (sameName == null ? added : changed).add(entry);
    }

    private static List<Tool> earlier(@Nullable Tool sameName, @Nullable Tool sameOperation) {
        return Stream.of(Optional.ofNullable(sameName), Optional.ofNullable(sameOperation))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private List<String> unmatchedRules() {
        return present.policy().rules().stream()
                .filter(rule -> !rule.tools().isEmpty())
                .filter(rule -> next.stream().noneMatch(rule::covers))
                .map(Rule::name)
                .toList();
    }

    private String id() {
        var tools = new ArrayList<String>();
        tools.add(Long.toString(present.server().version()));
        next.forEach(tool -> tools.add(tool.name() + " " + tool.fingerprint()));
        return UUID.nameUUIDFromBytes(String.join("\n", tools).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** What the tool does, told by its binding: method and path where it has them. */
    private static String operation(Tool tool) {
        Json.Obj binding = tool.binding().parse();
        String method = binding.text("method");
        String path = binding.text("path");
        return method == null || path == null || path.isEmpty() ? tool.binding().text() : method + " " + path;
    }
}
