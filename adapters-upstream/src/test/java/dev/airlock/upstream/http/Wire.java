package dev.airlock.upstream.http;

import dev.airlock.application.call.Executor.Operation;
import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.tool.ToolAnnotations;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A recording upstream and a client that may reach it and nothing else. */
final class Wire implements AutoCloseable {
    /** Little is read, with all the time in the world. */
    static final UpstreamLimits SMALL = limits(Duration.ofSeconds(60));

    /** Little is read, and soon. */
    static final UpstreamLimits HASTY = limits(Duration.ofMillis(1500));

    final RawUpstream upstream = new RawUpstream();
    final AddressGuard guard = new AddressGuard(Set.of(upstream.address()));
    final UpstreamClient client;

    private static UpstreamLimits limits(Duration time) {
        return new UpstreamLimits(time, time, 64 * 1024, 256, 4 * 1024);
    }

    Wire() throws IOException {
        this(UpstreamLimits.DEFAULT);
    }

    Wire(UpstreamLimits limits) throws IOException {
        client = new UpstreamClient(guard, limits);
    }

    Operation bind(HttpOperation operation, CredentialScheme... schemes) {
        return Api.executor(client).bind(Api.server(target(), schemes), Api.tool(operation));
    }

    Operation bind(HttpOperation operation, ToolAnnotations annotations) {
        return Api.executor(client).bind(Api.server(target()), Api.tool(operation, annotations));
    }

    String target() {
        return "http://127.0.0.1:" + upstream.port();
    }

    Transmission call(HttpOperation operation, String arguments, Credential credential) {
        Operation bound = bind(operation);
        return bound.send(Api.request(bound, Api.json(arguments)), Map.of(), credential);
    }

    Transmission get() {
        return call(Api.get("/things"), "{}", null);
    }

    @Override
    public void close() throws IOException {
        client.close();
        upstream.close();
    }
}
