package dev.airlock.http.api;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.MemberPath;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.server.ToolReading;
import dev.airlock.domain.tool.ToolName;
import org.jspecify.annotations.Nullable;

/** What Airlock reads at the service with a connection's credential: a tool, its arguments, and where in the answer the value stands. */
record ReadingBody(
        @Nullable String tool,
        @Nullable RawJson arguments,
        @Nullable String member) {
    static ReadingBody of(ToolReading reading) {
        return new ReadingBody(
                reading.tool().value(),
                RawJson.of(reading.arguments()),
                reading.member().text());
    }

    ToolReading read(String field) {
        return new ToolReading(
                Input.required(field + ".tool", tool, ToolName::new),
                arguments == null ? Json.Obj.EMPTY : arguments.parse(),
                Input.required(field + ".member", member, MemberPath::new));
    }
}
