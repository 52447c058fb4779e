package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the members of an answer that were asked for, by paths with dots; lists are looked through, item by item. */
final class Projection {
    private static final int MAX_NAMES = 40;
    private static final int MAX_NAME = 100;

    /** What is asked for below a member; nothing in particular means all of it. */
    private final Map<String, Projection> members = new LinkedHashMap<>();

    private boolean whole;

    private Projection() {}

    static Projection of(List<String> paths) {
        var root = new Projection();
        for (String path : paths) {
            Projection at = root;
            for (String name : path.split("\\.", -1)) {
                at = at.members.computeIfAbsent(name, key -> new Projection());
            }
            at.whole = true;
        }
        return root;
    }

    /** Returns what was asked for, or null where nothing of it is there. */
    @Nullable
    Json apply(Json value) {
        if (whole) {
            return value;
        }
        return switch (value) {
            case Json.Obj object -> members(object);
            case Json.Arr(List<Json> items) -> items(items);
            default -> null;
        };
    }

    private @Nullable Json members(Json.Obj object) {
        var kept = new LinkedHashMap<String, Json>();
        members.forEach((name, below) -> {
            Json member = object.get(name);
            Json part = member == null ? null : below.apply(member);
            if (part != null) {
                kept.put(name, part);
            }
        });
        return kept.isEmpty() ? null : new Json.Obj(kept);
    }

    private @Nullable Json items(List<Json> items) {
        var kept = new ArrayList<Json>();
        for (Json item : items) {
            Json part = apply(item);
            if (part != null) {
                kept.add(part);
            }
        }
        return kept.isEmpty() && !items.isEmpty() ? null : new Json.Arr(kept);
    }

    /** Returns paths that an answer has, two members deep, for whoever asked for others. */
    static String available(Json answer) {
        var names = new ArrayList<String>();
        collect(answer, "", 2, names);
        return String.join(", ", names.subList(0, Math.min(names.size(), MAX_NAMES)))
                + (names.size() > MAX_NAMES ? ", …" : "");
    }

    private static void collect(Json value, String before, int depth, List<String> names) {
        Json first = value instanceof Json.Arr(List<Json> items) && !items.isEmpty() ? items.getFirst() : value;
        if (depth > 0 && first instanceof Json.Obj(Map<String, Json> members)) {
            members.forEach((name, member) -> {
                String path = before + name.substring(0, Math.min(name.length(), MAX_NAME));
                names.add(path);
                collect(member, path + ".", depth - 1, names);
            });
        }
    }
}
