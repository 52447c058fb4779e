package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came back; header names are in lower case. */
public record Reply(int status, Map<String, List<String>> headers, String body) {
    static Reply read(InputStream in) throws IOException {
        String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int end = all.indexOf("\r\n\r\n");
        List<String> head = Arrays.asList(all.substring(0, end).split("\r\n"));
        Map<String, List<String>> headers = head.stream()
                .skip(1)
                .map(line -> line.split(": ?", 2))
                .collect(Collectors.groupingBy(
                        pair -> pair[0].toLowerCase(Locale.ROOT),
                        Collectors.mapping(pair -> pair[1], Collectors.toList())));
        return new Reply(Integer.parseInt(head.getFirst().split(" ")[1]), headers, all.substring(end + 4));
    }

    /** Returns the header's values, or null. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : String.join(" | ", values);
    }

    /** The body as a JSON object. */
    public Json.Obj json() {
        try {
            return (Json.Obj) JsonReader.read(body.getBytes(StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            throw new AssertionError(status + " " + body, e);
        }
    }

    Json.Obj result() {
        Json.Obj result = json().object("result");
        if (result == null) {
            throw new AssertionError(status + " " + body);
        }
        return result;
    }

    Json.Obj error() {
        Json.Obj error = json().object("error");
        if (error == null) {
            throw new AssertionError(status + " " + body);
        }
        return error;
    }

    /** The JSON-RPC error code, 0 where the body has none. */
    int code() {
        Json.Obj error = body.isEmpty() ? null : json().object("error");
        return error != null && error.get("code") instanceof Json.Num number
                ? number.decimal().intValue()
                : 0;
    }

    /** The text of the only block of a tool's result. */
    String text() {
        return ((Json.Obj) result().items("content").getFirst()).text("text");
    }
}
