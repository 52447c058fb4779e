package dev.airlock.application.approval;

import dev.airlock.application.approval.ApprovalNotices.Kind;
import dev.airlock.application.approval.ApprovalNotices.Notice;
import dev.airlock.application.approval.ApprovalNotices.Reader;
import dev.airlock.application.approval.Approvals.Held;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.application.identity.Members;
import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Message.Part;
import dev.airlock.application.mail.Outbox;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.Approvers;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells people of requests that they have to do something about. What a request says stands on its page alone, which only they can open. Somebody who was
 * told a moment ago is told the rest at once a little later, so that a hundred requests are not a hundred messages.
 */
public final class ApprovalMail {
    private static final Duration SILENCE = Duration.ofMinutes(5);
    private static final Duration LONGEST_WARNING = Duration.ofHours(2);
    private static final int MOST_LINES = 20;

    private final ApprovalNotices notices;
    private final Approvals approvals;
    private final ApprovalLists lists;
    private final Members members;
    private final Outbox outbox;
    private final UnitOfWork work;

    /** Makes the messenger. */
    public ApprovalMail(
            ApprovalNotices notices,
            Approvals approvals,
            ApprovalLists lists,
            Members members,
            Outbox outbox,
            UnitOfWork work) {
        this.notices = notices;
        this.approvals = approvals;
        this.lists = lists;
        this.members = members;
        this.outbox = outbox;
        this.work = work;
    }

    /** Has approvers told of a new request, and reminded of it, if the present transaction commits. */
    void asked(RequestedCall call, Approvers approvers) {
        Duration lifetime = Duration.between(call.requestedAt(), call.expiresAt());
        Duration quarter = lifetime.dividedBy(4);
        Duration warning = quarter.compareTo(LONGEST_WARNING) < 0 ? quarter : LONGEST_WARNING;
        notices.add(call.organization(), call.id(), approvers.people(), Kind.ASKED, Duration.ZERO);
        notices.add(call.organization(), call.id(), approvers.people(), Kind.REMINDER, lifetime.minus(warning));
    }

    /** Has those who can find out told that nobody knows what became of a request, if the present transaction commits. */
    void lost(Held held) {
        RequestedCall call = held.approval().requested();
        Set<UserId> readers = new HashSet<>(approvers(held).people());
        readers.add(call.requester().user());
        notices.add(call.organization(), call.id(), readers, Kind.LOST, Duration.ZERO);
    }

    /** Puts what people are to be told by now into the outbox. */
    void deliver() {
        for (Reader reader : notices.due(SILENCE)) {
            var _ = work.inTransaction(reader.organization(), () -> {
                List<Notice> taken = notices.take(reader, SILENCE);
                tell(reader, taken);
                return Result.done(taken.size());
            });
        }
    }

    private record News(Kind kind, RequestedCall call) {}

    private void tell(Reader reader, List<Notice> taken) {
        List<News> news = news(reader, taken);
        Member member = news.isEmpty() ? null : members.find(reader.organization(), reader.user());
        if (member != null
                && member.standing() == Standing.ACTIVE
                && !member.membership().person().isService()) {
            Instant now = approvals.now(reader.organization());
            outbox.add(reader.organization(), message(member, news), now);
            notices.told(reader);
        }
    }

    /** Nobody is told what has been settled meanwhile, or is not theirs any more. */
    private List<News> news(Reader reader, List<Notice> taken) {
        List<ApprovalId> ids = taken.stream().map(Notice::approval).toList();
        Map<ApprovalId, Held> requests = lists.load(reader.organization(), ids).stream()
                .collect(Collectors.toMap(held -> held.approval().requested().id(), held -> held));
        return taken.stream()
                .map(notice -> news(reader, notice.kind(), requests.get(notice.approval())))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private @Nullable News news(Reader reader, Kind kind, @Nullable Held held) {
        return held != null && concerns(reader, kind, held)
                ? new News(kind, held.approval().requested())
                : null;
    }

    private boolean concerns(Reader reader, Kind kind, Held held) {
        return switch (held.approval()) {
            case Approval.Pending pending ->
                kind != Kind.LOST
                        && approvers(held).include(reader.user())
                        && !pending.approvedBy().contains(reader.user());
            case Approval.OutcomeUnknown lost -> kind == Kind.LOST;
            default -> false;
        };
    }

    private Approvers approvers(Held held) {
        RequestedCall call = held.approval().requested();
        return Approvers.of(call.demand(), call.requester().user(), held.owner(), members.list(call.organization()));
    }

    private Message message(Member reader, List<News> news) {
        return news.size() == 1 ? one(reader, news.getFirst()) : many(reader, news);
    }

    private Message one(Member reader, News news) {
        RequestedCall call = news.call;
        String path = "/approvals/" + call.id();
        return switch (news.kind) {
            case ASKED ->
                message(
                        reader,
                        "Approve " + call.tool() + "?",
                        "An agent wants to call a tool, and the policy asks for a person's approval.",
                        call,
                        new Part.Link("Look at the request", path));
            case REMINDER ->
                message(
                        reader,
                        "Still waiting: approve " + call.tool() + "?",
                        "A request for your approval will expire soon.",
                        call,
                        new Part.Link("Look at the request", path));
            case LOST ->
                message(
                        reader,
                        "Was " + call.tool() + " done?",
                        "An approved call was interrupted, and nobody knows whether it was made. The same call waits until somebody has found out.",
                        call,
                        new Part.Link("Say what became of it", path));
        };
    }

    private Message message(Member reader, String subject, String words, RequestedCall call, Part.Link link) {
        return new Message(
                reader.membership().person().email(),
                subject,
                List.of(new Part.Paragraph(words), new Part.Quote(line(call)), link));
    }

    private Message many(Member reader, List<News> news) {
        var parts = new ArrayList<Part>();
        parts.add(new Part.Paragraph(news.size() + " requests need you."));
        news.stream().limit(MOST_LINES).forEach(one -> parts.add(new Part.Quote(word(one.kind) + line(one.call))));
        if (news.size() > MOST_LINES) {
            parts.add(new Part.Paragraph("And " + (news.size() - MOST_LINES) + " more."));
        }
        parts.add(new Part.Link("Look at the requests", "/approvals"));
        return new Message(reader.membership().person().email(), news.size() + " requests need you", parts);
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case ASKED -> "";
            case REMINDER -> "Expires soon: ";
            case LOST -> "Of unknown outcome: ";
        };
    }

    private String line(RequestedCall call) {
        return call.slug() + " · " + call.tool() + " · "
                + name(call.organization(), call.requester().user()) + " through "
                + call.requester().client();
    }

    private String name(OrganizationId organization, UserId user) {
        Member member = members.find(organization, user);
        return member == null ? "somebody" : member.membership().person().name();
    }
}
