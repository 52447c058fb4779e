package dev.airlock.application.fake;

import dev.airlock.application.approval.ApprovalLists;
import dev.airlock.application.approval.ApprovalWork;
import dev.airlock.application.approval.Approvals;
import dev.airlock.application.gate.Admission;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.tool.ToolName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class FakeApprovals implements Approvals, ApprovalWork, ApprovalLists {
    private final Memory memory;
    private final FakeServers servers;
    private final InstantSource clock;
    private final Map<Key, Row> rows;
    private final Map<Key, Kept> replies;
    private final Map<Key, PresentState> states;
    private final Set<ApprovalId> altered = ConcurrentHashMap.newKeySet();

    private record Row(
            Approval approval,
            @Nullable Instant standingUntil,
            Set<UserId> voters,
            @Nullable Instant leaseUntil) {}

    private record Kept(Reply reply, Instant at) {}

    FakeApprovals(Memory memory, FakeServers servers, InstantSource clock) {
        this.memory = memory;
        this.servers = servers;
        this.clock = clock;
        this.rows = memory.table();
        this.replies = memory.table();
        this.states = memory.table();
    }

    /** From now on these are as if somebody had altered them where they are stored, and no others. */
    void alter(Collection<ApprovalId> ids) {
        altered.clear();
        altered.addAll(ids);
    }

    @Override
    public Instant now(OrganizationId organization) {
        return clock.instant();
    }

    @Override
    public void queue(OrganizationId organization, UserId requester) {}

    @Override
    public boolean add(Approval request) {
        RequestedCall call = request.requested();
        return memory.in(call.organization(), () -> {
            boolean free = open(call.organization(), call.requester().user(), call.digest()) == null;
            if (free) {
                rows.put(key(call), row(null, request));
            }
            return free;
        });
    }

    private Row row(@Nullable Row before, Approval approval) {
        Instant standing = before == null ? null : before.standingUntil;
        Set<UserId> voters = before == null ? Set.of() : before.voters;
        return switch (approval) {
            case Approval.Pending pending -> new Row(approval, standing, pending.approvedBy(), null);
            case Approval.Approved approved ->
                new Row(
                        approval,
                        approved.reusableUntil() == null ? standing : approved.reusableUntil(),
                        approved.approvedBy(),
                        null);
            case Approval.Sending s ->
                new Row(approval, standing, voters, clock.instant().plus(PATIENCE));
            default -> new Row(approval, standing, voters, null);
        };
    }

    @Override
    public @Nullable Approval open(OrganizationId organization, UserId requester, RequestDigest digest) {
        return memory.in(
                organization,
                () -> of(organization, requester)
                        .filter(approval -> isOpen(approval)
                                && approval.requested().digest().equals(digest))
                        .findFirst()
                        .orElse(null));
    }

    private static boolean isOpen(Approval approval) {
        return !approval.hasEnded() || approval instanceof Approval.OutcomeUnknown;
    }

    private Stream<Approval> of(OrganizationId organization, UserId requester) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getKey().organization().equals(organization))
                .map(entry -> entry.getValue().approval)
                .filter(approval -> approval.requested().requester().user().equals(requester));
    }

    @Override
    public List<Approval> recent(
            OrganizationId organization, UserId requester, ServerId server, ToolName tool, Instant rejectedSince) {
        return memory.in(
                organization,
                () -> of(organization, requester)
                        .filter(approval -> approval.requested().server().equals(server)
                                && approval.requested().tool().equals(tool))
                        .filter(approval -> !approval.hasEnded()
                                || (approval instanceof Approval.Rejected no
                                        && !no.at().isBefore(rejectedSince)))
                        .sorted(Comparator.comparing(Approval::at).reversed())
                        .toList());
    }

    @Override
    public @Nullable Standing standing(OrganizationId organization, UserId requester, RequestDigest digest) {
        return memory.in(
                organization,
                () -> rows.values().stream()
                        .filter(row -> {
                            RequestedCall call = row.approval.requested();
                            return call.organization().equals(organization)
                                    && call.requester().user().equals(requester)
                                    && call.digest().equals(digest)
                                    && row.standingUntil != null
                                    && row.standingUntil.isAfter(clock.instant());
                        })
                        .map(row -> new Standing(row.approval.requested().id(), row.voters, row.standingUntil))
                        .findFirst()
                        .orElse(null));
    }

    @Override
    public @Nullable Held find(OrganizationId organization, ApprovalId id) {
        if (altered.contains(id)) {
            throw new IllegalStateException("the request " + id + " was altered");
        }
        return memory.in(organization, () -> {
            Row row = rows.get(new Key(organization, id));
            return row == null ? null : held(row);
        });
    }

    private Held held(Row row) {
        RequestedCall call = row.approval.requested();
        Server server = servers.load(call.organization(), call.slug()).server();
        boolean stands = row.standingUntil != null && row.standingUntil.isAfter(clock.instant());
        return new Held(row.approval, server.owner(), stands ? row.standingUntil : null, clock.instant());
    }

    @Override
    public @Nullable Held hold(OrganizationId organization, ApprovalId id) {
        return find(organization, id);
    }

    @Override
    public void endStanding(Admission admission, ApprovalId id) {
        memory.in(
                admission.organization(),
                () -> rows.computeIfPresent(
                        new Key(admission.organization(), id),
                        (key, row) -> new Row(row.approval, null, row.voters, row.leaseUntil)));
    }

    @Override
    public boolean decide(Admission admission, Approval before, Approval after) {
        return advance(before, after);
    }

    @Override
    public boolean advance(Approval before, Approval after) {
        RequestedCall call = after.requested();
        return memory.in(call.organization(), () -> {
            Row row = rows.get(key(call));
            boolean same = row != null
                    && row.approval.getClass() == before.getClass()
                    && row.approval
                            .requested()
                            .digest()
                            .equals(before.requested().digest());
            boolean late = before instanceof Approval.Sending
                    && after instanceof Approval.Sending
                    && row != null
                    && row.leaseUntil != null
                    && !row.leaseUntil.isAfter(clock.instant());
            Approval twin = call.digest().equals(before.requested().digest())
                    ? null
                    : open(call.organization(), call.requester().user(), call.digest());
            if (same && !late && twin == null) {
                rows.put(key(call), row(row, after));
            }
            return same && !late && twin == null;
        });
    }

    private static Key key(RequestedCall call) {
        return new Key(call.organization(), call.id());
    }

    @Override
    public void keepPresent(OrganizationId organization, ApprovalId id, @Nullable PresentState state) {
        memory.in(
                organization,
                () -> state == null
                        ? states.remove(new Key(organization, id))
                        : states.put(new Key(organization, id), state));
    }

    @Override
    public @Nullable PresentState present(OrganizationId organization, ApprovalId id) {
        return memory.in(organization, () -> states.get(new Key(organization, id)));
    }

    @Override
    public void keep(OrganizationId organization, ApprovalId id, Reply reply) {
        memory.in(organization, () -> replies.put(new Key(organization, id), new Kept(reply, clock.instant())));
    }

    @Override
    public @Nullable Reply reply(OrganizationId organization, ApprovalId id) {
        return memory.in(organization, () -> {
            Kept kept = replies.get(new Key(organization, id));
            return kept == null ? null : kept.reply;
        });
    }

    @Override
    public void renew(UUID holder, Set<Key> underWay) {
        memory.anywhere(() -> {
            rows.replaceAll((key, row) -> underWay.contains(key)
                            && row.approval instanceof Approval.Sending sending
                            && sending.holder().equals(holder)
                            && row.leaseUntil != null
                            && row.leaseUntil.isAfter(clock.instant())
                    ? row(row, row.approval)
                    : row);
            return true;
        });
    }

    @Override
    public List<Key> approved(Duration ago) {
        return keys(row -> row.approval instanceof Approval.Approved
                && row.approval.at().isBefore(clock.instant().minus(ago)));
    }

    @Override
    public List<Key> abandoned() {
        return keys(row -> row.leaseUntil != null && !row.leaseUntil.isAfter(clock.instant()));
    }

    @Override
    public List<Key> expired() {
        return keys(row -> (row.approval instanceof Approval.Pending || row.approval instanceof Approval.Approved)
                && !row.approval.requested().expiresAt().isAfter(clock.instant()));
    }

    private List<Key> keys(Predicate<Row> condition) {
        return memory.anywhere(() -> rows.entrySet().stream()
                .filter(entry -> condition.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList());
    }

    @Override
    public int forgetReplies(Duration age) {
        return memory.anywhere(() -> {
            int before = replies.size() + states.size();
            replies.values().removeIf(kept -> kept.at.isBefore(clock.instant().minus(age)));
            states.keySet()
                    .removeIf(key -> rows.get(key).approval.hasEnded()
                            && rows.get(key)
                                    .approval
                                    .at()
                                    .isBefore(clock.instant().minus(age)));
            return before - replies.size() - states.size();
        });
    }

    @Override
    public List<ToDo> toDo(OrganizationId organization, int limit) {
        return memory.in(
                organization,
                () -> rows.values().stream()
                        .filter(row -> row.approval.requested().organization().equals(organization))
                        .filter(row -> row.approval instanceof Approval.Pending
                                || row.approval instanceof Approval.OutcomeUnknown)
                        .limit(limit)
                        .map(row -> {
                            RequestedCall call = row.approval.requested();
                            return new ToDo(
                                    call.id(),
                                    call.server(),
                                    call.requester().user(),
                                    held(row).owner(),
                                    call.demand(),
                                    row.approval instanceof Approval.OutcomeUnknown);
                        })
                        .toList());
    }

    @Override
    public List<Held> load(OrganizationId organization, Collection<ApprovalId> ids) {
        return memory.in(
                organization,
                () -> rows.entrySet().stream()
                        .filter(entry -> entry.getKey().organization().equals(organization)
                                && ids.contains(entry.getKey().id())
                                && !altered.contains(entry.getKey().id()))
                        .map(entry -> held(entry.getValue()))
                        .toList());
    }

    @Override
    public List<Held> list(
            OrganizationId organization, @Nullable UserId requester, @Nullable ApprovalId before, int limit) {
        return memory.in(organization, () -> {
            List<Held> newest = rows.values().stream()
                    .filter(row -> row.approval.requested().organization().equals(organization))
                    .filter(row -> requester == null
                            || row.approval.requested().requester().user().equals(requester))
                    .map(this::held)
                    .toList()
                    .reversed();
            return newest.stream()
                    .dropWhile(held ->
                            before != null && !held.approval().requested().id().equals(before))
                    .skip(before == null ? 0 : 1)
                    .limit(limit)
                    .toList();
        });
    }

    @Override
    public List<Vote> votes(OrganizationId organization, ApprovalId id) {
        return memory.in(organization, () -> {
            Row row = rows.get(new Key(organization, id));
            return row == null
                    ? List.of()
                    : row.voters.stream()
                            .map(voter -> new Vote(voter, row.approval.at()))
                            .toList();
        });
    }
}
