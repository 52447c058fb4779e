package dev.airlock.application.mail;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import java.util.List;

/** Shows administrators what waits to be sent, where nothing is: messages hold links that sign people in. */
public final class ReadOutbox {
    private static final int MOST = 100;

    private final Outbox outbox;
    private final MailRoute route;

    /** Makes the verb. */
    public ReadOutbox(Outbox outbox, MailRoute route) {
        this.outbox = outbox;
        this.route = route;
    }

    /** Returns whether the caller may look. */
    public boolean isOpenTo(Caller caller) {
        return route == MailRoute.CONTROL_ROOM && caller.membership().role().includes(Role.ADMIN);
    }

    /** Returns the organization's newest messages, newest first; none where the caller may not look. */
    public List<Outbox.Waiting> list(Caller caller) {
        return isOpenTo(caller) ? outbox.waiting(caller.organizationId(), MOST) : List.of();
    }
}
