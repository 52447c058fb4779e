package dev.airlock.http.mcp;

import dev.airlock.application.oauth.MessageCodes;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.digest.Fields;
import dev.airlock.domain.json.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How far calls have come that wait for their user to connect a service. The client carries it from one request to the next: it is authenticated,
 * expires, and is good for no other user, server, tool or arguments than those it was given for.
 */
final class RequestStates {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final char SEPARATOR = '.';

    /** What was done for the call so far. */
    enum Stage {
        /** Its user was asked. */
        ASKED,
        /** Its user said that they go and connect. */
        ACCEPTED
    }

    /** How far a call has come, and until when it counts. */
    record State(Stage stage, Instant expiresAt) {
        /** The same call after its user has accepted; it lasts no longer for that. */
        State accepted() {
            return new State(Stage.ACCEPTED, expiresAt);
        }
    }

    private final MessageCodes codes;
    private final InstantSource clock;

    RequestStates(MessageCodes codes, InstantSource clock) {
        this.codes = codes;
        this.clock = clock;
    }

    /** The state of a call whose user is asked now. */
    State asked() {
        return new State(Stage.ASKED, clock.instant().plus(LIFETIME));
    }

    /** Writes it for the client. */
    String write(Exchange exchange, ToolCall call, State state) {
        String text = state.stage + "-" + state.expiresAt.getEpochSecond();
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
        String[] parts = text.split("-", 2);
        var state = new State(Stage.valueOf(parts[0]), Instant.ofEpochSecond(Long.parseLong(parts[1])));
        return state.expiresAt.isAfter(clock.instant()) ? state : null;
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
