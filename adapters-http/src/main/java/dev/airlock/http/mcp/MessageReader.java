package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.http.web.Ascii;
import org.jspecify.annotations.Nullable;

/** Reads one JSON-RPC 2.0 message. */
final class MessageReader {
    private static final int MAX_ID = 256;

    private MessageReader() {}

    static Message read(byte[] body) {
        Json document;
        try {
            document = JsonReader.read(body);
        } catch (JsonSyntaxException e) {
            return malformed(null, RpcError.notJson(String.valueOf(e.getMessage())));
        }
        return switch (document) {
            case Json.Obj message -> message(message);
            case Json.Arr batch -> malformed(null, "batches are not served; send one message in each request");
            default -> malformed(null, "a message is a JSON object, not a value of type " + document.kind());
        };
    }

    private static Message message(Json.Obj message) {
        Json id = message.get("id");
        if (id != null && !isId(id)) {
            return malformed(null, "an id is a string of at most " + MAX_ID + " characters or an integer");
        }
        if (!"2.0".equals(message.text("jsonrpc"))) {
            return malformed(id, "the member \"jsonrpc\" must be \"2.0\"");
        }
        if (message.get("method") == null && (message.get("result") != null || message.get("error") != null)) {
            return new Message.Response();
        }
        String method = message.text("method");
        if (method == null) {
            return malformed(id, "the member \"method\" must be a string");
        }
        return withParams(id, method, message.get("params"));
    }

    private static Message withParams(@Nullable Json id, String method, @Nullable Json params) {
        if (params != null && !(params instanceof Json.Obj)) {
            return malformed(id, "the member \"params\" must be an object");
        }
        Json.Obj object = params instanceof Json.Obj given ? given : Json.Obj.EMPTY;
        return id == null ? new Message.Notification(method, object) : new Message.Request(id, method, object);
    }

    private static boolean isId(Json id) {
        return switch (id) {
            case Json.Str(String text) -> text.length() <= MAX_ID;
            case Json.Num(String literal) -> Ascii.consistsOf(literal, c -> c == '-' || Ascii.isDigit(c));
            case Json.Obj o -> false;
            case Json.Arr a -> false;
            case Json.Bool b -> false;
            case Json.Null n -> false;
        };
    }

    private static Message malformed(@Nullable Json id, String problem) {
        return malformed(id, RpcError.notARequest(problem));
    }

    private static Message malformed(@Nullable Json id, RpcError error) {
        return new Message.Malformed(id, error);
    }
}
