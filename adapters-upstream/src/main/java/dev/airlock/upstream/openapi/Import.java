package dev.airlock.upstream.openapi;

import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.tool.Tool;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One description on its way to becoming tools. */
final class Import {
    /** The largest sum of all tools' schemas, in bytes. */
    static final int MAX_SCHEMA_BYTES = 16 << 20;

    private static final int MAX_TITLE = 120;
    private static final int MAX_DESCRIPTION = 2_000;

    private final Document document;
    private final Json.Obj description;
    private final @Nullable URI source;
    private final Warnings warnings = new Warnings();
    private long schemaBytes;

    Import(Json.Obj root, @Nullable URI source) throws RefusedException {
        Version version = Version.of(root);
        this.document = new Document(root);
        this.source = source;
        this.description = version == Version.SWAGGER_2_0 ? Swagger2.toOpenApi3(document, warnings) : root;
    }

    Reading.Understood run() throws RefusedException {
        List<ApiOperation> operations = Operations.of(description, document, warnings);
        List<CredentialScheme> schemes = SecuritySchemes.of(description, document, warnings);
        URI target = target(operations);
        List<Tool> tools = tools(operations, schemes, target);
        List<String> told = warnings.toList();
        if (tools.isEmpty() && told.isEmpty()) {
            throw new RefusedException(Place.ROOT.then("paths"), "the description has no operations");
        }
        Json.Obj info = document.root().object("info");
        return new Reading.Understood(
                text(info, "title", MAX_TITLE),
                text(info, "description", MAX_DESCRIPTION),
                target,
                schemes,
                tools,
                told);
    }

    private @Nullable URI target(List<ApiOperation> operations) {
        if (!description.items("servers").isEmpty()) {
            return Targets.choose(description, source, warnings);
        }
        Json.Obj scattered = Json.object()
                .put("servers", new Json.Arr(Targets.scattered(operations)))
                .build();
        return Targets.choose(scattered, source, warnings);
    }

    private List<Tool> tools(List<ApiOperation> operations, List<CredentialScheme> schemes, @Nullable URI target)
            throws RefusedException {
        var names = new ToolNames(operations);
        var parameters = new Parameters(document, schemes, warnings);
        var bodies = new Bodies(document, warnings);
        var tools = new ArrayList<Tool>();
        for (ApiOperation operation : operations) {
            String elsewhere = Targets.elsewhere(operation, target, source);
            if (elsewhere != null) {
                omit(
                        operation,
                        "it goes to the server " + Texts.quoted(elsewhere) + ", and credentials go to one server only");
                continue;
            }
            switch (bodies.of(operation)) {
                case Bodies.Choice.Unusable(String reason) -> omit(operation, reason);
                case Bodies.Choice.Usable(ApiBody body) -> {
                    Tool tool = tool(operation, parameters.of(operation), body, names);
                    if (tool != null) {
                        tools.add(tool);
                    }
                }
            }
        }
        return tools;
    }

    private @Nullable Tool tool(
            ApiOperation operation, List<ApiParameter> parameters, @Nullable ApiBody body, ToolNames names)
            throws RefusedException {
        ArgumentComposer.Composed composed = ArgumentComposer.compose(document, operation, parameters, body);
        if (composed == null) {
            omit(operation, "its arguments take more than " + Effort.MAX_BYTES + " bytes to describe");
            return null;
        }
        composed.notes().forEach(note -> warnings.add(note.place(), note.matter()));
        Tool tool = Tool.define(
                names.nameOf(operation),
                Titles.title(operation),
                Titles.description(operation),
                composed.schema(),
                null,
                Annotator.annotate(operation),
                composed.operation().toJson());
        schemaBytes += tool.inputSchema().utf8().length;
        if (schemaBytes > MAX_SCHEMA_BYTES) {
            throw new RefusedException(
                    operation.place(),
                    "the schemas of all tools take more than " + MAX_SCHEMA_BYTES + " bytes; split the description");
        }
        return tool;
    }

    private void omit(ApiOperation operation, String reason) {
        warnings.omit(operation.method(), operation.path(), reason);
    }

    private static String text(Json.@Nullable Obj info, String name, int max) {
        String text = info == null ? null : info.text(name);
        return text == null ? "" : Texts.clean(text, max);
    }
}
