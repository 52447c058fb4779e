package dev.airlock.application.call;

import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerType;
import dev.airlock.domain.tool.Tool;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Executes the tools of one type of server. */
public interface Executor {
    /** The type that it serves. */
    ServerType type();

    /** Makes a tool ready to be called; done once and kept. */
    Operation bind(Server server, Tool tool);

    /** A tool that is ready to be called. Thread-safe. */
    interface Operation {
        /**
         * Builds the request that these arguments mean, without sending anything.
         *
         * @param variables the values of the server's variables; a place without one stays as it is, and makes a request that cannot be sent
         */
        Preparation prepare(Json.Obj arguments, Map<String, String> variables);

        /** Sends exactly this request, prepared with the same variables, with this credential and shapes the answer. */
        Transmission send(OutgoingRequest request, Map<String, String> variables, @Nullable Credential credential);
    }

    /** What came of preparing. */
    sealed interface Preparation {
        /** The request. */
        record Ready(OutgoingRequest request) implements Preparation {}

        /** Arguments that no request can carry. */
        record Invalid(List<Violation> violations) implements Preparation {
            public Invalid {
                violations = List.copyOf(violations);
            }
        }
    }

    /** What came of sending. */
    sealed interface Transmission {
        /**
         * The upstream answered.
         *
         * @param redirectedTo the origin that answered in the end, null where no redirect was followed
         */
        record Answered(Reply reply, @Nullable String redirectedTo) implements Transmission {
            /** An answer from where the request was sent. */
            public Answered(Reply reply) {
                this(reply, null);
            }
        }

        /**
         * There is no complete answer.
         *
         * @param sent whether the request may have reached the upstream
         */
        record Failed(String problem, boolean sent) implements Transmission {}
    }
}
