package dev.airlock.http.console;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/** Writes JSON for people: one member a line, two spaces deeper each level. */
final class PrettyJson {
    private final StringBuilder text = new StringBuilder();

    private PrettyJson() {}

    static String of(Json value) {
        var pretty = new PrettyJson();
        pretty.write(value, "\n");
        return pretty.text.toString();
    }

    private void write(Json value, String margin) {
        switch (value) {
            case Json.Obj object when !object.members().isEmpty() -> members(object, margin);
            case Json.Arr array when !array.items().isEmpty() -> items(array, margin);
            default -> text.append(plain(value));
        }
    }

    private void members(Json.Obj object, String margin) {
        text.append('{');
        Iterator<Map.Entry<String, Json>> members = object.members().entrySet().iterator();
        while (members.hasNext()) {
            Map.Entry<String, Json> member = members.next();
            text.append(margin)
                    .append("  ")
                    .append(plain(Json.of(member.getKey())))
                    .append(": ");
            write(member.getValue(), margin + "  ");
            text.append(members.hasNext() ? "," : "");
        }
        text.append(margin).append('}');
    }

    private void items(Json.Arr array, String margin) {
        text.append('[');
        Iterator<Json> items = array.items().iterator();
        while (items.hasNext()) {
            text.append(margin).append("  ");
            write(items.next(), margin + "  ");
            text.append(items.hasNext() ? "," : "");
        }
        text.append(margin).append(']');
    }

    private static String plain(Json value) {
        return new String(JsonWriter.write(value), StandardCharsets.UTF_8);
    }
}
