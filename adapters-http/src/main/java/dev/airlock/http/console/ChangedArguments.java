package dev.airlock.http.console;

import dev.airlock.domain.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody changed about the arguments of a call: each place, and what stood there before and stands there now. */
record ChangedArguments(List<Change> changes) {
    /** One place; without what was there before where it is new, or without what is there now where it is gone. */
    record Change(
            Passage place,
            @Nullable Layout before,
            @Nullable Layout now) {}

    static ChangedArguments between(Json.Obj before, Json.Obj now, Folding folding) {
        var changes = new ArrayList<Change>();
        collect("", before, now, folding, changes);
        return new ChangedArguments(changes);
    }

    private static void collect(
            String place, @Nullable Json before, @Nullable Json now, Folding folding, List<Change> changes) {
        if (before instanceof Json.Obj was && now instanceof Json.Obj is) {
            Set<String> names = new LinkedHashSet<>(was.members().keySet());
            names.addAll(is.members().keySet());
            for (String name : names) {
                String inner = place.isEmpty() ? name : place + " › " + name;
                collect(inner, was.get(name), is.get(name), folding, changes);
            }
        } else if (before == null || !before.equals(now)) {
            changes.add(new Change(
                    folding.text(place),
                    before == null ? null : Layout.of(before, folding),
                    now == null ? null : Layout.of(now, folding)));
        }
    }
}
