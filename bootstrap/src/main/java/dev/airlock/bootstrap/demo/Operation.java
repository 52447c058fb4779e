package dev.airlock.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One operation of the description; {@code body} is a missing node if it takes none. */
record Operation(String id, String method, PathTemplate path, List<Parameter> parameters, JsonNode body) {
    boolean takesBody() {
        return !body.isMissingNode();
    }

    boolean servesMethod(String requested) {
        return method.equalsIgnoreCase(requested);
    }
}
