package dev.airlock.http.mcp;

import dev.airlock.application.oauth.MessageCodes;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.digest.Fields;
import dev.airlock.domain.json.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far calls have come whose user was asked for something. The client carries it from one request to the next: it is authenticated,
 * expires, and is good for no other user, server, tool or arguments than those it was given for.
 */
final class RequestStates {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final char SEPARATOR = '.';
    private static final String ASKED = "asked";
    private static final String ACCEPTED = "accepted";

    /** How far a call has come. */
    sealed interface State {
        /** Until when it counts. */
        Instant expiresAt();

        /**
         * Its user was asked to connect the service.
         *
         * @param accepted whether they said that they go and do it
         */
        record Connecting(boolean accepted, Instant expiresAt) implements State {
            /** The same call after its user has accepted; it lasts no longer for that. */
            Connecting accept() {
                return new Connecting(true, expiresAt);
            }
        }

        /** Its user was asked to decide this request. */
        record Deciding(ApprovalId approval, Instant expiresAt) implements State {}
    }

    private final MessageCodes codes;
    private final InstantSource clock;

    RequestStates(MessageCodes codes, InstantSource clock) {
        this.codes = codes;
        this.clock = clock;
    }

    /** The state of a call whose user is asked now to connect the service. */
    State asked() {
        return new State.Connecting(false, clock.instant().plus(LIFETIME));
    }

    /** The state of a call whose user is asked to decide it; it lasts as long as the request. */
    static State askedToDecide(CallOutcome.AwaitingApproval waiting) {
        return new State.Deciding(waiting.approval(), waiting.expiresAt());
    }

    /** Writes it for the client. */
    String write(Exchange exchange, ToolCall call, State state) {
        String text = state.expiresAt().getEpochSecond() + ":" + word(state);
        return text + SEPARATOR + codes.code(message(exchange, call, text));
    }

    /** Reads what a client brings; null where it was not given for this call, was altered, or has expired. */
    @Nullable
    State read(Exchange exchange, ToolCall call, String presented) {
        int separator = presented.indexOf(SEPARATOR);
        String text = presented.substring(0, Math.max(separator, 0));
        if (!codes.matches(message(exchange, call, text), presented.substring(separator + 1))) {
            return null;
        }
        String[] parts = text.split(":", 2);
        State state = state(parts[1], Instant.ofEpochSecond(Long.parseLong(parts[0])));
        return state.expiresAt().isAfter(clock.instant()) ? state : null;
    }

    private static String word(State state) {
        return switch (state) {
            case State.Connecting(boolean accepted, var until) -> accepted ? ACCEPTED : ASKED;
            case State.Deciding(ApprovalId approval, var until) -> approval.toString();
        };
    }

    private static State state(String word, Instant expiresAt) {
        return word.equals(ASKED) || word.equals(ACCEPTED)
                ? new State.Connecting(word.equals(ACCEPTED), expiresAt)
                : new State.Deciding(new ApprovalId(UUID.fromString(word)), expiresAt);
    }

    private static byte[] message(Exchange exchange, ToolCall call, String text) {
        return new Fields()
                .add("request state")
                .add(call.caller().organizationId().toString())
                .add(call.caller().user().toString())
                .add(exchange.snapshot().server().id().toString())
                .add(call.tool())
                .add(JsonWriter.canonical(call.arguments()))
                .add(text)
                .toByteArray();
    }
}
