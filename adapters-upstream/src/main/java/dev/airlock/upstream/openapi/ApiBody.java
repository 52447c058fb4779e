package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.upstream.openapi.Document.Located;
import org.jspecify.annotations.Nullable;

/**
 * The body that an operation takes.
 *
 * @param required whether it must be sent
 * @param membersRequired whether the members that its schema requires must be sent
 * @param schema what it holds, null for plain text, for bytes and where nothing is said
 * @param encodings how the members of a form are to be written, as the description has it
 */
record ApiBody(
        String contentType,
        boolean required,
        boolean membersRequired,
        String description,
        @Nullable Located schema,
        Json.Obj encodings) {
    boolean hasMembers() {
        return MediaTypes.isJson(contentType) || MediaTypes.isForm(contentType) || MediaTypes.isMultipart(contentType);
    }
}
