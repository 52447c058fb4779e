package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Style;
import dev.airlock.upstream.openapi.Document.Located;

/**
 * One parameter of an operation.
 *
 * @param declaration the whole parameter object
 * @param schema what its values are
 */
record ApiParameter(
        In in, String name, boolean required, Style style, boolean explode, Json.Obj declaration, Located schema) {
    boolean allowReserved() {
        return declaration.isTrue("allowReserved");
    }

    String description() {
        String text = declaration.text("description");
        return text == null ? "" : text;
    }
}
