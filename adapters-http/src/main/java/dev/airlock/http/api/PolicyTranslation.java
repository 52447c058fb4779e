package dev.airlock.http.api;

import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.policy.ToolPattern;
import dev.airlock.http.api.PolicyBody.RuleBody;
import dev.airlock.http.api.PolicyBody.SubjectsBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns policies into JSON and back. */
final class PolicyTranslation {
    private final MemberNames people;
    private final GroupNames groups;

    PolicyTranslation(MemberNames people, GroupNames groups) {
        this.people = people;
        this.groups = groups;
    }

    PolicyBody write(PolicySet policy) {
        var rules = new ArrayList<RuleBody>();
        policy.rules().forEach(rule -> rules.add(write(rule)));
        return new PolicyBody(policy.defaultAction(), List.copyOf(rules));
    }

    private RuleBody write(Rule rule) {
        ApprovalDemand approval = rule.approval();
        return new RuleBody(
                rule.name(),
                List.copyOf(rule.tools().stream().map(ToolPattern::value).toList()),
                List.copyOf(rule.annotations().stream().sorted().toList()),
                new SubjectsBody(
                        people.names(rule.subjects().users()),
                        List.copyOf(groups.names(rule.subjects().groups())),
                        List.copyOf(rule.subjects().clients().stream().sorted().toList())),
                rule.when(),
                rule.unless(),
                rule.action(),
                people.names(approval.approvers()),
                List.copyOf(groups.names(approval.groups())),
                approval.quorum(),
                approval.selfApproval());
    }

    PolicySet read(PolicyBody body) {
        Action defaultAction = Input.present("defaultAction", body.defaultAction());
        List<RuleBody> given = Input.list("rules", body.rules());
        Set<String> taken =
                given.stream().map(RuleBody::name).filter(Objects::nonNull).collect(Collectors.toSet());
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < given.size(); i++) {
            rules.add(read("rules[" + i + "]", given.get(i), freeName(i + 1, taken)));
        }
        try {
            return new PolicySet(defaultAction, rules);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("rules", String.valueOf(e.getMessage()));
        }
    }

    private static String freeName(int number, Set<String> taken) {
        String name = "rule " + number;
        while (taken.contains(name)) {
            name += "'";
        }
        return name;
    }

    private Rule read(String place, RuleBody body, String freeName) {
        try {
            return new Rule(
                    body.name() == null ? freeName : body.name(),
                    Input.list(place + ".tools", body.tools()).stream()
                            .map(ToolPattern::new)
                            .toList(),
                    Set.copyOf(Input.list(place + ".annotations", body.annotations())),
                    subjects(place, body.subjects()),
                    body.when(),
                    body.unless(),
                    Input.present(place + ".action", body.action()),
                    new ApprovalDemand(
                            people.users(place + ".approvers", body.approvers()),
                            groups.groups(place + ".approverGroups", body.approverGroups()),
                            body.quorum() == null ? 1 : body.quorum(),
                            body.selfApproval() != null && body.selfApproval()));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(place, String.valueOf(e.getMessage()));
        }
    }

    private Subjects subjects(String place, @Nullable SubjectsBody body) {
        return body == null
                ? Subjects.EVERYONE
                : new Subjects(
                        people.users(place + ".subjects.users", body.users()),
                        groups.groups(place + ".subjects.groups", body.groups()),
                        Set.copyOf(Input.list(place + ".subjects.clients", body.clients())));
    }
}
