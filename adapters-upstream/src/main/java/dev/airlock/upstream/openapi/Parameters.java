package dev.airlock.upstream.openapi;

import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.json.Json;
import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Style;
import dev.airlock.upstream.openapi.Document.Located;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that an agent may set; those that belong to HTTP or to a credential are not among them. */
final class Parameters {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Json.Obj TEXT = Json.object().put("type", "string").build();

    private final Document document;
    private final List<CredentialScheme> schemes;
    private final Warnings warnings;

    Parameters(Document document, List<CredentialScheme> schemes, Warnings warnings) {
        this.document = document;
        this.schemes = schemes;
        this.warnings = warnings;
    }

    /** Returns the operation's parameters: path, query, header, cookie; every placeholder of the path has one. */
    List<ApiParameter> of(ApiOperation operation) throws RefusedException {
        var item = new Located(operation.item(), operation.itemPlace(), operation.itemPlace());
        var own = new Located(operation.operation(), operation.place(), operation.place());
        var parameters = new ArrayList<ApiParameter>();
        for (Located declared : ParameterList.of(item, own, document, warnings)) {
            ApiParameter parameter = parameter((Json.Obj) declared.value(), declared);
            if (parameter != null && isSettable(parameter, operation, declared.place())) {
                parameters.add(parameter);
            }
        }
        addUndeclared(operation, parameters);
        parameters.sort(Comparator.comparing(ApiParameter::in));
        return parameters;
    }

    private static void addUndeclared(ApiOperation operation, List<ApiParameter> parameters) {
        Matcher placeholder = PLACEHOLDER.matcher(operation.path());
        while (placeholder.find()) {
            String name = placeholder.group(1);
            if (parameters.stream().noneMatch(p -> p.in() == In.PATH && p.name().equals(name))) {
                var schema = new Located(TEXT, operation.place(), operation.place());
                parameters.add(new ApiParameter(In.PATH, name, true, Style.SIMPLE, false, Json.Obj.EMPTY, schema));
            }
        }
    }

    private boolean isSettable(ApiParameter parameter, ApiOperation operation, Place place) {
        if (parameter.in() == In.HEADER && HeaderNames.isReserved(parameter.name())) {
            warnings.add(place, "The header " + Texts.quoted(parameter.name()) + " is not for agents to set");
            return false;
        }
        if (schemes.stream().anyMatch(scheme -> carries(scheme, parameter))) {
            return false;
        }
        return parameter.in() != In.PATH || operation.path().contains("{" + parameter.name() + "}");
    }

    private static boolean carries(CredentialScheme scheme, ApiParameter parameter) {
        return scheme.keys().stream()
                .anyMatch(key -> key.location().name().equals(parameter.in().name())
                        && key.name().equalsIgnoreCase(parameter.name()));
    }

    private @Nullable ApiParameter parameter(Json.Obj declaration, Located at) throws RefusedException {
        In in = in(declaration.text("in"));
        String name = declaration.text("name");
        if (in == null || name == null || name.isEmpty()) {
            warnings.add(at.place(), "A parameter without a name, or in an unknown place, is left out");
            return null;
        }
        Located schema = schema(declaration, at);
        boolean asJson = !declaration.members().containsKey("schema") && isJson(declaration.object("content"));
        Style style = asJson ? Style.JSON : style(declaration.text("style"), in, schema);
        boolean explode =
                declaration.members().containsKey("explode") ? declaration.isTrue("explode") : style == Style.FORM;
        boolean required = in == In.PATH || declaration.isTrue("required");
        return new ApiParameter(in, name, required, style, explode, declaration, schema);
    }

    private static Located schema(Json.Obj declaration, Located at) {
        Json schema = declaration.get("schema");
        if (schema != null) {
            Place place = at.place().then("schema");
            return new Located(schema, place, place);
        }
        Json.Obj content = declaration.object("content");
        if (content != null) {
            for (Map.Entry<String, Json> type : content.members().entrySet()) {
                Json described = type.getValue() instanceof Json.Obj media ? media.get("schema") : null;
                if (described != null) {
                    Place place = at.place().then("content").then(type.getKey()).then("schema");
                    return new Located(described, place, place);
                }
            }
        }
        return new Located(TEXT, at.place(), at.place());
    }

    private static boolean isJson(Json.@Nullable Obj content) {
        return content != null && content.members().keySet().stream().anyMatch(MediaTypes::isJson);
    }

    private static @Nullable In in(@Nullable String in) {
        return switch (in) {
            case "path" -> In.PATH;
            case "query" -> In.QUERY;
            case "header" -> In.HEADER;
            case "cookie" -> In.COOKIE;
            case null, default -> null;
        };
    }

    /** An unknown style, or one that its place does not have, is read as the place's default. */
    private Style style(@Nullable String style, In in, Located schema) throws RefusedException {
        Style fallback = in == In.PATH || in == In.HEADER ? Style.SIMPLE : Style.FORM;
        return switch (style) {
            case "label" -> in == In.PATH ? Style.LABEL : fallback;
            case "matrix" -> in == In.PATH ? Style.MATRIX : fallback;
            case "spaceDelimited" -> in == In.QUERY ? Style.SPACE_DELIMITED : fallback;
            case "pipeDelimited" -> in == In.QUERY ? Style.PIPE_DELIMITED : fallback;
            case "deepObject" -> in == In.QUERY && !isArray(schema) ? Style.DEEP_OBJECT : fallback;
            case null, default -> fallback;
        };
    }

    private boolean isArray(Located schema) throws RefusedException {
        Located target = document.follow(schema);
        return target != null && target.value() instanceof Json.Obj object && "array".equals(object.text("type"));
    }
}
