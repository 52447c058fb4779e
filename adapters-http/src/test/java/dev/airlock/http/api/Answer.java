package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What came back; headers by lower-case name. */
record Answer(int status, Map<String, String> headers, String body) {
    static Answer of(HttpResponse<String> response) {
        var headers = new TreeMap<String, String>();
        response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new Answer(response.statusCode(), headers, response.body());
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** The media type without parameters; empty where there is no body. */
    String mediaType() {
        return headers.getOrDefault("content-type", "").replaceAll(";.*", "");
    }

    Json.Obj json() {
        try {
            return (Json.Obj) JsonReader.read(body.getBytes(StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            throw new AssertionError("no JSON: " + body, e);
        }
    }

    /** The texts under one name in every item of a page. */
    List<String> texts(String member) {
        return json().items("items").stream()
                .map(item -> String.valueOf(((Json.Obj) item).text(member)))
                .toList();
    }

    Answer is(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }

    /** Holds that this is a problem that says so. */
    Answer isProblem(int expected, String... parts) {
        is(expected);
        assertThat(mediaType()).isEqualTo("application/problem+json");
        for (String part : parts) {
            assertThat(json().text("detail")).contains(part);
        }
        return this;
    }

    /** Holds that this is a problem with the field. */
    Answer isInvalid(String field, String... parts) {
        isProblem(400);
        Json.Obj error = (Json.Obj) json().items("errors").getFirst();
        assertThat(error.text("field")).isEqualTo(field);
        for (String part : parts) {
            assertThat(error.text("problem")).contains(part);
        }
        return this;
    }
}
