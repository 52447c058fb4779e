package dev.airlock.domain.approval;

import dev.airlock.domain.digest.Fields;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.tool.ToolName;
import java.util.HexFormat;

/**
 * What a call would change, as it was found at the service before.
 *
 * @param reader the tool that it was read with
 * @param seen the part of the answer that the call is about
 */
public record PresentState(ToolName reader, Json.Obj seen) {
    /** The members of an answer that a shape has too, at any depth; everything below a member that is no object in both. */
    public static PresentState of(ToolName reader, Json.Obj answer, Json.Obj shape) {
        return new PresentState(reader, within(answer, shape));
    }

    private static Json.Obj within(Json.Obj answer, Json.Obj shape) {
        var found = Json.object();
        shape.members().forEach((name, wanted) -> {
            Json value = answer.get(name);
            if (value != null) {
                found.put(
                        name,
                        value instanceof Json.Obj inner && wanted instanceof Json.Obj part
                                ? within(inner, part)
                                : value);
            }
        });
        return found.build();
    }

    /** What of it another answer has exactly so: what changes by itself from one moment to the next is no news. */
    public PresentState alsoIn(Json.Obj answer) {
        var stable = Json.object();
        seen.members().forEach((name, value) -> {
            if (value.equals(answer.get(name))) {
                stable.put(name, value);
            }
        });
        return new PresentState(reader, stable.build());
    }

    /** SHA-256 over all of it, in hexadecimal digits. */
    public String digest() {
        return HexFormat.of()
                .formatHex(new Fields()
                        .add("present state")
                        .add(reader.value())
                        .add(JsonWriter.canonical(seen))
                        .sha256());
    }
}
