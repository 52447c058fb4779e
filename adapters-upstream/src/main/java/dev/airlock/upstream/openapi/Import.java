package dev.airlock.upstream.openapi;

import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.Target;
import dev.airlock.domain.tool.Tool;
import dev.airlock.upstream.http.HttpOperation;
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
    private final List<UrlTemplate> others;
    private final Warnings warnings = new Warnings();
    private long schemaBytes;

    Import(Json.Obj root, @Nullable URI source, List<UrlTemplate> others) throws RefusedException {
        Version version = Version.of(root);
        this.document = new Document(root);
        this.source = source;
        this.others = List.copyOf(others);
        this.description = version == Version.SWAGGER_2_0 ? Swagger2.toOpenApi3(document, warnings) : root;
    }

    Reading.Understood run() throws RefusedException {
        List<ApiOperation> operations = Operations.of(description, document, warnings);
        List<CredentialScheme> schemes = SecuritySchemes.of(description, document, warnings);
        var targets = new Targets(source, !schemes.isEmpty(), warnings);
        List<Json> servers = description.items("servers");
        Target target = targets.choose(servers.isEmpty() ? Targets.scattered(operations) : servers);
        List<Tool> tools = tools(operations, schemes, targets, target);
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

    private List<Tool> tools(
            List<ApiOperation> operations, List<CredentialScheme> schemes, Targets targets, @Nullable Target target)
            throws RefusedException {
        var names = new ToolNames(operations);
        var parameters = new Parameters(document, schemes, warnings);
        var bodies = new Bodies(document, warnings);
        var tools = new ArrayList<Tool>();
        for (ApiOperation operation : operations) {
            Targets.Way way = targets.way(operation, target, others);
            if (way instanceof Targets.Way.Elsewhere(String url)) {
                omit(
                        operation,
                        "it goes to the server " + Texts.quoted(url)
                                + ", which is none of the base URLs; make it a further one and import again");
                continue;
            }
            switch (bodies.of(operation)) {
                case Bodies.Choice.Unusable(String reason) -> omit(operation, reason);
                case Bodies.Choice.Usable(ApiBody body) -> {
                    Tool tool = tool(operation, parameters.of(operation), body, names, way);
                    if (tool != null) {
                        tools.add(tool);
                    }
                }
            }
        }
        return tools;
    }

    private @Nullable Tool tool(
            ApiOperation operation,
            List<ApiParameter> parameters,
            @Nullable ApiBody body,
            ToolNames names,
            Targets.Way way)
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
                binding(composed.operation(), way).toJson());
        schemaBytes += tool.inputSchema().utf8().length;
        if (schemaBytes > MAX_SCHEMA_BYTES) {
            throw new RefusedException(
                    operation.place(),
                    "the schemas of all tools take more than " + MAX_SCHEMA_BYTES + " bytes; split the description");
        }
        return tool;
    }

    private static HttpOperation binding(HttpOperation operation, Targets.Way way) {
        return way instanceof Targets.Way.Further(UrlTemplate url) ? operation.at(url) : operation;
    }

    private void omit(ApiOperation operation, String reason) {
        warnings.omit(operation.method(), operation.path(), reason);
    }

    private static String text(Json.@Nullable Obj info, String name, int max) {
        String text = info == null ? null : info.text(name);
        return text == null ? "" : Texts.clean(text, max);
    }
}
