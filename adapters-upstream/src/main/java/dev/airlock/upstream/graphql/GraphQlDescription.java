package dev.airlock.upstream.graphql;

import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import dev.airlock.upstream.http.Body;
import dev.airlock.upstream.http.HttpOperation;
import dev.airlock.upstream.openapi.Annotator;
import dev.airlock.upstream.openapi.Words;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads stored GraphQL operations: each named query or mutation is a tool, its variables are the arguments. Nothing else can be asked of the API. */
final class GraphQlDescription {
    /** The most operations in one document. */
    static final int MAX_OPERATIONS = 1_000;

    private static final int MAX_DOCUMENT = 64 << 10;
    private static final int MAX_BYTES = 16 << 20;
    private final Fragments fragments;
    private final InputTypes types = new InputTypes();
    private final List<OperationDefinition> operations;
    private final List<Tool> tools = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private long bytes;

    private GraphQlDescription(Document document, @Nullable Document introspected) {
        this.fragments = new Fragments(document);
        this.types.add(document);
        if (introspected != null) {
            this.types.add(introspected);
        }
        this.operations = document.getDefinitionsOfType(OperationDefinition.class);
    }

    /** Reads a document; a hostile one is refused in bounded time. */
    static Reading read(String text) {
        int result = Introspection.indexIn(text);
        String own = result < 0 ? text : text.substring(0, result);
        if (own.length() > GraphQlText.MAX_CHARACTERS) {
            return new Reading.Refused("the GraphQL document has " + own.length() + " characters; the limit is "
                    + GraphQlText.MAX_CHARACTERS);
        }
        return switch (GraphQlText.parse(own)) {
            case GraphQlText.Refused(String problem) -> new Reading.Refused(problem);
            case GraphQlText.Parsed(Document document) ->
                result < 0
                        ? new GraphQlDescription(document, null).reading()
                        : withTypes(document, text.substring(result));
        };
    }

    private static Reading withTypes(Document document, String introspection) {
        return switch (Introspection.read(introspection)) {
            case GraphQlText.Refused(String problem) -> new Reading.Refused(problem);
            case GraphQlText.Parsed(Document types) -> new GraphQlDescription(document, types).reading();
        };
    }

    private Reading reading() {
        if (operations.size() > MAX_OPERATIONS) {
            return new Reading.Refused("more than " + MAX_OPERATIONS + " operations; split the document");
        }
        for (OperationDefinition operation : operations) {
            add(operation);
            if (bytes > MAX_BYTES) {
                return new Reading.Refused("the tools take more than " + MAX_BYTES + " bytes; split the document");
            }
        }
        if (tools.isEmpty() && warnings.isEmpty()) {
            return new Reading.Refused(
                    "the document has no operations; give named queries and mutations, and beside them,"
                            + " if you like, the API's types: SDL, or the result of the introspection query");
        }
        warnings.addAll(types.warnings());
        return new Reading.Understood("", "", null, List.of(new CredentialScheme.Bearer()), tools, warnings);
    }

    private void add(OperationDefinition operation) {
        String problem = problem(operation);
        if (problem != null) {
            String name = operation.getName() == null ? "" : " " + operation.getName();
            warnings.add("The " + word(operation) + name + " was left out: " + problem);
        }
    }

    /** Makes the tool, or says why it cannot be. */
    private @Nullable String problem(OperationDefinition operation) {
        String name = operation.getName();
        if (operation.getOperation() == Operation.SUBSCRIPTION) {
            return "subscriptions are not called";
        }
        if (name == null || !ToolName.isValid(name)) {
            return "an operation needs a name of at most " + ToolName.MAX_LENGTH + " letters, digits and underscores";
        }
        if (ToolName.isReserved(name)) {
            return "Airlock has a tool of this name";
        }
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            return "another operation has this name";
        }
        String document = fragments.with(operation);
        if (document == null) {
            return "it uses a fragment that is not there, one that uses itself, or more than 500";
        }
        Json.Obj schema = types.schema(operation.getVariableDefinitions());
        if (document.length() > MAX_DOCUMENT || schema == null) {
            return "it is too long: a document may have " + MAX_DOCUMENT
                    + " characters, the description of its arguments " + InputTypes.MAX_BYTES + " bytes";
        }
        Tool tool = tool(operation, name, new Body.GraphQl(document, name, fragments.pageVariables(operation)), schema);
        bytes += tool.inputSchema().utf8().length + tool.binding().utf8().length;
        tools.add(tool);
        return null;
    }

    private static Tool tool(OperationDefinition operation, String name, Body.GraphQl body, Json.Obj schema) {
        var binding = new HttpOperation("POST", "", List.of(), body);
        String title = Words.phrase(Words.of(name));
        String description = Comments.before(operation);
        return Tool.define(
                new ToolName(name),
                title,
                description.isEmpty() ? title : description,
                schema,
                null,
                annotations(operation, name),
                binding.toJson());
    }

    private static ToolAnnotations annotations(OperationDefinition operation, String name) {
        boolean reading = operation.getOperation() == Operation.QUERY;
        boolean harmful =
                !reading && Annotator.speaksOfHarm(Words.of(name).stream().map(Words::lower));
        return new ToolAnnotations(reading, harmful, reading, true);
    }

    private static String word(OperationDefinition operation) {
        return operation.getOperation().name().toLowerCase(Locale.ROOT);
    }
}
