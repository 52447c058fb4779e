package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;

/** The events of one subscription, each under the id of the request that made it. */
final class SubscriptionStream {
    private final EventStream events;
    private final byte[] meta;

    /** Begins the response. */
    SubscriptionStream(HttpServletResponse response, Json id) throws IOException {
        this.events = new EventStream(response);
        this.meta = JsonWriter.write(
                Json.object().put("io.modelcontextprotocol/subscriptionId", id).build());
    }

    /** Sends a notification of this subscription. */
    void notify(String method, Consumer<JsonWriter> params) throws IOException {
        JsonWriter message = new JsonWriter(256)
                .beginObject()
                .name("jsonrpc")
                .text("2.0")
                .name("method")
                .text(method)
                .name("params")
                .beginObject()
                .name("_meta")
                .raw(meta);
        params.accept(message);
        events.send(message.endObject().endObject().toByteArray());
    }

    /** Ends the subscription in good order. */
    void finish(Json id) throws IOException {
        events.send(new JsonWriter(256)
                .beginObject()
                .name("jsonrpc")
                .text("2.0")
                .name("id")
                .value(id)
                .name("result")
                .beginObject()
                .name("resultType")
                .text("complete")
                .name("_meta")
                .raw(meta)
                .endObject()
                .endObject()
                .toByteArray());
    }

    /** Shows clients and proxies that the stream lives. */
    void keepAlive() throws IOException {
        events.keepAlive();
    }
}
