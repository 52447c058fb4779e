package dev.airlock.http.console;

import dev.airlock.application.server.ApiDescriptions;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.Target;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Understands just enough OpenAPI, as JSON, for the Control Room to be tried. */
final class SmallDescriptions implements ApiDescriptions {
    @Override
    public Reading read(byte[] document, @Nullable URI source, List<UrlTemplate> others) {
        try {
            return understood((Json.Obj) JsonReader.read(document));
        } catch (JsonSyntaxException | ClassCastException e) {
            return new Reading.Refused("line 1: this is no OpenAPI document");
        }
    }

    private static Reading understood(Json.Obj document) {
        Json.Obj info = document.object("info");
        Json.Obj paths = document.object("paths");
        var tools = new ArrayList<Tool>();
        paths.members()
                .forEach((path, item) -> ((Json.Obj) item)
                        .members()
                        .forEach((method, operation) -> tools.add(tool(path, method, (Json.Obj) operation))));
        Json.Obj server = (Json.Obj) document.items("servers").getFirst();
        return new Reading.Understood(
                info.text("title"),
                info.text("description") == null ? "" : info.text("description"),
                Target.of(URI.create(server.text("url"))),
                List.of(
                        new CredentialScheme.Bearer(),
                        new CredentialScheme.Basic(),
                        new CredentialScheme.ApiKey(CredentialScheme.Location.HEADER, "X-API-Key")),
                tools,
                document.items("x-warnings").stream()
                        .map(warning -> ((Json.Str) warning).value())
                        .toList());
    }

    private static Tool tool(String path, String method, Json.Obj operation) {
        Json.Obj text = Json.object()
                .put("type", "string")
                .put("description", "The identifier that the order was given when it was placed")
                .build();
        return Tool.define(
                new ToolName(operation.text("operationId")),
                String.valueOf(operation.text("summary")),
                String.valueOf(operation.text("description")),
                Json.object()
                        .put("type", "object")
                        .put("properties", Json.object().put("id", text).build())
                        .put("required", Json.strings(List.of("id")))
                        .build(),
                null,
                new ToolAnnotations(method.equals("get"), method.equals("delete"), false, true),
                Json.object()
                        .put("method", method.toUpperCase(java.util.Locale.ROOT))
                        .put("path", path)
                        .build());
    }

    @Override
    public Fetch fetch(URI address) {
        return new Fetch.Failed("\"" + address.getHost() + "\" is not reachable");
    }
}
