package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.upstream.http.Body.Encoding;
import dev.airlock.upstream.http.Body.Kind;
import dev.airlock.upstream.openapi.Document.Located;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the members of a form are written where their values alone do not say it (OpenAPI 3.1, section 4.8.15). */
final class Encodings {
    private final Document document;
    private final ApiBody body;
    private final boolean parts;

    Encodings(Document document, ApiBody body) {
        this.document = document;
        this.body = body;
        this.parts = MediaTypes.isMultipart(body.contentType());
    }

    /** Returns the encodings by the names of members, for those described and for those that only the encodings name. */
    Map<String, Encoding> of(Map<String, Located> members) throws RefusedException {
        var encodings = new LinkedHashMap<String, Encoding>();
        if (!parts && !MediaTypes.isForm(body.contentType())) {
            return encodings;
        }
        var names = new LinkedHashSet<>(members.keySet());
        names.addAll(body.encodings().members().keySet());
        for (String name : names) {
            Located member = members.get(name);
            Json.Obj declared = body.encodings().object(name);
            Encoding encoding = encoding(schema(member), declared == null ? Json.Obj.EMPTY : declared);
            if (encoding != null) {
                encodings.put(name, encoding);
            }
        }
        return encodings;
    }

    private Json.Obj schema(@Nullable Located member) throws RefusedException {
        Located target = member == null ? null : document.follow(member);
        if (target == null || !(target.value() instanceof Json.Obj schema)) {
            return Json.Obj.EMPTY;
        }
        Json items = isArray(schema) ? schema.get("items") : null;
        return items == null ? schema : schema(target.child("items", items));
    }

    private @Nullable Encoding encoding(Json.Obj schema, Json.Obj declared) {
        String contentType = contentType(declared);
        if (parts && isFile(schema, contentType)) {
            return new Encoding(Kind.FILE, contentType);
        }
        if (contentType != null && MediaTypes.isJson(contentType)) {
            return new Encoding(Kind.JSON, parts ? contentType : null);
        }
        return parts ? null : style(declared);
    }

    /** The one type that is declared; a choice of several is the agent's. */
    private static @Nullable String contentType(Json.Obj declared) {
        String type = declared.text("contentType");
        return type == null || type.contains(",") || type.equals("*/*") || !MediaTypes.isValid(type) ? null : type;
    }

    private static boolean isFile(Json.Obj schema, @Nullable String contentType) {
        boolean text = Keywords.types(schema).equals(List.of("string"))
                || Keywords.types(schema).isEmpty();
        boolean binary = "binary".equals(schema.text("format"))
                || (schema.text("contentMediaType") != null && schema.text("contentEncoding") == null)
                || (contentType != null && MediaTypes.isBinary(contentType));
        return text && binary;
    }

    private static @Nullable Encoding style(Json.Obj declared) {
        Kind kind = switch (String.valueOf(declared.text("style"))) {
            case "deepObject" -> Kind.BRACKETED;
            case "spaceDelimited" -> Kind.SPACE_DELIMITED;
            case "pipeDelimited" -> Kind.PIPE_DELIMITED;
            default -> Kind.COMMA_DELIMITED;
        };
        boolean exploded =
                kind != Kind.BRACKETED && (!declared.members().containsKey("explode") || declared.isTrue("explode"));
        return exploded ? null : new Encoding(kind, null);
    }

    static boolean isArray(Json.Obj schema) {
        return "array".equals(schema.text("type"));
    }
}
