package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What surrounds the members of a JSON-RPC response, by era. */
final class ResultFrame {
    /** The legacy era adds nothing. */
    static final ResultFrame LEGACY = new ResultFrame(null);

    private static final int OVERHEAD = 320;

    private final byte @Nullable [] meta;

    private ResultFrame(byte @Nullable [] meta) {
        this.meta = meta;
    }

    /** The modern era says that a result is complete, and which server it is from. */
    static ResultFrame modern(ServerInfo server) {
        return new ResultFrame(JsonWriter.write(Json.object()
                .put("io.modelcontextprotocol/serverInfo", server.json())
                .build()));
    }

    /** Writes a result whose members take about so many bytes. */
    Answer.Result result(Json id, int size, Consumer<JsonWriter> members) {
        return result(id, size, "complete", members);
    }

    /** Writes a result that is none yet, because the caller must give something first; of the modern era. */
    Answer.Result inputRequired(Json id, Consumer<JsonWriter> members) {
        return result(id, 512, "input_required", members);
    }

    /** Writes the task that stands for a result; of the modern era. */
    Answer.Result task(Json id, Consumer<JsonWriter> members) {
        return result(id, 512, "task", members);
    }

    private Answer.Result result(Json id, int size, String type, Consumer<JsonWriter> members) {
        JsonWriter out = open(id, size + OVERHEAD).name("result").beginObject();
        if (meta != null) {
            out.name("resultType").text(type).name("_meta").raw(meta);
        }
        members.accept(out);
        return new Answer.Result(out.endObject().endObject().toByteArray());
    }

    /** Writes an error; without an id where there is none to name. */
    static byte[] error(@Nullable Json id, RpcError error) {
        JsonWriter out = open(id, OVERHEAD)
                .name("error")
                .beginObject()
                .name("code")
                .number(error.code())
                .name("message")
                .text(error.message());
        if (error.data() != null) {
            out.name("data").value(error.data());
        }
        return out.endObject().endObject().toByteArray();
    }

    private static JsonWriter open(@Nullable Json id, int size) {
        JsonWriter out = new JsonWriter(size).beginObject().name("jsonrpc").text("2.0");
        return id == null ? out : out.name("id").value(id);
    }
}
