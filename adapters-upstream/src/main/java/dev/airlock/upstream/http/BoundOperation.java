package dev.airlock.upstream.http;

import dev.airlock.application.call.Executor.Operation;
import dev.airlock.application.call.Executor.Preparation;
import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.server.Server;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** One operation of one server, ready to be called. */
final class BoundOperation implements Operation {
    private final UpstreamClient client;
    private final RequestWriter writer;
    private final ReplyShaper shaper;
    private final Exchange.Budget budget;
    private final String origin;
    private final HttpHost host;

    BoundOperation(UpstreamClient client, Server server, HttpOperation operation) {
        this.client = client;
        this.writer = new RequestWriter(server, operation);
        this.shaper = new ReplyShaper(client.limits());
        this.budget =
                new Exchange.Budget(client.limits().callTime(), client.limits().bodyBytes());
        this.origin = server.origin();
        this.host = UpstreamClient.host(server.targetUrl());
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
        return switch (client.exchange(
                host, request.method(), complete.target(), complete.headers(), request.body(), budget)) {
            case Exchange.Failure(String problem, boolean sent) -> new Transmission.Failed(problem, sent);
            case Exchange.Answer answer -> new Transmission.Answered(shaper.shape(answer, new Redaction(credential)));
        };
    }
}
