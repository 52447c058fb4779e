package dev.airlock.upstream.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people must know about an import: every operation that was left out, and each other matter once with the first of its places. */
final class Warnings {
    private static final int MAX_MATTERS = 200;

    private final List<String> omitted = new ArrayList<>();
    private final Map<String, Places> matters = new LinkedHashMap<>();

    private record Places(String first, int count) {}

    /** Says that an operation became no tool. */
    void omit(String method, String path, String reason) {
        omitted.add(method + " " + Texts.line(path, 200) + " was left out: " + reason);
    }

    /** Notes a matter at a place. */
    void add(Place place, String matter) {
        if (matters.containsKey(matter) || matters.size() < MAX_MATTERS) {
            matters.merge(
                    matter, new Places(place.toString(), 1), (old, one) -> new Places(old.first(), old.count() + 1));
        }
    }

    List<String> toList() {
        var all = new ArrayList<>(omitted);
        matters.forEach((matter, places) -> all.add(matter + " (at " + places.first()
                + (places.count() == 1 ? "" : " and " + (places.count() - 1) + " more") + ")"));
        return all;
    }
}
