package dev.airlock.persistence.server;

import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.AnnotationMatch;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.policy.ToolPattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Policies as they are stored, with the member names of the management API; whatever is missing is damage, but for what an earlier version did not know. */
final class PolicyJson {
    private PolicyJson() {}

    static Json.Obj write(PolicySet policy) {
        return Json.object()
                .put("defaultAction", policy.defaultAction().name())
                .put(
                        "rules",
                        new Json.Arr(policy.rules().stream()
                                .<Json>map(PolicyJson::write)
                                .toList()))
                .build();
    }

    private static Json.Obj write(Rule rule) {
        return Json.object()
                .put("name", rule.name())
                .put("tools", strings(rule.tools()))
                .put("annotations", sorted(rule.annotations()))
                .put(
                        "subjects",
                        Json.object()
                                .put("users", sorted(rule.subjects().users()))
                                .put("groups", sorted(rule.subjects().groups()))
                                .put("clients", sorted(rule.subjects().clients()))
                                .build())
                .put("when", rule.when())
                .put("unless", rule.unless())
                .put("action", rule.action().name())
                .put("approvers", sorted(rule.approval().approvers()))
                .put("approverGroups", sorted(rule.approval().groups()))
                .put("quorum", rule.approval().quorum())
                .put("selfApproval", rule.approval().selfApproval())
                .build();
    }

    private static Json.Arr strings(List<?> values) {
        return Json.strings(values.stream().map(Object::toString).toList());
    }

    private static Json.Arr sorted(Set<?> values) {
        return Json.strings(values.stream().map(Object::toString).sorted().toList());
    }

    static PolicySet read(Json.Obj stored) {
        List<Rule> rules = stored.items("rules").stream()
                .map(rule -> readRule((Json.Obj) rule))
                .toList();
        return new PolicySet(Action.valueOf(text(stored, "defaultAction")), rules);
    }

    private static Rule readRule(Json.Obj stored) {
        Json.Obj subjects = Objects.requireNonNull(stored.object("subjects"), "subjects");
        return new Rule(
                text(stored, "name"),
                texts(stored, "tools").stream().map(ToolPattern::new).toList(),
                set(stored, "annotations", AnnotationMatch::valueOf),
                new Subjects(
                        set(subjects, "users", UserId::of),
                        subjects.get("groups") == null ? Set.of() : set(subjects, "groups", GroupId::of),
                        set(subjects, "clients", Function.identity())),
                stored.text("when"),
                stored.text("unless"),
                Action.valueOf(text(stored, "action")),
                new ApprovalDemand(
                        set(stored, "approvers", UserId::of),
                        stored.get("approverGroups") == null ? Set.of() : set(stored, "approverGroups", GroupId::of),
                        quorum(stored),
                        stored.isTrue("selfApproval")));
    }

    private static int quorum(Json.Obj stored) {
        if (stored.get("quorum") instanceof Json.Num(String literal)) {
            return new BigDecimal(literal).intValueExact();
        }
        throw new IllegalStateException("a stored rule has no quorum");
    }

    private static <T> Set<T> set(Json.Obj stored, String name, Function<String, T> read) {
        return texts(stored, name).stream().map(read).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> texts(Json.Obj stored, String name) {
        if (!(stored.get(name) instanceof Json.Arr(List<Json> items))) {
            throw new IllegalStateException("a stored policy has no list \"" + name + "\"");
        }
        return items.stream().map(item -> ((Json.Str) item).value()).toList();
    }

    private static String text(Json.Obj stored, String name) {
        return Objects.requireNonNull(stored.text(name), name);
    }
}
