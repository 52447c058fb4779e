package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.server.ApiDescriptions.Fetch;
import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.tool.Tool;
import dev.airlock.upstream.http.HttpOperation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads small descriptions in tests. */
final class Described {
    private static final OpenApiDescriptions DESCRIPTIONS =
            new OpenApiDescriptions(address -> new Fetch.Failed("nothing is fetched here"));

    private Described() {}

    static Reading.Understood by(String text) {
        return by(text, null);
    }

    static Reading.Understood by(String text, URI source, String... others) {
        Reading reading = DESCRIPTIONS.read(
                text.getBytes(StandardCharsets.UTF_8),
                source,
                Stream.of(others).map(UrlTemplate::of).toList());
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        return (Reading.Understood) reading;
    }

    static String refusal(byte[] document) {
        Reading reading = DESCRIPTIONS.read(document, null, List.of());
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused) reading).problem();
    }

    static String refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An OpenAPI 3.0 description with these paths, given as YAML indented by two spaces. */
    static Reading.Understood paths(String paths) {
        return by("openapi: 3.0.3\ninfo: {title: T, version: '1'}\nservers: [{url: https://api.example.com}]\npaths:\n"
                + paths.indent(2));
    }

    static Tool tool(Reading.Understood reading, String name) {
        return reading.tools().stream()
                .filter(tool -> tool.name().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no tool " + name + " among "
                        + reading.tools().stream().map(Tool::name).toList()));
    }

    static Json.Obj schema(Reading.Understood reading, String name) {
        return tool(reading, name).inputSchema().parse();
    }

    /** Returns the value at a path of member names and indexes, as JSON text. */
    static String at(Json.Obj schema, String... path) {
        Json value = schema;
        for (String step : path) {
            value = value instanceof Json.Arr(var items)
                    ? items.get(Integer.parseInt(step))
                    : ((Json.Obj) value).get(step);
        }
        return value == null
                ? "nothing"
                : new String(dev.airlock.domain.json.JsonWriter.write(value), StandardCharsets.UTF_8);
    }

    static HttpOperation operation(Reading.Understood reading, String name) {
        return HttpOperation.fromJson(tool(reading, name).binding().parse());
    }
}
