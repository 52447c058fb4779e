package dev.airlock.http.console;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.policy.ApprovalDemand;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says who approves what a rule asks about. */
record ApproverWords(Map<UserId, String> people, Map<GroupId, String> groups) {
    /** Knows the people and groups by name whom the caller may know. */
    static ApproverWords known(ConsoleVerbs verbs, Caller caller) {
        return new ApproverWords(
                verbs.members().list(caller).stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Member::user,
                                member -> member.membership().person().name())),
                verbs.groups().list(caller).stream()
                        .collect(Collectors.toUnmodifiableMap(
                                listed -> listed.group().id(),
                                listed -> listed.group().name())));
    }

    /** Says it as a whole sentence without its end: "asks two of Ada, Carol and the group Finance". */
    String of(ApprovalDemand demand) {
        String self = demand.selfApproval() ? ", also for their own agents" : "";
        return number(demand) + who(demand) + self;
    }

    private static String number(ApprovalDemand demand) {
        int quorum = demand.quorum();
        if (demand.namesNobody()) {
            return quorum == 1 ? "asks " : "asks " + quorum + " people: ";
        }
        boolean one = demand.groups().isEmpty() && demand.approvers().size() == quorum;
        return one ? "asks " : "asks " + quorum + " of ";
    }

    private String who(ApprovalDemand demand) {
        if (demand.namesNobody()) {
            return demand.quorum() == 1 ? "the server's owner" : "the server's owner and administrators";
        }
        return Stream.concat(
                        named(demand.approvers(), people, "a colleague"),
                        named(demand.groups(), groups, "")
                                .map(name ->
                                        name.isEmpty() ? "a group that you are not in" : "the group “" + name + "”"))
                .collect(Collectors.joining(", "));
    }

    private static <T> Stream<String> named(Set<T> ids, Map<T, String> names, String otherwise) {
        return ids.stream()
                .map(id -> names.getOrDefault(id, otherwise))
                .sorted()
                .distinct();
    }
}
