package dev.airlock.upstream.http;

import dev.airlock.application.call.Executor.Operation;
import dev.airlock.application.call.Executor.Preparation;
import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.domain.call.Content;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.server.ServerType;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Parameter;
import dev.airlock.upstream.http.HttpOperation.Style;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Words for tests about operations. */
final class Api {
    /** What the clock shows in tests. */
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final UpstreamClient CLOSED = closed();

    private Api() {}

    static Server server(String target, CredentialScheme... schemes) {
        var id = new UUID(0, 1);
        return new Server(
                new OrganizationId(id),
                new ServerId(id),
                new Slug("shop"),
                "Shop",
                "",
                ServerType.OPENAPI,
                URI.create(target),
                new UserId(id),
                List.of(schemes),
                1,
                Instant.EPOCH);
    }

    /** A tool that reads with GET and else is not to be repeated. */
    static Tool tool(HttpOperation operation) {
        boolean reading = operation.method().equals("GET");
        return tool(operation, new ToolAnnotations(reading, false, reading, true));
    }

    static Tool tool(HttpOperation operation, ToolAnnotations annotations) {
        return Tool.define(new ToolName("operation"), "", "", Json.Obj.EMPTY, null, annotations, operation.toJson());
    }

    static HttpOperation get(String path, Parameter... parameters) {
        return new HttpOperation("GET", path, List.of(parameters), null);
    }

    static HttpOperation post(String contentType, String argument, Parameter... parameters) {
        return new HttpOperation(
                "POST", "/things", List.of(parameters), new Body.Encoded(contentType, argument, Map.of()));
    }

    static Parameter parameter(In in, String name, Style style, boolean explode) {
        return new Parameter(name, in, name, style, explode, false);
    }

    static Parameter path(String name) {
        return parameter(In.PATH, name, Style.SIMPLE, false);
    }

    static Parameter query(String name) {
        return parameter(In.QUERY, name, Style.FORM, true);
    }

    static Parameter header(String name) {
        return parameter(In.HEADER, name, Style.SIMPLE, false);
    }

    static Parameter cookie(String name) {
        return parameter(In.COOKIE, name, Style.FORM, true);
    }

    private static UpstreamClient closed() {
        var client = new UpstreamClient(new AddressGuard(Set.of()), UpstreamLimits.DEFAULT);
        client.close();
        return client;
    }

    static HttpExecutor executor(UpstreamClient client) {
        return new HttpExecutor(ServerType.OPENAPI, client, InstantSource.fixed(NOW));
    }

    /** An operation that is never sent. */
    static Operation unsent(HttpOperation operation, CredentialScheme... schemes) {
        return executor(CLOSED).bind(server("https://api.example.com/v1", schemes), tool(operation));
    }

    static Json.Obj json(String text) {
        try {
            return (Json.Obj) JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static OutgoingRequest request(Operation operation, Json.Obj arguments) {
        return switch (operation.prepare(arguments, Map.of())) {
            case Preparation.Ready(OutgoingRequest request) -> request;
            case Preparation.Invalid(List<Violation> violations) -> throw new AssertionError(violations);
        };
    }

    static OutgoingRequest request(HttpOperation operation, String arguments) {
        return request(unsent(operation), json(arguments));
    }

    static List<Violation> violations(Operation operation, Json.Obj arguments) {
        return switch (operation.prepare(arguments, Map.of())) {
            case Preparation.Ready(OutgoingRequest request) -> throw new AssertionError(request);
            case Preparation.Invalid(List<Violation> violations) -> violations;
        };
    }

    static List<Violation> violations(HttpOperation operation, String arguments) {
        return violations(unsent(operation), json(arguments));
    }

    static Reply reply(Transmission transmission) {
        return switch (transmission) {
            case Transmission.Answered(Reply reply, var redirectedTo) -> reply;
            case Transmission.Failed failed -> throw new AssertionError(failed);
        };
    }

    static Transmission.Failed failure(Transmission transmission) {
        return switch (transmission) {
            case Transmission.Answered(Reply reply, var redirectedTo) -> throw new AssertionError(text(reply));
            case Transmission.Failed failed -> failed;
        };
    }

    static String text(Reply reply) {
        return reply.content().stream()
                .map(content -> ((Content.Text) content).utf8())
                .map(utf8 -> new String(utf8, StandardCharsets.UTF_8))
                .reduce("", String::concat);
    }
}
