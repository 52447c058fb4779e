package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import dev.airlock.upstream.http.Shape.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes nested values as {@code name[member][0]=text}, the way that servers which read nested parameters agree on. */
final class DeepObject {
    private final List<Pair> pairs = new ArrayList<>();

    private DeepObject() {}

    /** Returns the value's pairs; names and texts are not encoded yet. */
    static List<Pair> pairs(String name, Json value) {
        var writer = new DeepObject();
        writer.write(name, value);
        return writer.pairs;
    }

    private void write(String name, Json value) {
        switch (value) {
            case Json.Obj(Map<String, Json> members) ->
                members.forEach((member, nested) -> write(name + "[" + member + "]", nested));
            case Json.Arr(List<Json> items) -> {
                for (int i = 0; i < items.size(); i++) {
                    write(name + "[" + i + "]", items.get(i));
                }
            }
            default -> {
                String text = Shape.text(value);
                if (text != null) {
                    pairs.add(new Pair(name, text));
                }
            }
        }
    }
}
