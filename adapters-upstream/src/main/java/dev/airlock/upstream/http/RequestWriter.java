package dev.airlock.upstream.http;

import dev.airlock.application.call.Executor.Preparation;
import dev.airlock.domain.call.Header;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.ReservedHeaders;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.server.Server;
import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns arguments into the one request that they mean for one operation. */
final class RequestWriter {
    private static final Pattern METHOD = Pattern.compile("GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS");
    private static final int MAX_TARGET = 32 * 1024;

    private final String method;
    private final Base base;
    private final PathTemplate path;
    private final List<ParameterWriter> parameters;
    private final @Nullable BodyWriter body;
    private final @Nullable String fieldsArgument;
    private final List<Header> fixed;

    /** Compiles the operation; one that must not be sent is an {@link IllegalArgumentException}. */
    RequestWriter(Server server, Base base, HttpOperation operation) {
        check(operation);
        var names = new WireNames(operation.parameters(), server.schemes());
        this.method = operation.method();
        this.base = base;
        this.path = PathTemplate.of(operation.path());
        this.parameters = operation.parameters().stream()
                .map(parameter -> new ParameterWriter(parameter, names))
                .toList();
        checkPlaces(path, operation.parameters());
        this.body = operation.body() == null
                ? null
                : BodyWriter.of(
                        operation.body(),
                        operation.parameters().stream().map(Parameter::argument).collect(Collectors.toSet()),
                        method);
        this.fieldsArgument = operation.fieldsArgument();
        this.fixed = server.conventions().headers();
    }

    private static void check(HttpOperation operation) {
        if (!METHOD.matcher(operation.method()).matches()) {
            throw new IllegalArgumentException("the method " + operation.method() + " cannot be sent");
        }
        for (Parameter parameter : operation.parameters()) {
            if (parameter.in() == In.HEADER && ReservedHeaders.contains(parameter.name())) {
                throw new IllegalArgumentException("no tool may set the header " + parameter.name());
            }
        }
    }

    private static void checkPlaces(PathTemplate path, List<Parameter> parameters) {
        Set<String> places = path.places();
        var named = new HashSet<String>();
        parameters.stream()
                .filter(parameter -> parameter.in() == In.PATH)
                .forEach(parameter -> named.add(parameter.name()));
        if (!places.equals(named)) {
            throw new IllegalArgumentException(
                    "the path has places for " + places + " but the path parameters are " + named);
        }
    }

    /** Writes the request, or says which arguments it cannot carry; a base URL that the variables do not fill stays in place of its origin. */
    Preparation write(Json.Obj arguments, Map<String, String> variables) {
        var draft = new Draft();
        parameters.forEach(parameter -> parameter.write(arguments, draft));
        List<String> fields =
                fieldsArgument == null ? List.of() : FieldsArgument.read(fieldsArgument, arguments, draft);
        BodyWriter.Written written = body == null ? BodyWriter.NOTHING : body.write(arguments, draft);
        if (!draft.violations().isEmpty()) {
            return new Preparation.Invalid(draft.violations());
        }
        Base.Spot spot = base.at(variables);
        String target = draft.target(spot == null ? "" : spot.path(), path);
        if (target.length() > MAX_TARGET) {
            String problem = "the arguments make an address of " + target.length() + " characters; at most "
                    + MAX_TARGET + " can be sent";
            return new Preparation.Invalid(List.of(new Violation("", problem)));
        }
        List<Header> headers = draft.headers();
        if (written.bytes().length > 0) {
            headers.add(new Header("Content-Type", written.contentType()));
        }
        for (Header header : fixed) {
            headers.removeIf(other -> other.name().equalsIgnoreCase(header.name()));
            headers.add(header);
        }
        return new Preparation.Ready(new OutgoingRequest(
                method, spot == null ? base.toString() : spot.origin(), target, headers, written.bytes(), fields));
    }
}
