package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The API's own OpenAPI document, against which every answer of the tests is held. */
final class Contract {
    private final Json.Obj document;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    Contract() {
        try (var in = ApiRoutes.class.getResourceAsStream("openapi.json")) {
            this.document = (Json.Obj) JsonReader.read(in.readAllBytes());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every operation of the document: {@code GET /servers/{slug}}. */
    Set<String> operations() {
        var operations = new TreeSet<String>();
        document.object("paths")
                .members()
                .forEach((path, item) -> ((Json.Obj) item)
                        .members().keySet().stream()
                                .filter(member -> !member.equals("parameters"))
                                .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return operations;
    }

    /** Returns whether the operation takes a body. */
    boolean takesBody(String operation) {
        return operation(operation).object("requestBody") != null;
    }

    /** Holds the answer against what the document says of it. */
    void check(String method, String path, Answer answer) {
        Json.Obj operation = find(method, path.replaceAll("\\?.*", ""));
        if (operation == null) {
            assertThat(answer.status()).as(method + " " + path).isIn(404, 405);
            return;
        }
        Json.Obj responses = operation.object("responses");
        Json.Obj response = responses.object(Integer.toString(answer.status()));
        Json.Obj described = resolved(response == null ? responses.object("default") : response);
        if (response == null) {
            assertThat(answer.status())
                    .as("undescribed: " + method + " " + path)
                    .isIn(405, 406, 500);
        }
        Json.Obj content = described.object("content");
        if (content == null) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        assertThat(content.members()).containsKey(answer.mediaType());
        if (answer.mediaType().endsWith("json")) {
            assertThat(schemas.getSchema(schema(content.object(answer.mediaType())))
                            .validate(answer.body(), InputFormat.JSON))
                    .as(answer.body())
                    .isEmpty();
        }
    }

    /** The schema as a document of its own, within which references to components lead somewhere. */
    private String schema(Json.Obj media) {
        var whole = Json.object().put("components", document.get("components"));
        media.object("schema").members().forEach(whole::put);
        return new String(JsonWriter.write(whole.build()), StandardCharsets.UTF_8);
    }

    private Json.Obj resolved(Json.Obj response) {
        String reference = response.text("$ref");
        return reference == null
                ? response
                : document.object("components")
                        .object("responses")
                        .object(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private Json.Obj operation(String name) {
        String[] words = name.split(" ");
        return document.object("paths").object(words[1]).object(words[0].toLowerCase(Locale.ROOT));
    }

    private Json.@Nullable Obj find(String method, String path) {
        Json.Obj exact = document.object("paths").object(path);
        Json.Obj item = exact != null
                ? exact
                : document.object("paths").members().entrySet().stream()
                        .filter(entry -> Pattern.matches(entry.getKey().replaceAll("\\{\\w+\\}", "[^/]+"), path))
                        .map(entry -> (Json.Obj) entry.getValue())
                        .findFirst()
                        .orElse(null);
        return item == null ? null : item.object(method.toLowerCase(Locale.ROOT));
    }
}
