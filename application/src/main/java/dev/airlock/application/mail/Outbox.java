package dev.airlock.application.mail;

import dev.airlock.domain.identity.OrganizationId;
import java.time.Instant;
import java.util.List;

/** Messages that wait to be sent. */
public interface Outbox {
    /** Stores a message; within a transaction it is sent only if that commits. */
    void add(OrganizationId organization, Message message, Instant now);

    /** Returns an organization's waiting messages, newest first, at most so many. */
    List<Waiting> waiting(OrganizationId organization, int most);

    /** A message that has not been sent. */
    record Waiting(Message message, Instant createdAt) {}
}
