package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.upstream.openapi.Document.Located;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses the body of an operation among the media types that it takes. */
final class Bodies {
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final Document document;
    private final Warnings warnings;

    Bodies(Document document, Warnings warnings) {
        this.document = document;
        this.warnings = warnings;
    }

    /** What an operation takes. */
    sealed interface Choice {
        /** A body, or none. */
        record Usable(@Nullable ApiBody body) implements Choice {}

        /** It cannot be called without a body of a kind that cannot be sent. */
        record Unusable(String reason) implements Choice {}
    }

    Choice of(ApiOperation operation) throws RefusedException {
        Json declared = operation.operation().get("requestBody");
        Place place = operation.place().then("requestBody");
        Located body = declared == null ? null : document.follow(new Located(declared, place, place));
        if (body == null || !(body.value() instanceof Json.Obj object)) {
            return new Choice.Usable(null);
        }
        if (WITHOUT_BODY.contains(operation.method())) {
            warnings.add(place, "The body of a " + operation.method() + " operation is not sent");
            return new Choice.Usable(null);
        }
        Json.Obj content = object.object("content");
        if (content == null || content.members().isEmpty()) {
            return new Choice.Usable(null);
        }
        return choose(operation, object, content, body.place());
    }

    /** Authors who list required members mostly forget to say that the body is required too. */
    private static boolean isImplied(ApiOperation operation, Json.Obj body) {
        return WITH_BODY.contains(operation.method()) && !body.members().containsKey("required");
    }

    private static Choice choose(ApiOperation operation, Json.Obj body, Json.Obj content, Place place) {
        Optional<String> best = content.members().keySet().stream().min(Comparator.comparingInt(MediaTypes::rank));
        String type = best.orElseThrow();
        if (MediaTypes.rank(type) == MediaTypes.UNUSABLE) {
            return new Choice.Unusable("it takes a body of type " + Texts.line(type, 80) + ", which cannot be sent");
        }
        Json.Obj media = content.object(type);
        Json schema = media == null ? null : media.get("schema");
        if (MediaTypes.isMultipart(type) && isArray(schema)) {
            return new Choice.Unusable("the parts of its body have no names");
        }
        Place at = place.then("content").then(type).then("schema");
        String description = body.text("description");
        Json.Obj encodings = media == null ? null : media.object("encoding");
        boolean opaque = MediaTypes.isBinary(type) || (MediaTypes.isText(type) && !MediaTypes.isJson(type));
        return new Choice.Usable(new ApiBody(
                MediaTypes.isAny(type) ? "application/json" : type,
                body.isTrue("required"),
                body.isTrue("required") || isImplied(operation, body),
                description == null ? "" : description,
                schema == null || opaque ? null : new Located(schema, at, at),
                encodings == null ? Json.Obj.EMPTY : encodings));
    }

    private static boolean isArray(@Nullable Json schema) {
        return schema instanceof Json.Obj object && "array".equals(object.text("type"));
    }
}
