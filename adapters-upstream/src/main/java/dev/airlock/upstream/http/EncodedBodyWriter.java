package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes arguments as JSON, as a form, as parts, as text or as the bytes of a file. */
final class EncodedBodyWriter implements BodyWriter {
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+*-]+/[A-Za-z0-9!#$&^_.+*-]+(\\s*;\\s*[A-Za-z0-9-]+=[A-Za-z0-9._\"-]+)*");

    /** Writes the value that is to be the body. */
    private interface Form {
        Written write(Json value, Draft draft);
    }

    private final Body.Encoded body;
    private final Set<String> parameters;
    private final boolean bodyExpected;
    private final Form form;

    private EncodedBodyWriter(Body.Encoded body, Set<String> parameters, boolean bodyExpected, Form form) {
        this.body = body;
        this.parameters = Set.copyOf(parameters);
        this.bodyExpected = bodyExpected;
        this.form = form;
    }

    static EncodedBodyWriter of(Body.Encoded body, Set<String> parameters, String method) {
        if (!isMediaType(body.contentType())) {
            throw new IllegalArgumentException("\"" + body.contentType() + "\" is no media type");
        }
        body.encodings().values().forEach(encoding -> {
            if (encoding.contentType() != null && !isMediaType(encoding.contentType())) {
                throw new IllegalArgumentException("\"" + encoding.contentType() + "\" is no media type");
            }
        });
        boolean expected = Set.of("POST", "PUT", "PATCH").contains(method);
        return new EncodedBodyWriter(body, parameters, expected, form(body));
    }

    static boolean isMediaType(String text) {
        return MEDIA_TYPE.matcher(text).matches();
    }

    private static Form form(Body.Encoded body) {
        String declared = body.contentType();
        String bare = MediaType.base(declared);
        if (bare.startsWith("multipart/")) {
            var parts = new MultipartWriter(bare, body.encodings());
            return parts::write;
        }
        if (bare.endsWith("json") || bare.equals("*/*") || bare.equals("application/*")) {
            String type = bare.endsWith("*") ? "application/json" : declared;
            return (value, draft) -> new Written(type, JsonWriter.write(value));
        }
        if (bare.equals("application/x-www-form-urlencoded")) {
            var fields = new FormWriter(body.encodings());
            return (value, draft) -> new Written(declared, fields.write(value).getBytes(StandardCharsets.US_ASCII));
        }
        String argument = body.argument();
        Body.Encoding encoding = argument == null ? null : body.encodings().get(argument);
        if (argument != null && encoding != null) {
            return file(argument, declared, encoding);
        }
        String type = bare.endsWith("/*") ? "text/plain" : declared;
        return (value, draft) -> new Written(type, text(value));
    }

    private static Form file(String argument, String declared, Body.Encoding encoding) {
        if (encoding.kind() != Body.Kind.FILE) {
            throw new IllegalArgumentException("a whole body is encoded as its media type says, or it is a file");
        }
        return (value, draft) -> {
            FileArgument file = FileArgument.read(argument, value, draft);
            return file == null ? NOTHING : new Written(file.mediaType(declared), file.bytes());
        };
    }

    @Override
    public Written write(Json.Obj arguments, Draft draft) {
        Json value = body.argument() == null ? members(arguments) : arguments.get(body.argument());
        return value == null ? NOTHING : form.write(value, draft);
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

    private static byte[] text(Json value) {
        String text = Shape.text(value);
        return text == null ? JsonWriter.write(value) : text.getBytes(StandardCharsets.UTF_8);
    }
}
