package dev.airlock.http.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request being put together. */
record Call(
        ApiWorld world,
        String method,
        String path,
        Map<String, String> headers,
        @Nullable String body) {
    Call(ApiWorld world, String method, String path) {
        this(world, method, path, Map.of(), null);
    }

    Call with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Call(world, method, path, more, body);
    }

    Call as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Call ifMatch(long version) {
        return with("If-Match", "\"" + version + "\"");
    }

    Call json(String text) {
        return new Call(world, method, path, headers, text).with("Content-Type", "application/json");
    }

    Answer send() {
        return world.send(this);
    }
}
