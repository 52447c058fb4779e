package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.io.IOException;
import java.util.function.Consumer;

/** The events of one subscription, each under the id of the request that made it. */
final class SubscriptionStream implements NotificationStream {
    private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";
    private static final String LIST_CHANGED = "notifications/tools/list_changed";

    private final Messages messages;
    private final Json id;
    private final boolean toolsListChanged;
    private final byte[] meta;

    /** The request of this id wants to hear of changes of the list of tools or of nothing. */
    SubscriptionStream(Messages messages, Json id, boolean toolsListChanged) {
        this.messages = messages;
        this.id = id;
        this.toolsListChanged = toolsListChanged;
        this.meta = JsonWriter.write(
                Json.object().put("io.modelcontextprotocol/subscriptionId", id).build());
    }

    @Override
    public void begin() throws IOException {
        notify(ACKNOWLEDGED, out -> {
            out.name("notifications").beginObject();
            if (toolsListChanged) {
                out.name("toolsListChanged").bool(true);
            }
            out.endObject();
        });
    }

    /** This era has no word for a service that is connected; that its tools can be used now is the nearest. */
    @Override
    public boolean tell(Sight before, Sight now) throws IOException {
        boolean news = toolsListChanged && (now.listsOtherThan(before) || now.connectedSince(before));
        if (news) {
            notify(LIST_CHANGED, out -> {});
        }
        return news;
    }

    private void notify(String method, Consumer<JsonWriter> params) throws IOException {
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
        messages.send(message.endObject().endObject().toByteArray());
    }

    @Override
    public void end() throws IOException {
        messages.send(new JsonWriter(256)
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

    @Override
    public void keepAlive() throws IOException {
        messages.keepAlive();
    }
}
