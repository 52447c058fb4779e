package dev.airlock.http.console;

import dev.airlock.application.approval.ReadApprovals.Seen;
import dev.airlock.application.approval.ReviewApproval.Review;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.call.Content;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.tool.Tool;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the page of one approval request shows. */
final class ApprovalPage {
    private final Review review;
    private final Caller caller;
    private final Folding folding;
    private final Form form;
    private final List<Problem> problems;
    private final Seen seen;
    private final RequestedCall call;

    /** Puts the page together, with what was sent and is wrong with it. */
    ApprovalPage(Review review, Caller caller, boolean everything, Form form, List<Problem> problems) {
        this.review = review;
        this.caller = caller;
        this.folding = new Folding(everything);
        this.form = form;
        this.problems = problems;
        this.seen = review.seen();
        this.call = seen.approval().requested();
    }

    /** Everything on the page. */
    record Model(
            String id,
            String digest,
            ApprovalState state,
            Problems.@Nullable Alert alert,
            Asked asked,
            @Nullable Outcome outcome,
            Planned planned,
            @Nullable Effect effect,
            @Nullable Edited edited,
            Why why,
            List<Earlier> lately,
            List<String> warnings,
            List<String> marks,
            List<String> folded,
            Decisions decisions) {
        /** Whether something is not on the page. */
        boolean hides() {
            return !folded.isEmpty();
        }

        /** Whether something looks like what it is not. */
        boolean deceives() {
            return !marks.isEmpty();
        }
    }

    /** Who asks for what. */
    record Asked(
            Passage title,
            String tool,
            @Nullable String kind,
            @Nullable String tone,
            Passage server,
            Passage person,
            String email,
            Passage client,
            String address,
            Moment at,
            @Nullable Moment expires) {}

    /** How it ended. */
    record Outcome(
            String sentence,
            Moment at,
            @Nullable Passage words,
            boolean lost,
            @Nullable Answer answer) {}

    /** What the upstream answered. */
    record Answer(int status, List<Passage> content) {}

    /** What will happen, or would have. */
    record Planned(
            String tense, boolean credential, @Nullable Layout arguments, SentRequest request) {}

    /** What an approver changed. */
    record Edited(Passage by, List<ChangedArguments.Change> changes) {}

    /** Why the policy asks, and whom. */
    record Why(Passage rule, Passage explanation, String need, List<Passage> approvers, List<Voter> votes) {}

    /** Someone who approved. */
    record Voter(Passage name, Moment at) {}

    /** A call of before. */
    record Earlier(Moment at, String tool, String server, String result, String tone) {}

    /** What the person may do about it. */
    record Decisions(
            boolean approve,
            boolean approved,
            boolean reject,
            boolean cancel,
            boolean settle,
            @Nullable Moment standing,
            @Nullable String spectator,
            List<Choice> durations,
            Field reason,
            Field note) {
        boolean any() {
            return approve || reject || cancel || settle || standing != null;
        }
    }

    Model model() {
        // What is folded and marked is known when everything else is put together.
        Asked asked = asked();
        Outcome outcome = outcome();
        Effect effect = effect();
        Planned planned = planned();
        Edited edited = edited();
        Why why = why();
        return new Model(
                call.id().toString(),
                call.shown().toString(),
                ApprovalState.of(seen.approval()),
                Problems.alert(problems),
                asked,
                outcome,
                planned,
                effect,
                edited,
                why,
                lately(),
                warnings(),
                folding.marks(),
                folding.folded(),
                decisions());
    }

    private Asked asked() {
        Tool tool = review.tool();
        Person person = review.people().get(call.requester().user());
        return new Asked(
                folding.text(tool == null ? call.tool().value() : tool.title()),
                call.tool().value(),
                tool == null ? null : ToolRow.kind(tool),
                tool == null ? null : ToolRow.tone(tool),
                folding.text(review.server()),
                folding.text(name(call.requester().user())),
                person == null ? "" : person.email().value(),
                folding.text(call.requester().client()),
                call.requester().address(),
                moment(call.requestedAt()),
                seen.approval().hasEnded() ? null : moment(call.expiresAt()));
    }

    private String name(UserId user) {
        Person person = review.people().get(user);
        return person == null ? "a former member" : person.name();
    }

    private Moment moment(Instant at) {
        return Moment.of(at, seen.now());
    }

