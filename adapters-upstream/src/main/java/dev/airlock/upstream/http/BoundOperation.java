package dev.airlock.upstream.http;

import dev.airlock.application.call.Executor.Operation;
import dev.airlock.application.call.Executor.Preparation;
import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.json.Json;
import org.jspecify.annotations.Nullable;

/** One operation of one server, ready to be called. */
final class BoundOperation implements Operation {
    private final String origin;
    private final RequestWriter writer;
    private final Sending sending;
    private final ReplyShaper shaper;

    BoundOperation(String origin, RequestWriter writer, Sending sending, ReplyShaper shaper) {
        this.origin = origin;
        this.writer = writer;
        this.sending = sending;
        this.shaper = shaper;
    }

    @Override
    public Preparation prepare(Json.Obj arguments) {
        return writer.write(arguments);
    }

    @Override
    public Transmission send(OutgoingRequest request, @Nullable Credential credential) {
        if (!request.origin().equals(origin)) {
            return new Transmission.Failed(
                    "the request is for another origin than the server's, so it was not sent", false);
        }
        CredentialedRequest complete;
        try {
            complete = CredentialedRequest.of(request, credential);
        } catch (IllegalArgumentException e) {
            return new Transmission.Failed(String.valueOf(e.getMessage()), false);
        }
        return switch (sending.send(request, credential, complete)) {
            case Exchange.Failure(String problem, boolean sent) -> new Transmission.Failed(problem, sent);
            case Exchange.Answer answer ->
                new Transmission.Answered(
                        shaper.shape(answer, request, new Redaction(credential)), answer.redirectedTo());
        };
    }
}
