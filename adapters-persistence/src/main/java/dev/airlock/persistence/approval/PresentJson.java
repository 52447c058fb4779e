package dev.airlock.persistence.approval;

import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonLimits;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.tool.ToolName;
import java.util.Objects;

/** What requests would change, as the bytes that are sealed. */
final class PresentJson {
    private PresentJson() {}

    static byte[] write(PresentState state) {
        return JsonWriter.write(Json.object()
                .put("reader", state.reader().value())
                .put("seen", state.seen())
                .build());
    }

    static PresentState read(byte[] stored) {
        try {
            Json.Obj state = (Json.Obj) JsonReader.read(stored, JsonLimits.DOCUMENT);
            return new PresentState(
                    new ToolName(Objects.requireNonNull(state.text("reader"))),
                    Objects.requireNonNull(state.object("seen")));
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException("a stored state is no JSON", e);
        }
    }
}
