package dev.airlock.application.mail;

import dev.airlock.domain.identity.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The outbox of the whole installation, as those who empty it see it; each message is one node's at a time. */
public interface Deliveries {
    /**
     * Takes the message that is due longest, or null where none is. It comes due again at {@code until}, as one that may have arrived, unless it is
     * settled before.
     */
    @Nullable
    Delivery take(Instant now, Instant until);

    /** Removes a message that is sent or given up; false where it has been taken again since. */
    boolean remove(Delivery delivery);

    /** Puts a message back until a later time; false where it has been taken again since. */
    boolean putBack(Delivery delivery, Instant dueAt, boolean mayHaveArrived);

    /**
     * One attempt to send a message.
     *
     * @param attempt counts from 1
     * @param uncertain how many earlier attempts may have succeeded
     */
    record Delivery(
            OrganizationId organization, UUID id, Message message, Instant createdAt, int attempt, int uncertain) {}
}
