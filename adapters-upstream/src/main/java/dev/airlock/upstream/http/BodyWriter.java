package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.upstream.http.HttpOperation.Body;
import dev.airlock.upstream.http.Shape.Pair;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the body: as JSON, as a form or as text. */
final class BodyWriter {
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+*-]+/[A-Za-z0-9!#$&^_.+*-]+(\\s*;\\s*[A-Za-z0-9-]+=[A-Za-z0-9._\"-]+)*");
    private static final byte[] NONE = {};

    private enum Form {
        JSON,
        URLENCODED,
        TEXT
    }

    private final Body body;
    private final Form form;
    private final Set<String> parameters;
    private final boolean bodyExpected;

    /** Makes a writer; a media type that cannot be sent is an {@link IllegalArgumentException}. */
    BodyWriter(Body body, Set<String> parameters, String method) {
        if (!MEDIA_TYPE.matcher(body.contentType()).matches()) {
            throw new IllegalArgumentException("\"" + body.contentType() + "\" is no media type");
        }
        this.body = body;
        this.form = form(body.contentType().toLowerCase(Locale.ROOT));
        this.parameters = Set.copyOf(parameters);
        this.bodyExpected = Set.of("POST", "PUT", "PATCH").contains(method);
    }

    private static Form form(String mediaType) {
        if (mediaType.startsWith("multipart/")) {
            throw new IllegalArgumentException("bodies of type " + mediaType + " cannot be sent");
        }
        String bare = mediaType.split(";", 2)[0].strip();
        if (bare.endsWith("json") || bare.equals("*/*") || bare.equals("application/*")) {
            return Form.JSON;
        }
        return bare.equals("application/x-www-form-urlencoded") ? Form.URLENCODED : Form.TEXT;
    }

    /** The media type that goes with a body. */
    String contentType() {
        String declared = body.contentType();
        return declared.endsWith("/*") ? (form == Form.TEXT ? "text/plain" : "application/json") : declared;
    }

    /** Returns the body's bytes; empty for no body. */
    byte[] write(Json.Obj arguments) {
        Json value = body.argument() == null ? members(arguments) : arguments.get(body.argument());
        return value == null
                ? NONE
                : switch (form) {
                    case JSON -> JsonWriter.write(value);
                    case URLENCODED -> urlencoded(value).getBytes(StandardCharsets.UTF_8);
                    case TEXT -> {
                        String text = Shape.text(value);
                        yield text == null ? JsonWriter.write(value) : text.getBytes(StandardCharsets.UTF_8);
                    }
                };
    }

    private @Nullable Json members(Json.Obj arguments) {
        var members = new LinkedHashMap<String, Json>();
        arguments.members().forEach((argument, value) -> {
            if (!parameters.contains(argument)) {
                members.put(body.renamed().getOrDefault(argument, argument), value);
            }
        });
        return members.isEmpty() && !bodyExpected ? null : new Json.Obj(members);
    }

    private static String urlencoded(Json value) {
        if (!(value instanceof Json.Obj(Map<String, Json> members))) {
            String text = Shape.text(value);
            return text == null ? "" : encode(text);
        }
        return members.entrySet().stream()
                .flatMap(member -> pairs(member.getKey(), member.getValue()).stream())
                .map(pair -> encode(pair.name()) + "=" + encode(pair.text()))
                .collect(Collectors.joining("&"));
    }

    private static List<Pair> pairs(String name, Json value) {
        Shape shape = value instanceof Json.Arr ? Shape.of(value) : null;
        return shape instanceof Shape.Items(List<String> texts)
                ? texts.stream().map(text -> new Pair(name, text)).toList()
                : DeepObject.pairs(name, value);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
