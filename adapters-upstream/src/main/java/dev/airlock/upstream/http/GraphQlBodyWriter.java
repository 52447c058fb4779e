package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;

/** Writes a stored GraphQL document with the arguments as its variables. */
final class GraphQlBodyWriter implements BodyWriter {
    private static final String JSON = "application/json";

    private final Body.GraphQl body;

    GraphQlBodyWriter(Body.GraphQl body) {
        this.body = body;
    }

    @Override
    public Written write(Json.Obj arguments, Draft draft) {
        byte[] bytes = new JsonWriter(body.document().length() + 256)
                .beginObject()
                .name("query")
                .text(body.document())
                .name("operationName")
                .text(body.operationName())
                .name("variables")
                .value(arguments)
                .endObject()
                .toByteArray();
        return new Written(JSON, bytes);
    }
}
