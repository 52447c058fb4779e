package dev.airlock.persistence.server;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.MemberPath;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.server.ServerVariable.Discovery;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The variables of a server's URLs as they are stored. */
final class VariablesJson {
    private VariablesJson() {}

    static Json.Arr write(List<ServerVariable> variables) {
        return new Json.Arr(variables.stream()
                .<Json>map(variable -> {
                    var json = Json.object()
                            .put("name", variable.name())
                            .put("description", variable.description())
                            .put("standard", variable.standard())
                            .put("values", Json.strings(variable.values()));
                    Discovery discovery = variable.discovery();
                    return (discovery == null ? json : json.put("discovery", write(discovery))).build();
                })
                .toList());
    }

    private static Json.Obj write(Discovery discovery) {
        return switch (discovery) {
            case Discovery.TokenMember(MemberPath member) ->
                Json.object().put("tokenMember", member.text()).build();
            case Discovery.Lookup(var reading, @Nullable MemberPath label) ->
                Json.object()
                        .put("lookup", ReadingJson.write(reading))
                        .put("label", label == null ? null : label.text())
                        .build();
        };
    }

    static List<ServerVariable> read(Json.Arr stored) {
        return stored.items().stream().map(item -> read((Json.Obj) item)).toList();
    }

    private static ServerVariable read(Json.Obj stored) {
        Json.Obj discovery = stored.object("discovery");
        return new ServerVariable(
                text(stored, "name"),
                text(stored, "description"),
                stored.text("standard"),
                stored.items("values").stream()
                        .map(value -> ((Json.Str) value).value())
                        .toList(),
                discovery == null ? null : discovery(discovery));
    }

    private static Discovery discovery(Json.Obj stored) {
        Json.Obj lookup = stored.object("lookup");
        String label = stored.text("label");
        return lookup == null
                ? new Discovery.TokenMember(new MemberPath(text(stored, "tokenMember")))
                : new Discovery.Lookup(ReadingJson.read(lookup), label == null ? null : new MemberPath(label));
    }

    private static String text(Json.Obj stored, String name) {
        return Objects.requireNonNull(stored.text(name), name);
    }
}
