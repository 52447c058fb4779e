package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.upstream.openapi.Document.Located;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a file is described to an agent: an object with its content, and with the name and the media type that it goes by. */
final class FileSchema {
    /** A message of an agent is bounded to a mebibyte; so is what it can carry. */
    private static final int MAX_CONTENT = 1 << 20;

    private static final int MAX_NAME = 255;
    private static final int MAX_MEDIA_TYPE = 200;

    /** The schema of one file. */
    static final Json.Obj FILE = Json.object()
            .put("type", "object")
            .put("description", "A file: its content in base64 or as text.")
            .put(
                    "properties",
                    Json.object()
                            .put("filename", text(MAX_NAME))
                            .put("contentType", text(MAX_MEDIA_TYPE))
                            .put("base64", base64())
                            .put("text", text(MAX_CONTENT))
                            .build())
            .put("oneOf", new Json.Arr(List.of(required("base64"), required("text"))))
            .put("additionalProperties", false)
            .build();

    private FileSchema() {}

    /** Returns the schema for a member that is a file or a list of files, with its own description. */
    static Json of(@Nullable Located member, Effort effort) {
        Json.Obj declared = member != null && member.value() instanceof Json.Obj object ? object : Json.Obj.EMPTY;
        var schema = new LinkedHashMap<>((Encodings.isArray(declared) ? list() : FILE).members());
        String description = declared.text("description");
        if (description != null && !description.isBlank()) {
            schema.put("description", Json.of(Texts.clean(description, effort.maxText())));
        }
        return new Json.Obj(schema);
    }

    private static Json.Obj list() {
        return Json.object().put("type", "array").put("items", FILE).build();
    }

    private static Json text(int max) {
        return Json.object().put("type", "string").put("maxLength", max).build();
    }

    private static Json base64() {
        return Json.object()
                .put("type", "string")
                .put("contentEncoding", "base64")
                .put("maxLength", MAX_CONTENT)
                .build();
    }

    private static Json required(String name) {
        return Json.object().put("required", Json.strings(List.of(name))).build();
    }
}
