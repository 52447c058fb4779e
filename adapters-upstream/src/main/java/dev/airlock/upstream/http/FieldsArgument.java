package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The argument that says which members of an answer are asked for. */
final class FieldsArgument {
    private static final int MAX_PATHS = 100;
    private static final int MAX_LENGTH = 200;

    private FieldsArgument() {}

    /** Reads the paths; empty where the argument is not there, or the reason noted in the draft where it is something else. */
    static List<String> read(String argument, Json.Obj arguments, Draft draft) {
        Json value = arguments.get(argument);
        if (value == null || value instanceof Json.Null) {
            return List.of();
        }
        var paths = new ArrayList<String>();
        if (value instanceof Json.Arr(List<Json> items) && items.size() <= MAX_PATHS) {
            for (Json item : items) {
                if (item instanceof Json.Str(String path) && !path.isBlank() && path.length() <= MAX_LENGTH) {
                    paths.add(path.strip());
                }
            }
            if (paths.size() == items.size()) {
                return paths;
            }
        }
        draft.refuse(
                argument,
                "must be a list of at most " + MAX_PATHS + " paths of at most " + MAX_LENGTH
                        + " characters, such as [\"id\", \"items.name\"]");
        return List.of();
    }
}
