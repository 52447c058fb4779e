package dev.airlock.application.identity;

import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.mail.MailRoute;
import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Message.Part;
import dev.airlock.application.mail.Outbox;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Invitation;
import dev.airlock.domain.identity.InvitationId;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.json.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invites people into the organization, each by their address and in a role within the inviter's own. */
public final class Invite {
    private static final Duration LIFETIME = Duration.ofDays(7);

    private final Gate gate;
    private final Invitations invitations;
    private final Members members;
    private final Secrets secrets;
    private final Outbox outbox;
    private final MailRoute route;

    /** Makes the verb; where mail goes nowhere, whoever invites passes the link on. */
    public Invite(
            Gate gate, Invitations invitations, Members members, Secrets secrets, Outbox outbox, MailRoute route) {
        this.gate = gate;
        this.invitations = invitations;
        this.members = members;
        this.secrets = secrets;
        this.outbox = outbox;
        this.route = route;
    }

    /**
     * An invitation that was sent.
     *
     * @param path what follows the base URL in its link, for whoever invites to pass on; null where it went by mail
     */
    public record Sent(Invitation invitation, @Nullable String path) {
        @Override
        public String toString() {
            return "Sent[" + invitation + ", hidden]";
        }
    }

    /** Returns the invitations that nobody has accepted yet, newest first; none to those who may not invite. */
    public List<Invitation> list(Caller caller) {
        return caller.membership().role().includes(Role.ADMIN) ? invitations.list(caller.organizationId()) : List.of();
    }

    /** Invites whoever has the address, in place of any earlier invitation. */
    public Result<Sent> invite(Caller caller, String email, Role role) {
        var detail = Json.object().put("email", email).put("role", role.name()).build();
        return gate.admit(caller, new Act("invitation.send", Role.ADMIN, null, detail), admission -> {
            EmailAddress address = address(email);
            if (address == null) {
                return Result.refused(Refusal.Invalid.field("email", EmailAddress.FORM));
            }
            if (isMember(admission, address)) {
                return Result.refused(Refusal.Invalid.field("email", "whoever has this address is a member already"));
            }
            var invitation = new Invitation(
                    admission.organization(),
                    new InvitationId(admission.newId()),
                    address,
                    role,
                    admission.now(),
                    admission.now().plus(LIFETIME));
            return send(admission, invitation);
        });
    }

    /** Sends an invitation anew; the earlier link is over. */
    public Result<Sent> resend(Caller caller, InvitationId id) {
        var detail = Json.object().put("invitation", id.toString()).build();
        return gate.admit(
                caller,
                new Act("invitation.send", Role.ADMIN, null, detail),
                admission -> invitations.list(admission.organization()).stream()
                        .filter(invitation -> invitation.id().equals(id))
                        .findFirst()
                        .map(invitation -> send(admission, renewed(admission, invitation)))
                        .orElseGet(Invite::notFound));
    }

    private static Invitation renewed(Admission admission, Invitation earlier) {
        return new Invitation(
                earlier.organization(),
                earlier.id(),
                earlier.email(),
                earlier.role(),
                earlier.createdAt(),
                admission.now().plus(LIFETIME));
    }

    private Result<Sent> send(Admission admission, Invitation invitation) {
        Role own = admission.caller().membership().role();
        if (!own.includes(invitation.role())) {
            return Result.refused(new Refusal.NotPermitted("this needs the role OWNER, and yours is " + own));
        }
        String secret = secrets.next("");
        String path = "/invitation/" + secret;
        invitations.put(admission, invitation, SecretHash.of(secret));
        if (route == MailRoute.NOWHERE) {
            return Result.done(new Sent(invitation, path));
        }
        outbox.add(admission.organization(), message(admission.caller(), invitation, path), admission.now());
        return Result.done(new Sent(invitation, null));
    }

    private static Message message(Caller inviter, Invitation invitation, String path) {
        return new Message(
                invitation.email(),
                "You are invited to " + inviter.organization().name() + " at Airlock",
                List.of(
                        new Part.Paragraph(
                                "Somebody invites you to an organization whose agents work through Airlock:"),
                        new Part.Quote(inviter.person().name() + ", "
                                + inviter.organization().name()),
                        new Part.Link("Join", path),
                        new Part.Paragraph("The link works once, for a week, and for this address alone."
                                + " If you do not know them, do nothing.")));
    }

    /** Takes an invitation back. */
    public Result<InvitationId> revoke(Caller caller, InvitationId id) {
        var detail = Json.object().put("invitation", id.toString()).build();
        return gate.admit(
                caller,
                new Act("invitation.revoke", Role.ADMIN, null, detail),
                admission -> invitations.remove(admission, id) ? Result.done(id) : notFound());
    }

    private boolean isMember(Admission admission, EmailAddress address) {
        return members.list(admission.organization()).stream()
                .filter(member -> member.standing() != Standing.REMOVED)
                .map(Member::membership)
                .anyMatch(place -> place.person().email().equals(address));
    }

    private static @Nullable EmailAddress address(String email) {
        try {
            var address = new EmailAddress(email);
            return address.isService() ? null : address;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static <T> Result<T> notFound() {
        return Result.refused(new Refusal.NotFound("there is no such invitation"));
    }
}
