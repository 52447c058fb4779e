package dev.airlock.domain.tool;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a server as an agent sees it, and how it is executed.
 *
 * @param inputSchema JSON Schema 2020-12 of the arguments, always of type object
 * @param outputSchema JSON Schema of a structured answer, where one is known
 * @param binding how the server's type executes it; its members {@code method} and {@code path} are shown to people
 * @param fingerprint over all of the above
 */
public record Tool(
        ToolName name,
        String title,
        String description,
        RawJson inputSchema,
        @Nullable RawJson outputSchema,
        ToolAnnotations annotations,
        RawJson binding,
        ToolFingerprint fingerprint) {

    /** Makes a tool and its fingerprint. */
    public static Tool define(
            ToolName name,
            String title,
            String description,
            Json.Obj inputSchema,
            Json.@Nullable Obj outputSchema,
            ToolAnnotations annotations,
            Json.Obj binding) {
        var definition = Json.object()
                .put("name", name.value())
                .put("title", title)
                .put("description", description)
                .put("inputSchema", inputSchema)
                .put("outputSchema", outputSchema == null ? Json.Null.VALUE : outputSchema)
                .put("readOnly", annotations.readOnly())
                .put("destructive", annotations.destructive())
                .put("idempotent", annotations.idempotent())
                .put("openWorld", annotations.openWorld())
                .put("binding", binding)
                .build();
        return new Tool(
                name,
                title,
                description,
                RawJson.of(inputSchema),
                outputSchema == null ? null : RawJson.of(outputSchema),
                annotations,
                RawJson.of(binding),
                ToolFingerprint.over(definition));
    }
}
