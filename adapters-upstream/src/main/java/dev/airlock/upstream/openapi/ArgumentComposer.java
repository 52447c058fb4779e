package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.upstream.http.Body;
import dev.airlock.upstream.http.Body.Encoding;
import dev.airlock.upstream.http.Body.Kind;
import dev.airlock.upstream.http.HttpOperation;
import dev.airlock.upstream.openapi.Document.Located;
import dev.airlock.upstream.openapi.SchemaWriter.Note;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one object of everything that an operation takes, and says where each argument goes. */
final class ArgumentComposer {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String HEADER_EXTENSION = "x-mcp-header";

    /** Short, because it is told with every reading tool. */
    private static final Json.Obj FIELDS = Json.object()
            .put("type", "array")
            .put("items", Json.object().put("type", "string").build())
            .put("description", "Return only these members, such as id or items.name.")
            .build();

    private final Document document;
    private final ApiOperation operation;
    private final List<ApiParameter> parameters;
    private final @Nullable ApiBody body;

    private final SchemaWriter writer;
    private final Effort effort;
    private final ArgumentNames names = new ArgumentNames();
    private final Map<String, Json> properties = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final Map<String, Json> root = new LinkedHashMap<>();

    /** A tool's arguments and how they are sent. */
    record Composed(Json.Obj schema, HttpOperation operation, List<Note> notes) {}

    private ArgumentComposer(
            Document document,
            ApiOperation operation,
            List<ApiParameter> parameters,
            @Nullable ApiBody body,
            Effort effort) {
        this.document = document;
        this.operation = operation;
        this.parameters = parameters;
        this.body = body;
        this.effort = effort;
        this.writer = new SchemaWriter(document, effort);
    }

    /** Composes with the least shortening that fits; null where nothing fits. */
    static @Nullable Composed compose(
            Document document, ApiOperation operation, List<ApiParameter> parameters, @Nullable ApiBody body)
            throws RefusedException {
        for (Effort effort : Effort.ALL) {
            Composed composed = new ArgumentComposer(document, operation, parameters, body, effort).attempt();
            if (composed != null) {
                return composed;
            }
        }
        return null;
    }

    private @Nullable Composed attempt() throws RefusedException {
        var sent = new ArrayList<HttpOperation.Parameter>();
        for (ApiParameter parameter : parameters) {
            sent.add(add(parameter));
        }
        Body sentBody = body == null ? null : add(body);
        String fields = operation.method().equals("GET") && sentBody == null ? addFields() : null;
        if (sentBody == null) {
            root.put("additionalProperties", Json.of(false));
        }
        Json.Obj schema = schema();
        if (writer.fellShort() || JsonWriter.write(schema).length > Effort.MAX_BYTES) {
            return null;
        }
        EvaluationCost.check(schema, operation.place());
        return new Composed(
                schema,
                new HttpOperation(operation.method(), operation.path(), sent, sentBody, fields),
                writer.notes());
    }

    private Json.Obj schema() throws RefusedException {
        var schema = new LinkedHashMap<String, Json>();
        schema.put("type", Json.of("object"));
        schema.put("properties", new Json.Obj(properties));
        if (!required.isEmpty()) {
            schema.put("required", Json.strings(required));
        }
        schema.putAll(root);
        Map<String, Json> definitions = writer.writeDefinitions();
        if (!definitions.isEmpty()) {
            schema.put("$defs", new Json.Obj(definitions));
        }
        return new Json.Obj(schema);
    }

    private HttpOperation.Parameter add(ApiParameter parameter) throws RefusedException {
        String argument =
                names.claim(parameter.name(), Words.lower(parameter.in().name()));
        Json schema = writer.write(withHeaderExtension(parameter), 1, true);
        properties.put(
                argument,
                described(
                        schema, parameter.description(), parameter.declaration().isTrue("deprecated")));
        if (parameter.required()) {
            required.add(argument);
        }
        return new HttpOperation.Parameter(
                argument,
                parameter.in(),
                parameter.name(),
                parameter.style(),
                parameter.explode(),
                parameter.allowReserved());
    }

    /** Whoever reads may say what of the answer is wanted; where the API has such a parameter itself, that one keeps the name. */
    private String addFields() {
        String argument = names.isFree("fields") ? names.claim("fields", "") : names.claim("responseFields", "answer");
        properties.put(argument, FIELDS);
        return argument;
    }

    private static Located withHeaderExtension(ApiParameter parameter) {
        Json extension = parameter.declaration().get(HEADER_EXTENSION);
        Located at = parameter.schema();
        if (extension == null || !(at.value() instanceof Json.Obj(Map<String, Json> members))) {
            return at;
        }
        var extended = new LinkedHashMap<>(members);
        extended.putIfAbsent(HEADER_EXTENSION, extension);
        return new Located(new Json.Obj(extended), at.place(), at.home());
    }

