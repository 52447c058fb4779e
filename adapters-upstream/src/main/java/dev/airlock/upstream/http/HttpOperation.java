package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a tool's arguments become an HTTP request; stored with the tool as JSON.
 *
 * @param method the HTTP method, upper case
 * @param path the path template below the server's target, such as {@code /orders/{id}}
 * @param parameters where each argument that is a parameter goes
 * @param body what is sent as the body, null where there is none
 * @param fieldsArgument the argument that says which members of the answer are asked for, null where there is none
 * @param server the further base URL of the server to which it goes, null for the one of all
 */
public record HttpOperation(
        String method,
        String path,
        List<Parameter> parameters,
        @Nullable Body body,
        @Nullable String fieldsArgument,
        @Nullable UrlTemplate server) {
    /** Where a parameter travels. */
    public enum In {
        /** In the path. */
        PATH,
        /** In the query string. */
        QUERY,
        /** In a header. */
        HEADER,
        /** In the Cookie header. */
        COOKIE
    }

    /** How a parameter's value is written (OpenAPI 3.1, section 4.8.12). */
    public enum Style {
        /** Comma-separated; the default in paths and headers. */
        SIMPLE,
        /** Dot-prefixed path segment. */
        LABEL,
        /** Semicolon-prefixed path segment. */
        MATRIX,
        /** Name and value; the default in queries and cookies. */
        FORM,
        /** Array items separated by spaces. */
        SPACE_DELIMITED,
        /** Array items separated by pipes. */
        PIPE_DELIMITED,
        /** Object members as {@code name[member]}. */
        DEEP_OBJECT,
        /** The value written as JSON, for parameters described by a media type. */
        JSON
    }

    /**
     * One parameter.
     *
     * @param argument the argument's name in the tool's input schema
     * @param in where it travels
     * @param name its name on the wire
     * @param style how its value is written
     * @param explode whether array items and object members are written one by one
     * @param allowReserved whether reserved characters stay as they are in a query value
     */
    public record Parameter(String argument, In in, String name, Style style, boolean explode, boolean allowReserved) {}

    public HttpOperation {
        parameters = List.copyOf(parameters);
    }

    /** An operation whose answers are always whole. */
    public HttpOperation(String method, String path, List<Parameter> parameters, @Nullable Body body) {
        this(method, path, parameters, body, null);
    }

    /** An operation that goes where all do. */
    public HttpOperation(
            String method,
            String path,
            List<Parameter> parameters,
            @Nullable Body body,
            @Nullable String fieldsArgument) {
        this(method, path, parameters, body, fieldsArgument, null);
    }

    /** The same operation at a further base URL of the server. */
    public HttpOperation at(UrlTemplate other) {
        return new HttpOperation(method, path, parameters, body, fieldsArgument, other);
    }

    /** Writes the operation for storage. */
    public Json.Obj toJson() {
        var json = Json.object().put("method", method).put("path", path);
        json.put(
                "parameters",
                new Json.Arr(parameters.stream().map(HttpOperation::toJson).toList()));
        if (body != null) {
            json.put("body", body.toJson());
        }
        json.put("fieldsArgument", fieldsArgument);
        json.put("server", server == null ? null : server.toString());
        return json.build();
    }

    private static Json toJson(Parameter parameter) {
        return Json.object()
                .put("argument", parameter.argument())
                .put("in", parameter.in().name())
                .put("name", parameter.name())
                .put("style", parameter.style().name())
                .put("explode", parameter.explode())
                .put("allowReserved", parameter.allowReserved())
                .build();
    }

    /** Reads what {@link #toJson} wrote. */
    public static HttpOperation fromJson(Json.Obj json) {
        Json.Obj body = json.object("body");
        String server = json.text("server");
        return new HttpOperation(
                required(json, "method"),
                required(json, "path"),
                json.items("parameters").stream().map(HttpOperation::parameter).toList(),
                body == null ? null : Body.fromJson(body),
                json.text("fieldsArgument"),
                server == null ? null : UrlTemplate.of(server));
    }

    private static Parameter parameter(Json json) {
        var object = (Json.Obj) json;
        return new Parameter(
                required(object, "argument"),
                In.valueOf(required(object, "in")),
                required(object, "name"),
                Style.valueOf(required(object, "style")),
                object.isTrue("explode"),
                object.isTrue("allowReserved"));
    }

    static String required(Json.Obj json, String member) {
        String value = json.text(member);
        if (value == null) {
            throw new IllegalArgumentException("a stored operation lacks its member \"" + member + "\"");
        }
        return value;
    }
}
