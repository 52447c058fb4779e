package dev.airlock.application.mail;

import java.util.UUID;

/** Sends messages by way of a mail server. */
public interface Mailer {
    /** Sends a message, within minutes; its id is the same at every attempt. */
    Outcome send(UUID id, Message message);

    /** What came of an attempt; the reasons are for operators and hold nothing of the message's body. */
    sealed interface Outcome {
        /** The server has taken it. */
        record Accepted() implements Outcome {}

        /** The server will never take it for this recipient. */
        record Refused(String reason) implements Outcome {}

        /** The server has not taken it, this time. */
        record Postponed(String reason) implements Outcome {}

        /** It was handed over, and no answer came. */
        record Unanswered(String reason) implements Outcome {}
    }
}