    private Json described(Json schema, String description, boolean deprecated) {
        if (!(schema instanceof Json.Obj(Map<String, Json> members))) {
            return schema;
        }
        var described = new LinkedHashMap<>(members);
        if (!description.isBlank()) {
            described.put("description", Json.of(Texts.clean(description, effort.maxText())));
        }
        if (deprecated) {
            described.put("deprecated", Json.of(true));
        }
        return new Json.Obj(described);
    }

    private Body add(ApiBody body) throws RefusedException {
        Located schema = body.schema();
        FlatBody flat = schema == null || !body.hasMembers() ? null : FlatBody.of(schema, document);
        if (flat != null) {
            var renamed = new LinkedHashMap<String, String>();
            Map<String, String> arguments = arguments(flat, renamed);
            var foreign = new LinkedHashSet<>(names.taken());
            foreign.addAll(renamed.values());
            if (foreign.isEmpty() || new Openness(document, foreign).allows(flat.rest(), flat.root())) {
                Map<String, Encoding> encodings = new Encodings(document, body).of(flat.members());
                addMembers(flat, arguments, encodings, body.membersRequired());
                return new Body.Encoded(body.contentType(), null, renamed, encodings);
            }
        }
        return addWhole(body);
    }

    private Map<String, String> arguments(FlatBody flat, Map<String, String> renamed) {
        ArgumentNames trial = names.copy();
        var arguments = new LinkedHashMap<String, String>();
        for (String member : flat.members().keySet()) {
            String argument = trial.claim(member, "body");
            arguments.put(member, argument);
            if (!argument.equals(member)) {
                renamed.put(argument, member);
            }
        }
        return arguments;
    }

    private void addMembers(
            FlatBody flat, Map<String, String> arguments, Map<String, Encoding> encodings, boolean demanded)
            throws RefusedException {
        writer.adopt(flat.root());
        for (Map.Entry<String, Located> member : flat.members().entrySet()) {
            if (!writer.isReadOnly(member.getValue())) {
                String argument = arguments.getOrDefault(member.getKey(), member.getKey());
                properties.put(argument, member(member.getValue(), encodings.get(member.getKey())));
                if (demanded && flat.required().contains(member.getKey())) {
                    required.add(argument);
                }
            }
        }
        if (demanded) {
            flat.required().stream()
                    .filter(name -> !flat.members().containsKey(name))
                    .forEach(required::add);
        }
        addRest(flat, demanded);
    }

    private Json member(Located schema, @Nullable Encoding encoding) throws RefusedException {
        return encoding != null && encoding.kind() == Kind.FILE
                ? FileSchema.of(document.follow(schema), effort)
                : writer.write(schema, 1, true);
    }

    private void addRest(FlatBody flat, boolean demanded) throws RefusedException {
        Json.Obj rest = flat.rest();
        if (Json.of(DIALECT).equals(rest.get("$schema"))) {
            root.put("$schema", Json.of(DIALECT));
        }
        Json anchor = rest.get("$anchor");
        if (anchor != null && Keywords.isAnchor(anchor)) {
            root.put("$anchor", anchor);
        }
        var written = new LinkedHashMap<>(((Json.Obj) writer.write(
                        new Located(rest, flat.root().place(), flat.root().home()), 0, false))
                .members());
        if (!demanded) {
            written.keySet().retainAll(Set.of("additionalProperties", "unevaluatedProperties"));
        }
        root.putAll(written);
    }

    private Body addWhole(ApiBody body) throws RefusedException {
        String argument = names.claim("body", "content");
        boolean file = MediaTypes.isBinary(body.contentType());
        Located at = body.schema();
        Json schema = file ? FileSchema.FILE : at == null ? untold(body) : writer.write(at, 1, true);
        properties.put(argument, described(schema, body.description(), false));
        if (body.required()) {
            required.add(argument);
        }
        root.put("additionalProperties", Json.of(false));
        Map<String, Encoding> encodings =
                file ? Map.of(argument, new Encoding(Kind.FILE, null)) : new Encodings(document, body).of(Map.of());
        return new Body.Encoded(body.contentType(), argument, Map.of(), encodings);
    }

    private static Json untold(ApiBody body) {
        String type = MediaTypes.isText(body.contentType())
                ? "string"
                : MediaTypes.isMultipart(body.contentType()) ? "object" : null;
        return Json.object().put("type", type).build();
    }
}
