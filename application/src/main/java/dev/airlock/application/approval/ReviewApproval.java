package dev.airlock.application.approval;

import dev.airlock.application.approval.ApprovalLists.Vote;
import dev.airlock.application.approval.ReadApprovals.Seen;
import dev.airlock.application.audit.AuditTrail;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.tool.Tool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what somebody has to know who looks at one request. */
public final class ReviewApproval {
    private static final int RECORDS = 100;
    private static final int CALLS = 10;

    private final ReadApprovals read;
    private final Approvals approvals;
    private final Servers servers;
    private final JudgeAgain judgeAgain;
    private final AuditTrail trail;

    /** Makes the verb. */
    public ReviewApproval(
            ReadApprovals read, Approvals approvals, Servers servers, JudgeAgain judgeAgain, AuditTrail trail) {
        this.read = read;
        this.approvals = approvals;
        this.servers = servers;
        this.judgeAgain = judgeAgain;
        this.trail = trail;
    }

    /**
     * A request with what belongs to it.
     *
     * @param server what the server is called
     * @param tool as it is now; null where it is gone
     * @param votes who approved it
     * @param people whom it mentions
     * @param lately what the requester did through the same client, the latest first
     * @param present what it would change; null where that is not known
     * @param obstacle why nothing would be sent as things are now, whoever approves it; null where nothing is known or nobody has to decide
     * @param reply what the upstream answered, for the requester alone; null where nothing is kept
     */
    public record Review(
            Seen seen,
            String server,
            @Nullable Tool tool,
            List<Vote> votes,
            Map<UserId, Person> people,
            List<Earlier> lately,
            @Nullable PresentState present,
            @Nullable String obstacle,
            @Nullable Reply reply) {}

    /** A call that the requester made: not what it said, which is nobody else's business. */
    public record Earlier(Instant at, String server, String tool, AuditResult result) {}

    /** Returns the request; null where there is none that concerns the caller. */
    public @Nullable Review find(Caller caller, ApprovalId id) {
        Seen seen = read.find(caller, id);
        return seen == null ? null : review(caller, seen);
    }

    private Review review(Caller caller, Seen seen) {
        RequestedCall call = seen.approval().requested();
        Servers.Loaded loaded = servers.load(call.organization(), call.slug());
        Tool tool = loaded == null
                ? null
                : loaded.tools().stream()
                        .filter(one -> one.name().equals(call.tool()))
                        .findFirst()
                        .orElse(null);
        List<Vote> votes = read.votes(caller, seen);
        return new Review(
                seen,
                loaded == null ? call.slug().value() : loaded.server().name(),
                tool,
                votes,
                read.people(caller, List.of(seen), votes),
                lately(caller, call),
                read.present(caller, seen),
                obstacle(seen),
                seen.own() ? approvals.reply(call.organization(), call.id()) : null);
    }

    private @Nullable String obstacle(Seen seen) {
        return seen.approval() instanceof Approval.Pending pending
                        && judgeAgain.judge(pending.requested()) instanceof JudgeAgain.Judgement.Stopped(String problem)
                ? problem
                : null;
    }

    /** Of servers that do not exist for the caller, nothing is said. */
    private List<Earlier> lately(Caller caller, RequestedCall call) {
        Set<String> known = servers.list(call.organization()).stream()
                .filter(listed ->
                        listed.server().isOpenTo(caller) || listed.server().id().equals(call.server()))
                .map(listed -> listed.server().slug().value())
                .collect(Collectors.toUnmodifiableSet());
        var calls = new AuditTrail.Filter(
                "tool.call", null, null, call.requester().user().value(), null, null, null);
        return trail.page(call.organization(), calls, null, RECORDS).entries().stream()
                .map(AuditTrail.Entry::event)
                .filter(event -> event.phase() != AuditEvent.Phase.INTENT
                        && event.client().equals(call.requester().client())
                        && !event.subject().equals(call.call().value()))
                .filter(event -> event.server() != null && event.tool() != null && known.contains(event.server()))
                .map(event -> new Earlier(
                        event.at(), String.valueOf(event.server()), String.valueOf(event.tool()), event.result()))
                .limit(CALLS)
                .toList();
    }
}
