package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Parameter;
import dev.airlock.upstream.http.HttpOperation.Style;
import dev.airlock.upstream.http.Shape.Pair;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes one parameter in its place and style (OpenAPI 3.1, section 4.8.12). */
final class ParameterWriter {
    /** Never {@code &}, {@code ;}, {@code +}, {@code #} or brackets: with those a value could become another parameter. */
    private static final String KEPT_WHERE_RESERVED_IS_ALLOWED = ":/?@!$'()*,=";

    private final Parameter parameter;
    private final WireNames names;

    ParameterWriter(Parameter parameter, WireNames names) {
        this.parameter = parameter;
        this.names = names;
    }

    /** Writes the argument into the draft, or notes there what is wrong with it. */
    void write(Json.Obj arguments, Draft draft) {
        Json value = arguments.get(parameter.argument());
        if (value == null || value instanceof Json.Null) {
            if (parameter.in() == In.PATH) {
                draft.refuse(parameter.argument(), "is required, because it is a part of the path");
            }
            return;
        }
        if (names.isReserved(parameter.in(), parameter.name())) {
            draft.refuse(parameter.argument(), "is filled in with your credential; leave it out");
            return;
        }
        if (parameter.style() == Style.DEEP_OBJECT && value instanceof Json.Obj) {
            deepObject(value, draft);
            return;
        }
        Shape shape = parameter.style() == Style.JSON ? new Shape.Scalar(json(value)) : Shape.of(value);
        String problem = shape == null
                ? "must not contain nested lists or objects, because it is sent as a simple parameter"
                : problem(shape, draft);
        if (shape == null || problem != null) {
            draft.refuse(parameter.argument(), String.valueOf(problem));
        } else if (!shape.isEmpty()) {
            write(shape, draft);
        }
    }

    private void deepObject(Json value, Draft draft) {
        for (Pair pair : DeepObject.pairs(parameter.name(), value)) {
            draft.query(Percent.encode(pair.name()), queryValue(pair.text()));
        }
    }

    private @Nullable String problem(Shape shape, Draft draft) {
        return switch (parameter.in()) {
            case PATH -> pathProblem(shape);
            case QUERY -> collision(shape, draft);
            case HEADER -> headerProblem(shape);
            case COOKIE -> headerProblem(shape) == null ? collision(shape, draft) : headerProblem(shape);
        };
    }

    private static @Nullable String pathProblem(Shape shape) {
        if (shape.isEmpty()) {
            return PathSteps.problem("");
        }
        for (String text : shape.everyText().toList()) {
            String problem = PathSteps.problem(text);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable String headerProblem(Shape shape) {
        boolean printable = shape.everyText().allMatch(text -> text.chars().allMatch(c -> c >= ' ' && c < 0x7f));
        return printable ? null : "must be printable ASCII without line breaks, because it is sent in a header";
    }

    private @Nullable String collision(Shape shape, Draft draft) {
        if (!(shape instanceof Shape.Members(List<Pair> pairs)) || !parameter.explode()) {
            return null;
        }
        for (Pair pair : pairs) {
            if (names.isTaken(parameter, pair.name()) || !draft.claim(parameter.in(), pair.name())) {
                return "must not have the member \"" + pair.name() + "\", which is the name of another parameter";
            }
        }
        return null;
    }

    private void write(Shape shape, Draft draft) {
        switch (parameter.in()) {
            case PATH -> draft.path(parameter.name(), path(shape));
            case HEADER ->
                draft.header(parameter.name(), shape.joined(",", parameter.explode(), UnaryOperator.identity()));
            case QUERY ->
                shape.pairs(parameter.name(), delimiter(), parameter.explode(), this::queryValue)
                        .forEach(pair -> draft.query(Percent.encode(pair.name()), pair.text()));
            case COOKIE ->
                shape.pairs(parameter.name(), ",", parameter.explode(), Percent::encode)
                        .forEach(pair -> draft.cookie(Percent.encode(pair.name()), pair.text()));
        }
    }

    private String path(Shape shape) {
        return switch (parameter.style()) {
            case LABEL -> "." + shape.joined(parameter.explode() ? "." : ",", parameter.explode(), Percent::encode);
            case MATRIX -> {
                var text = new StringBuilder();
                shape.pairs(parameter.name(), ",", parameter.explode(), Percent::encode)
                        .forEach(pair -> text.append(';')
                                .append(Percent.encode(pair.name()))
                                .append('=')
                                .append(pair.text()));
                yield text.toString();
            }
            default -> shape.joined(",", parameter.explode(), Percent::encode);
        };
    }

    private String delimiter() {
        return switch (parameter.style()) {
            case SPACE_DELIMITED -> "%20";
            case PIPE_DELIMITED -> "%7C";
            default -> ",";
        };
    }

    private String queryValue(String text) {
        return Percent.encode(text, parameter.allowReserved() ? KEPT_WHERE_RESERVED_IS_ALLOWED : "");
    }

    private static String json(Json value) {
        return new String(JsonWriter.write(value), StandardCharsets.UTF_8);
    }
}
