package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonLimits;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.upstream.openapi.Document.Located;
import io.swagger.v3.parser.converter.SwaggerConverter;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns what surrounds the schemas of a Swagger 2.0 description into OpenAPI 3 with swagger-parser. Schemas travel around it: each is
 * replaced by a reference to its own place, because the converter drops keywords and adds types that the author did not write.
 */
final class Swagger2 {
    private static final Set<String> HEAD =
            Set.of("swagger", "host", "basePath", "schemes", "securityDefinitions", "security");
    private static final Set<String> OPERATION = Set.of("operationId", "summary", "description", "deprecated");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");
    private static final Json.Obj RESPONSES = Json.object()
            .put("default", Json.object().put("description", "").build())
            .build();

    private final Document document;
    private final Warnings warnings;

    private Swagger2(Document document, Warnings warnings) {
        this.document = document;
        this.warnings = warnings;
    }

    static Json.Obj toOpenApi3(Document document, Warnings warnings) throws RefusedException {
        byte[] envelope = JsonWriter.write(new Swagger2(document, warnings).envelope());
        return convert(new String(envelope, StandardCharsets.UTF_8));
    }

    private static Json.Obj convert(String envelope) throws RefusedException {
        var options = new ParseOptions();
        options.setResolve(false);
        options.setSafelyResolveURL(true);
        options.setRemoteRefBlockList(List.of("*"));
        try {
            SwaggerParseResult result = new SwaggerConverter().readContents(envelope, List.of(), options);
            if (result.getOpenAPI() == null) {
                throw new RefusedException("the Swagger 2.0 description is not valid: "
                        + Texts.line(String.join("; ", result.getMessages()), 500));
            }
            byte[] converted = io.swagger.v3.core.util.Json.mapper().writeValueAsBytes(result.getOpenAPI());
            return (Json.Obj) JsonReader.read(converted, JsonLimits.DOCUMENT);
        } catch (IOException | JsonSyntaxException | RuntimeException e) {
            throw new RefusedException("the Swagger 2.0 description cannot be converted: "
                    + Texts.line(String.valueOf(e.getMessage()), 300));
        }
    }

    private Json.Obj envelope() throws RefusedException {
        Map<String, Json> envelope = kept(document.root(), HEAD);
        envelope.put("swagger", Json.of("2.0"));
        envelope.put("info", Json.object().put("title", "").put("version", "").build());
        var paths = new LinkedHashMap<String, Json>();
        Json.Obj declared = document.root().object("paths");
        if (declared != null) {
            for (Map.Entry<String, Json> path : declared.members().entrySet()) {
                paths.put(
                        path.getKey(),
                        item(path.getValue(), Place.ROOT.then("paths").then(path.getKey())));
            }
        }
        envelope.put("paths", new Json.Obj(paths));
        return new Json.Obj(envelope);
    }

    private Json item(Json value, Place place) throws RefusedException {
        Located located = document.follow(new Located(value, place, place));
        var item = new LinkedHashMap<String, Json>();
        if (located != null && located.value() instanceof Json.Obj object) {
            for (Map.Entry<String, Json> member : object.members().entrySet()) {
                if (METHODS.contains(member.getKey()) && member.getValue() instanceof Json.Obj operation) {
                    Located at = new Located(operation, place.then(member.getKey()), place);
                    item.put(member.getKey(), operation(located, at));
                }
            }
        }
        return new Json.Obj(item);
    }

    private Json operation(Located item, Located at) throws RefusedException {
        var operation = (Json.Obj) at.value();
        Map<String, Json> kept = kept(operation, OPERATION);
        boolean form = false;
        boolean file = false;
        var parameters = new ArrayList<Json>();
        for (Located parameter : ParameterList.of(item, at, document, warnings)) {
            var object = (Json.Obj) parameter.value();
            form |= "formData".equals(object.text("in"));
            file |= "file".equals(object.text("type"));
            parameters.add(parameter(object, parameter.place()));
        }
        kept.put("parameters", new Json.Arr(parameters));
        kept.put("consumes", consumes(operation, form, file));
        kept.put("responses", RESPONSES);
        return new Json.Obj(kept);
    }

    private Json parameter(Json.Obj parameter, Place place) {
        if ("tsv".equals(parameter.text("collectionFormat"))) {
            warnings.add(place, "Arrays separated by tabs (collectionFormat tsv) are sent one by one");
        }
        var kept = new LinkedHashMap<>(parameter.members());
        if (kept.containsKey("schema")) {
            kept.put("schema", reference(place.then("schema")));
        }
        if ("body".equals(parameter.text("in"))) {
            // The converter would say "false" where the author said nothing.
            kept.putIfAbsent("required", Json.of(true));
        }
        return new Json.Obj(kept);
    }

    private static Json reference(Place place) {
        return Json.object()
                .put("$ref", "#" + place.toString().replace("%", "%25"))
                .build();
    }

    private Json consumes(Json.Obj operation, boolean form, boolean file) {
        if (file) {
            return Json.strings(List.of("multipart/form-data"));
        }
        boolean own = !operation.items("consumes").isEmpty();
        List<Json> types = own ? operation.items("consumes") : document.root().items("consumes");
        if (form && types.stream().noneMatch(type -> type.equals(Json.of("multipart/form-data")))) {
            return Json.strings(List.of("application/x-www-form-urlencoded"));
        }
        return new Json.Arr(types);
    }

    private static Map<String, Json> kept(Json.Obj object, Set<String> names) {
        var kept = new LinkedHashMap<>(object.members());
        kept.keySet().retainAll(names);
        return kept;
    }
}
