package dev.airlock.http.api;

import dev.airlock.application.server.ApiDescriptions;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.CredentialScheme.Location;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.Target;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Descriptions that are a title and a list of tools: {@code {"title": "Shop", "tools": ["GET get_order"]}}. */
final class ToolListDescriptions implements ApiDescriptions {
    @Override
    public Reading read(byte[] document, @Nullable URI source, List<UrlTemplate> others) {
        try {
            Json.Obj parsed = (Json.Obj) JsonReader.read(document);
            return new Reading.Understood(
                    String.valueOf(parsed.text("title")),
                    "What it does",
                    Target.of(URI.create("https://api.example.com/v1")),
                    List.of(
                            new CredentialScheme.Bearer(),
                            new CredentialScheme.Basic(),
                            new CredentialScheme.ApiKey(Location.HEADER, "X-Key")),
                    parsed.items("tools").stream()
                            .map(tool -> tool(((Json.Str) tool).value()))
                            .toList(),
                    parsed.isTrue("odd") ? List.of("something odd is left out") : List.of());
        } catch (JsonSyntaxException | ClassCastException e) {
            return new Reading.Refused("this is no list of tools");
        }
    }

    private static Tool tool(String text) {
        String[] words = text.split(" ");
        String method = words[0];
        return Tool.define(
                new ToolName(words[1]),
                "Title of " + words[1],
                "Description of " + words[1],
                Json.object().put("type", "object").build(),
                null,
                new ToolAnnotations(method.equals("GET"), method.equals("DELETE"), true, true),
                Json.object().put("method", method).put("path", "/" + words[1]).build());
    }

    @Override
    public Fetch fetch(URI address) {
        return address.getHost().equals("specs.example.com")
                ? new Fetch.Fetched(ApiWorld.SHOP.getBytes(StandardCharsets.UTF_8))
                : new Fetch.Failed("\"" + address.getHost() + "\" cannot be reached");
    }
}
