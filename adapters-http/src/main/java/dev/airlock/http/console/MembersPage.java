package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.identity.Groups;
import dev.airlock.application.identity.Invite;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Invitation;
import dev.airlock.domain.identity.Role;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page of members and invitations. */
final class MembersPage {
    private final Console console;

    MembersPage(Console console) {
        this.console = console;
    }

    /** What the page shows; the link of an invitation stands in it this once. */
    record Model(
            List<MemberRow> members,
            List<Row> invitations,
            Field email,
            List<Choice> roles,
            boolean owner,
            @Nullable Link link,
            Problems.@Nullable Alert alert) {}

    /** An invitation that nobody has accepted yet. */
    record Row(String id, String email, String role, Moment expires, boolean expired) {}

    /** The link of an invitation that was just made. */
    record Link(String email, String url) {}

    Response show(Visit visit) {
        return page(visit, Status.OK, null, List.of());
    }

    /** Shows the link of an invitation that went by no mail. */
    Response sent(Visit visit, Invite.Sent sent) {
        String path = sent.path();
        if (path == null) {
            return visit.go("/members", Flash.INVITATION_SENT);
        }
        var link =
                new Link(sent.invitation().email().value(), console.settings().origin() + path);
        return page(visit, Status.OK, link, List.of());
    }

    /** Shows what was wrong with the form. */
    Response refused(Visit visit, Refusal refusal) {
        return page(visit, RefusalStatus.of(refusal), null, Problems.of(refusal));
    }

    private Response page(Visit visit, Status status, @Nullable Link link, List<Problem> problems) {
        if (!visit.administers()) {
            return visit.refused(new Refusal.NotPermitted("Only an administrator sees the members."));
        }
        Caller viewer = visit.caller();
        List<Groups.Listed> groups = console.verbs().groups().list(viewer);
        Field email = Field.text("email", "E-mail address")
                .typed("email")
                .hint("The invitation is for this address alone, works once and ends after 7 days.")
                .autocomplete("off")
                .needed();
        var model = new Model(
                console.verbs().members().list(viewer).stream()
                        .map(member -> MemberRow.of(viewer, member, groups))
                        .toList(),
                console.verbs().invite().list(viewer).stream().map(this::row).toList(),
                problems.isEmpty() ? email : email.filled(visit.form(), problems),
                MemberRow.choices(viewer, Role.MEMBER),
                viewer.membership().role() == Role.OWNER,
                link,
                Problems.alert(problems));
        return visit.page(status, "members.mustache", "Members", model);
    }

    private Row row(Invitation invitation) {
        Instant now = console.clock().instant();
        return new Row(
                invitation.id().toString(),
                invitation.email().value(),
                MemberRow.word(invitation.role()),
                Moment.of(invitation.expiresAt(), now),
                !invitation.expiresAt().isAfter(now));
    }
}
