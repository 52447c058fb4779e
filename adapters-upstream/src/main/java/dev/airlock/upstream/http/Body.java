package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operation sends as its body; stored with the operation as JSON. */
public sealed interface Body {
    /**
     * Arguments, encoded as a media type. Either one argument is the whole body, or every argument that is no parameter is a member of it.
     *
     * @param contentType the media type that is sent, such as {@code application/json}
     * @param argument the argument that is the whole body, null where arguments are members
     * @param renamed members whose argument has another name, as argument to member, because a parameter has theirs
     * @param encodings how members are written that are not written as their value suggests, by the member's name; for a whole body, by the argument's
     */
    record Encoded(
            String contentType, @Nullable String argument, Map<String, String> renamed, Map<String, Encoding> encodings)
            implements Body {
        public Encoded {
            renamed = Map.copyOf(renamed);
            encodings = Map.copyOf(encodings);
        }

        /** A body whose members are all written as their values suggest. */
        public Encoded(String contentType, @Nullable String argument, Map<String, String> renamed) {
            this(contentType, argument, renamed, Map.of());
        }
    }

    /**
     * A stored GraphQL document; every argument is a variable of it.
     *
     * @param operationName the operation of the document that is run
     * @param pages variables that take the mark of a next page, each with the names that lead below the answer's data to what has pages
     */
    record GraphQl(String document, String operationName, Map<String, List<String>> pages) implements Body {
        public GraphQl {
            pages = Collections.unmodifiableMap(new LinkedHashMap<>(pages));
        }

        /** A document without pages. */
        public GraphQl(String document, String operationName) {
            this(document, operationName, Map.of());
        }
    }

    /**
     * How one member is written.
     *
     * @param contentType the media type of its part, null for the one that goes with the kind
     */
    record Encoding(Kind kind, @Nullable String contentType) {}

    /** The ways in which a member can be written other than its value suggests. */
    enum Kind {
        /** A file: its bytes, with a name and a media type where there is a place for them. */
        FILE,
        /** As JSON, whatever it is. */
        JSON,
        /** Items and members in one text, separated by commas. */
        COMMA_DELIMITED,
        /** Items in one text, separated by spaces. */
        SPACE_DELIMITED,
        /** Items in one text, separated by pipes. */
        PIPE_DELIMITED,
        /** One by one, the way there in brackets: {@code a[0][b]}. */
        BRACKETED
    }

    /** Writes the body for storage. */
    default Json.Obj toJson() {
        return switch (this) {
            case Encoded encoded -> toJson(encoded);
            case GraphQl graphQl -> toJson(graphQl);
        };
    }

    private static Json.Obj toJson(GraphQl body) {
        var json = Json.object().put("document", body.document()).put("operationName", body.operationName());
        if (!body.pages().isEmpty()) {
            var pages = Json.object();
            body.pages().forEach((variable, path) -> pages.put(variable, Json.strings(path)));
            json.put("pages", pages.build());
        }
        return json.build();
    }

    private static Json.Obj toJson(Encoded body) {
        var renamed = Json.object();
        body.renamed().forEach(renamed::put);
        var json = Json.object()
                .put("contentType", body.contentType())
                .put("argument", body.argument())
                .put("renamed", renamed.build());
        if (!body.encodings().isEmpty()) {
            var encodings = Json.object();
            body.encodings().forEach((member, encoding) -> encodings.put(member, toJson(encoding)));
            json.put("encodings", encodings.build());
        }
        return json.build();
    }

    private static Json toJson(Encoding encoding) {
        return Json.object()
                .put("kind", encoding.kind().name())
                .put("contentType", encoding.contentType())
                .build();
    }

    /** Reads what {@link #toJson} wrote. */
    static Body fromJson(Json.Obj json) {
        String document = json.text("document");
        return document == null ? encoded(json) : graphQl(document, json);
    }

    private static GraphQl graphQl(String document, Json.Obj json) {
        var pages = new LinkedHashMap<String, List<String>>();
        members(json, "pages")
                .forEach((variable, path) -> pages.put(
                        variable,
                        ((Json.Arr) path)
                                .items().stream()
                                        .map(name -> ((Json.Str) name).value())
                                        .toList()));
        return new GraphQl(document, HttpOperation.required(json, "operationName"), pages);
    }

    private static Encoded encoded(Json.Obj json) {
        var renamed = new LinkedHashMap<String, String>();
        members(json, "renamed").forEach((argument, member) -> renamed.put(argument, ((Json.Str) member).value()));
        var encodings = new LinkedHashMap<String, Encoding>();
        members(json, "encodings").forEach((member, encoding) -> encodings.put(member, encoding((Json.Obj) encoding)));
        return new Encoded(HttpOperation.required(json, "contentType"), json.text("argument"), renamed, encodings);
    }

    private static Encoding encoding(Json.Obj json) {
        return new Encoding(Kind.valueOf(HttpOperation.required(json, "kind")), json.text("contentType"));
    }

    private static Map<String, Json> members(Json.Obj json, String name) {
        Json.Obj object = json.object(name);
        return object == null ? Map.of() : object.members();
    }
}
