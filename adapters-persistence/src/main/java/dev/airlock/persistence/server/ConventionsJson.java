package dev.airlock.persistence.server;

import dev.airlock.domain.call.Header;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.server.ApiConventions;
import dev.airlock.domain.server.FailureSign;
import dev.airlock.domain.server.ToolReading;
import java.util.Objects;

/** The conventions of an API as they are stored. */
final class ConventionsJson {
    private ConventionsJson() {}

    static Json.Obj write(ApiConventions conventions) {
        var headers = conventions.headers().stream()
                .<Json>map(header -> Json.object()
                        .put("name", header.name())
                        .put("value", header.value())
                        .build())
                .toList();
        var failures = conventions.failures().stream()
                .<Json>map(sign -> Json.object()
                        .put("member", sign.member().text())
                        .put("equal", sign.equal())
                        .build())
                .toList();
        var json = Json.object().put("headers", new Json.Arr(headers)).put("failures", new Json.Arr(failures));
        ToolReading identity = conventions.identity();
        return (identity == null ? json : json.put("identity", ReadingJson.write(identity))).build();
    }

    static ApiConventions read(Json.Obj stored) {
        Json.Obj identity = stored.object("identity");
        return new ApiConventions(
                stored.items("headers").stream()
                        .map(header -> new Header(text(header, "name"), text(header, "value")))
                        .toList(),
                stored.items("failures").stream()
                        .map(sign -> new FailureSign(text(sign, "member"), ((Json.Obj) sign).text("equal")))
                        .toList(),
                identity == null ? null : ReadingJson.read(identity));
    }

    private static String text(Json stored, String name) {
        return Objects.requireNonNull(((Json.Obj) stored).text(name), name);
    }
}
