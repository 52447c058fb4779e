package dev.airlock.persistence.server;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.MemberPath;
import dev.airlock.domain.server.ToolReading;
import dev.airlock.domain.tool.ToolName;
import java.util.Objects;

/** What Airlock reads at a service, as it is stored: {@code {"tool", "arguments", "member"}}. */
final class ReadingJson {
    private ReadingJson() {}

    static Json.Obj write(ToolReading reading) {
        return Json.object()
                .put("tool", reading.tool().value())
                .put("arguments", reading.arguments())
                .put("member", reading.member().text())
                .build();
    }

    static ToolReading read(Json.Obj stored) {
        return new ToolReading(
                new ToolName(Objects.requireNonNull(stored.text("tool"))),
                Objects.requireNonNull(stored.object("arguments")),
                new MemberPath(Objects.requireNonNull(stored.text("member"))));
    }
}
