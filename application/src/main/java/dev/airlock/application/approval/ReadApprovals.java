package dev.airlock.application.approval;

import dev.airlock.application.approval.Approvals.Held;
import dev.airlock.application.identity.Members;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.Approvers;
import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows people the requests that concern them: their own, those that they may decide, and to administrators all. */
public final class ReadApprovals {
    private static final int MOST_TO_DO = 10_000;

    private final Approvals approvals;
    private final ApprovalLists lists;
    private final Members members;

    /** Makes the verb. */
    public ReadApprovals(Approvals approvals, ApprovalLists lists, Members members) {
        this.approvals = approvals;
        this.lists = lists;
        this.members = members;
    }

    /**
     * A request as the caller sees it.
     *
     * @param approvers who may decide it now
     * @param decidable whether the caller may, and it waits
     * @param settleable whether the caller may say how it ended, and nobody knows yet
     * @param own whether it is the caller's own
     * @param standingUntil until when its approval is good for repetitions of the call; null where it is not
     * @param now by the clock that it expires by
     */
    public record Seen(
            Approval approval,
            Approvers approvers,
            boolean decidable,
            boolean settleable,
            boolean own,
            @Nullable Instant standingUntil,
            Instant now) {}

    /** Returns the request; null where there is none that concerns the caller. */
    public @Nullable Seen find(Caller caller, ApprovalId id) {
        Held held = approvals.find(caller.organizationId(), id);
        return held == null ? null : seen(caller, held, members.list(caller.organizationId()));
    }

    /** Returns what a request that the caller sees would change; null where that is not known. */
    public @Nullable PresentState present(Caller caller, Seen seen) {
        RequestedCall call = seen.approval().requested();
        return call.planned().present() == null ? null : approvals.present(caller.organizationId(), call.id());
    }

    /** Returns who approved a request that the caller sees. */
    public List<ApprovalLists.Vote> votes(Caller caller, Seen seen) {
        return lists.votes(caller.organizationId(), seen.approval().requested().id());
    }

    /**
     * Returns what the caller has to decide or to settle, what waits longest first.
     *
     * @param after where the list goes on: after this one; null for its beginning
     */
    public List<Seen> waiting(Caller caller, @Nullable ApprovalId after, int limit) {
        List<ApprovalId> page = toDo(caller).stream()
                .filter(id -> after == null || id.toString().compareTo(after.toString()) > 0)
                .limit(limit)
                .toList();
        return seen(caller, lists.load(caller.organizationId(), page)).stream()
                .filter(seen -> seen.decidable || seen.settleable)
                .toList();
    }

    /** Names the requests that the caller has to decide or to settle, what waits longest first. */
    public List<ApprovalId> toDo(Caller caller) {
        List<ApprovalLists.ToDo> all = lists.toDo(caller.organizationId(), MOST_TO_DO);
        List<Member> present = all.isEmpty() ? List.of() : members.list(caller.organizationId());
        return all.stream()
                .filter(one -> caller.scope().reaches(one.server()))
                .filter(one -> (one.lost() && administers(caller))
                        || Approvers.of(one.demand(), one.requester(), one.owner(), present)
                                .include(caller.user()))
                .map(ApprovalLists.ToDo::id)
                .toList();
    }

    private static boolean administers(Caller caller) {
        return caller.membership().role().includes(Role.ADMIN);
    }

    /** Names everybody who has to do with requests that the caller sees: who asked, who may decide, and who did something about them. */
    public Map<UserId, Person> people(Caller caller, List<Seen> requests, List<ApprovalLists.Vote> votes) {
        Set<UserId> involved = Stream.concat(
                        requests.stream().flatMap(ReadApprovals::involved),
                        votes.stream().map(ApprovalLists.Vote::user))
                .collect(Collectors.toUnmodifiableSet());
        return members.list(caller.organizationId()).stream()
                .filter(member -> involved.contains(member.user()))
                .collect(Collectors.toUnmodifiableMap(
                        Member::user, member -> member.membership().person()));
    }

    private static Stream<UserId> involved(Seen seen) {
        UserId requester = seen.approval().requested().requester().user();
        return Stream.of(Stream.of(requester), seen.approvers().people().stream(), actors(seen.approval()))
                .flatMap(Function.identity());
    }

    private static Stream<UserId> actors(Approval approval) {
        RequestedCall.Edit edit = approval.requested().edit();
        UserId by = switch (approval) {
            case Approval.Rejected no -> no.by();
            case Approval.Succeeded done -> done.settledBy();
            case Approval.Failed failed -> failed.settledBy();
            default -> null;
        };
        return Stream.of(Optional.ofNullable(edit).map(RequestedCall.Edit::by), Optional.ofNullable(by))
                .flatMap(Optional::stream);
    }

    /** Returns requests in any state, newest first: the caller's own, and to administrators everybody's. */
    public List<Seen> list(Caller caller, boolean all, @Nullable ApprovalId before, int limit) {
        boolean everybodys = all && administers(caller);
        return seen(caller, lists.list(caller.organizationId(), everybodys ? null : caller.user(), before, limit));
    }

    private List<Seen> seen(Caller caller, List<Held> found) {
        List<Member> present = found.isEmpty() ? List.of() : members.list(caller.organizationId());
        return found.stream()
                .map(held -> seen(caller, held, present))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Seen seen(Caller caller, Held held, List<Member> present) {
        RequestedCall call = held.approval().requested();
        Approvers approvers = Approvers.of(call.demand(), call.requester().user(), held.owner(), present);
        boolean decides = approvers.include(caller.user());
        boolean administers = administers(caller);
        boolean own = call.requester().user().equals(caller.user());
        return caller.scope().reaches(call.server()) && (decides || administers || own)
                ? new Seen(
                        held.approval(),
                        approvers,
                        decides && held.approval() instanceof Approval.Pending,
                        (decides || administers) && held.approval() instanceof Approval.OutcomeUnknown,
                        own,
                        held.standingUntil(),
                        held.now())
                : null;
    }
}
