package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Server-sent events of one subscription; each is on the wire when the call returns. */
final class EventStream {
    private static final byte[] BEFORE = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SILENCE = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final ServletOutputStream out;
    private final byte[] meta;

    /** Begins the response; proxies are asked not to hold it back. */
    EventStream(HttpServletResponse response, Json id) throws IOException {
        response.setContentType(MediaTypes.EVENT_STREAM);
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Accel-Buffering", "no");
        this.out = response.getOutputStream();
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
        send(message.endObject().endObject().toByteArray());
    }

    /** Ends the subscription in good order. */
    void finish(Json id) throws IOException {
        send(new JsonWriter(256)
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
        out.write(SILENCE);
        out.flush();
    }

    private void send(byte[] json) throws IOException {
        var event = new ByteArrayOutputStream(json.length + 32);
        event.writeBytes(BEFORE);
        event.writeBytes(json);
        event.writeBytes(AFTER);
        out.write(event.toByteArray());
        out.flush();
    }
}
