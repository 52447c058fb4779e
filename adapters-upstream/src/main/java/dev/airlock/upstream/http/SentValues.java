package dev.airlock.upstream.http;

import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what a request says by name with a simple value. */
final class SentValues {
    private SentValues() {}

    /** Returns the parameters of the query and the members of the body, JSON or form. */
    static Map<String, String> of(OutgoingRequest request) {
        Map<String, String> sent = Queries.of(request.target());
        try {
            if (JsonReader.read(request.body()) instanceof Json.Obj members) {
                add(members, sent);
            }
        } catch (JsonSyntaxException e) {
            Queries.of("?" + new String(request.body(), StandardCharsets.UTF_8)).forEach(sent::putIfAbsent);
        }
        return sent;
    }

    /** Returns the variables of a GraphQL request. */
    static Map<String, String> variables(OutgoingRequest request) {
        var sent = new LinkedHashMap<String, String>();
        try {
            Json.Obj variables =
                    JsonReader.read(request.body()) instanceof Json.Obj body ? body.object("variables") : null;
            add(variables == null ? Json.Obj.EMPTY : variables, sent);
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException("a request of GraphQL is JSON", e);
        }
        return sent;
    }

    private static void add(Json.Obj members, Map<String, String> sent) {
        members.members().forEach((name, value) -> {
            String text = Shape.text(value);
            if (text != null) {
                sent.putIfAbsent(name, text);
            }
        });
    }
}
