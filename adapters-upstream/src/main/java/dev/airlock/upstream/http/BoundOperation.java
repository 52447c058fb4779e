package dev.airlock.upstream.http;

import dev.airlock.application.call.Executor.Operation;
import dev.airlock.application.call.Executor.Preparation;
import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One operation of one server, ready to be called. */
final class BoundOperation implements Operation {
    private final Base base;
    private final RequestWriter writer;
    private final Sending sending;
    private final ReplyShaper shaper;

    BoundOperation(Base base, RequestWriter writer, Sending sending, ReplyShaper shaper) {
        this.base = base;
        this.writer = writer;
        this.sending = sending;
        this.shaper = shaper;
    }

    @Override
    public Preparation prepare(Json.Obj arguments, Map<String, String> variables) {
        return writer.write(arguments, variables);
    }

    @Override
    public Transmission send(OutgoingRequest request, Map<String, String> variables, @Nullable Credential credential) {
        Base.Spot spot = base.at(variables);
        if (spot == null || !request.origin().equals(spot.origin())) {
            return new Transmission.Failed(
                    "the request is for another origin than the server's, so it was not sent", false);
        }
        CredentialedRequest complete;
        try {
            complete = CredentialedRequest.of(request, credential);
        } catch (IllegalArgumentException e) {
            return new Transmission.Failed(String.valueOf(e.getMessage()), false);
        }
        return switch (sending.send(spot, request, credential, complete)) {
            case Exchange.Failure(String problem, boolean sent) -> new Transmission.Failed(problem, sent);
            case Exchange.Answer answer ->
                new Transmission.Answered(
                        shaper.shape(answer, request, new Redaction(credential)), answer.redirectedTo());
        };
    }
}
