package dev.airlock.http.console;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.json.MemberPath;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.server.ToolReading;
import dev.airlock.domain.tool.ToolName;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What Airlock reads at a service, as it is typed.
 *
 * @param arguments one JSON object; empty for none
 */
record ReadingForm(String tool, String arguments, String member) {
    static ReadingForm of(@Nullable ToolReading reading) {
        return reading == null
                ? new ReadingForm("", "", "")
                : new ReadingForm(
                        reading.tool().value(),
                        reading.arguments().members().isEmpty()
                                ? ""
                                : RawJson.of(reading.arguments()).text(),
                        reading.member().text());
    }

    /** Reads it; null where no tool is named. What is not valid is an {@link IllegalArgumentException} that says what would be. */
    @Nullable
    ToolReading read() {
        if (tool.isEmpty()) {
            return null;
        }
        if (!ToolName.isValid(tool)) {
            throw new IllegalArgumentException("\"" + tool + "\" is no tool's name");
        }
        return new ToolReading(new ToolName(tool), object(), new MemberPath(member));
    }

    private Json.Obj object() {
        try {
            return arguments.isEmpty()
                    ? Json.Obj.EMPTY
                    : (Json.Obj) JsonReader.read(arguments.getBytes(StandardCharsets.UTF_8));
        } catch (JsonSyntaxException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "the arguments of " + tool + " are one JSON object, such as {\"id\": \"me\"}", e);
        }
    }
}
