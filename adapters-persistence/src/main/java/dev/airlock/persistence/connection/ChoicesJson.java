package dev.airlock.persistence.connection;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.util.HashMap;
import java.util.Map;

/** What was chosen for a server's variables, as it is stored: one JSON object. */
final class ChoicesJson {
    private ChoicesJson() {}

    static String write(Map<String, String> chosen) {
        var json = Json.object();
        chosen.forEach(json::put);
        return RawJson.of(json.build()).text();
    }

    static Map<String, String> read(String stored) {
        var chosen = new HashMap<String, String>();
        RawJson.trusted(stored)
                .parse()
                .members()
                .forEach((name, value) -> chosen.put(name, ((Json.Str) value).value()));
        return chosen;
    }
}