    private @Nullable Outcome outcome() {
        return switch (seen.approval()) {
            case Approval.Pending p -> null;
            case Approval.Approved a -> ended("It was approved and is about to be sent.", null);
            case Approval.Sending s -> ended("It was approved and is being sent.", null);
            case Approval.Succeeded done
            when done.settledBy() != null ->
                ended("It was done, as " + name(done.settledBy()) + " found out.", done.note());
            case Approval.Succeeded done -> ended("It was sent once, and the service did it.", null);
            case Approval.Failed failed
            when failed.settledBy() != null ->
                ended("It was not done, as " + name(failed.settledBy()) + " found out.", failed.problem());
            case Approval.Failed failed -> ended("It was approved, but not done.", failed.problem());
            case Approval.OutcomeUnknown lost ->
                ended("Nobody knows whether it was done. Airlock does not send it again.", lost.problem());
            case Approval.Rejected no -> ended(name(no.by()) + " rejected it. Nothing was sent.", no.reason());
            case Approval.Expired e -> ended("Nobody decided in time. Nothing was sent.", null);
            case Approval.Cancelled c -> ended("The requester took it back. Nothing was sent.", null);
        };
    }

    private Outcome ended(String sentence, @Nullable String words) {
        Reply reply = review.reply();
        return new Outcome(
                sentence,
                moment(seen.approval().at()),
                words == null || words.isEmpty() ? null : folding.text(words),
                seen.approval() instanceof Approval.OutcomeUnknown,
                reply == null
                        ? null
                        : new Answer(
                                reply.status(),
                                reply.content().stream().map(this::content).toList()));
    }

    private Passage content(Content content) {
        return switch (content) {
            case Content.Text(byte[] utf8) -> folding.text(new String(utf8, StandardCharsets.UTF_8));
            case Content.Image i -> folding.literal("a picture, " + i.mediaType());
            case Content.Audio a -> folding.literal("a recording, " + a.mediaType());
            case Content.Blob b -> folding.literal("a file, " + b.mediaType());
        };
    }

    private Planned planned() {
        boolean empty = call.planned().arguments().parse().members().isEmpty();
        return new Planned(
                seen.approval() instanceof Approval.Pending ? "What will happen" : "What it was about",
                call.planned().connection() != null,
                empty ? null : Layout.of(call.planned().arguments().parse(), folding),
                SentRequest.of(call.planned().request(), folding));
    }

    private @Nullable Effect effect() {
        return review.present() == null ? null : Effect.of(review.present(), call.planned(), folding);
    }

    private @Nullable Edited edited() {
        RequestedCall.Edit edit = call.edit();
        return edit == null
                ? null
                : new Edited(
                        folding.text(name(edit.by())),
                        ChangedArguments.between(
                                        edit.asked().parse(),
                                        call.planned().arguments().parse(),
                                        folding)
                                .changes());
    }

    private Why why() {
        int quorum = seen.approvers().quorum();
        int may = seen.approvers().people().size();
        return new Why(
                folding.text(call.ground().rule()),
                folding.text(call.ground().explanation()),
                may < quorum
                        ? quorum + " must approve, but only " + may + " of those who may are still here"
                        : quorum == 1
                                ? may == 1 ? "Must approve" : "One of these must approve"
                                : quorum + " of these must approve",
                seen.approvers().people().stream()
                        .map(this::name)
                        .sorted()
                        .map(folding::text)
                        .toList(),
                review.votes().stream()
                        .map(vote -> new Voter(folding.text(name(vote.user())), moment(vote.at())))
                        .toList());
    }

    private List<Earlier> lately() {
        return review.lately().stream()
                .map(earlier -> new Earlier(
                        moment(earlier.at()),
                        earlier.tool(),
                        earlier.server(),
                        AuditRows.words(earlier.result()),
                        AuditRows.tone(earlier.result())))
                .toList();
    }

    private List<String> warnings() {
        return review.obstacle() == null
                ? List.of()
                : List.of("As things are now, nothing would be sent: " + review.obstacle() + ".");
    }

    private Decisions decisions() {
        boolean voted = seen.approval() instanceof Approval.Pending pending
                && pending.approvedBy().contains(caller.user());
        boolean cancel = seen.own()
                && (seen.approval() instanceof Approval.Pending || seen.approval() instanceof Approval.Approved);
        return new Decisions(
                seen.decidable() && !voted,
                voted,
                seen.decidable(),
                cancel,
                seen.settleable(),
                seen.standingUntil() == null ? null : moment(seen.standingUntil()),
                spectator(),
                Choice.choose(
                        List.of(
                                Choice.of("0", "This once"),
                                Choice.of("900", "For 15 minutes"),
                                Choice.of("3600", "For 1 hour"),
                                Choice.of("28800", "For 8 hours")),
                        form.text("standing").isEmpty() ? "0" : form.text("standing")),
                Field.text("reason", "Why not?")
                        .hint("The agent is told. It may ask for something else, and not for this again for a while.")
                        .needed()
                        .filled(form, problems),
                Field.text("note", "How do you know?").needed().filled(form, problems));
    }

    /** Why somebody who sees the request can do nothing about it. */
    private @Nullable String spectator() {
        if (!(seen.approval() instanceof Approval.Pending) || seen.decidable()) {
            return null;
        }
        return seen.own()
                ? "You asked for this yourself, so somebody else decides."
                : "You may look at this request, but others decide it.";
    }
}
