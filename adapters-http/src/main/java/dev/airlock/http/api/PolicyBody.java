package dev.airlock.http.api;

import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.AnnotationMatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policy of a server, as it is read and written. */
record PolicyBody(@Nullable Action defaultAction, @Nullable List<@Nullable RuleBody> rules) {
    /**
     * One rule; what is left out does not narrow it.
     *
     * @param name made up where it is left out
     * @param approvers the e-mail addresses of members
     * @param approverGroups names of groups
     */
    record RuleBody(
            @Nullable String name,
            @Nullable List<@Nullable String> tools,
            @Nullable List<@Nullable AnnotationMatch> annotations,
            @Nullable SubjectsBody subjects,
            @Nullable String when,
            @Nullable String unless,
            @Nullable Action action,
            @Nullable List<@Nullable String> approvers,
            @Nullable List<@Nullable String> approverGroups,
            @Nullable Integer quorum,
            @Nullable Boolean selfApproval) {}

    /**
     * For whom a rule speaks.
     *
     * @param users the e-mail addresses of members
     * @param groups names of groups
     * @param clients names of MCP clients and tokens
     */
    record SubjectsBody(
            @Nullable List<@Nullable String> users,
            @Nullable List<@Nullable String> groups,
            @Nullable List<@Nullable String> clients) {}
}
