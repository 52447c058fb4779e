package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a description.
 *
 * @param method upper case
 * @param item the path item that it belongs to
 */
record ApiOperation(String method, String path, Json.Obj item, Json.Obj operation, Place place) {
    @Nullable
    String operationId() {
        return operation.text("operationId");
    }

    String summary() {
        String own = operation.text("summary");
        return own == null ? "" : own;
    }

    Place itemPlace() {
        Place parent = place.parent();
        return parent == null ? Place.ROOT : parent;
    }

    boolean deprecated() {
        return operation.isTrue("deprecated");
    }
}
