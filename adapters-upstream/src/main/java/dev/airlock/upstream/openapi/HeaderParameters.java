package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.upstream.openapi.SchemaWriter.Note;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps {@code x-mcp-header} only where MCP allows it: clients drop a tool that breaks its rules, so an author could hide tools. */
final class HeaderParameters {
    private static final String KEYWORD = "x-mcp-header";
    private static final Set<List<String>> TYPES = Set.of(List.of("string"), List.of("integer"), List.of("boolean"));

    private final Set<String> names = new HashSet<>();

    void keep(Place place, Json.Obj schema, boolean direct, Map<String, Json> out, List<Note> notes) {
        if (!schema.members().containsKey(KEYWORD)) {
            return;
        }
        String name = schema.text(KEYWORD);
        if (name != null && direct && isSuitable(name, schema) && names.add(Words.lower(name))) {
            out.put(KEYWORD, Json.of(name));
        } else {
            notes.add(new Note(place, "The extension x-mcp-header breaks MCP's rules here and is left out"));
        }
    }

    private static boolean isSuitable(String name, Json.Obj schema) {
        return HeaderNames.isToken(name) && TYPES.contains(Keywords.types(schema));
    }
}
