package dev.airlock.application.approval;

import dev.airlock.application.identity.Members;
import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Message.Part;
import dev.airlock.application.mail.Outbox;
import dev.airlock.domain.approval.Approvers;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.Server;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells approvers what waits for them; what it is about stands on the page alone, which only they can open. */
public final class ApprovalMail {
    private final Members members;
    private final Outbox outbox;

    /** Makes the messenger. */
    public ApprovalMail(Members members, Outbox outbox) {
        this.members = members;
        this.outbox = outbox;
    }

    /** Tells them of a new request, if the present transaction commits. */
    void asked(RequestedCall call, Server server, Approvers approvers) {
        Map<UserId, Person> people = members.list(call.organization()).stream()
                .collect(Collectors.toMap(
                        Member::user, member -> member.membership().person(), (a, b) -> a));
        Person requester = people.get(call.requester().user());
        String name = requester == null ? "Somebody" : requester.name();
        approvers.people().stream()
                .map(people::get)
                .forEach(person -> outbox.add(
                        call.organization(),
                        new Message(
                                person.email(),
                                "Approve " + call.tool() + " of " + server.name() + "?",
                                List.of(
                                        new Part.Paragraph(
                                                "An agent asks to call a tool, and the policy asks for a person's approval."),
                                        new Part.Quote(
                                                name + " · " + call.requester().client() + " · " + server.name() + " · "
                                                        + call.tool()),
                                        new Part.Link("Look at the request", "/approvals/" + call.id()))),
                        call.requestedAt()));
    }
}
