package dev.airlock.upstream.openapi;

import dev.airlock.upstream.openapi.Document.Located;
import org.jspecify.annotations.Nullable;

/**
 * The body that an operation takes.
 *
 * @param required whether it must be sent
 * @param membersRequired whether the members that its schema requires must be sent
 * @param schema what it holds, null for plain text and where nothing is said
 */
record ApiBody(
        String contentType,
        boolean required,
        boolean membersRequired,
        String description,
        @Nullable Located schema) {
    boolean hasMembers() {
        return MediaTypes.isJson(contentType) || MediaTypes.isForm(contentType);
    }
}
