package dev.airlock.persistence.vault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts how much is sealed under which of some master keys, by opening it. */
final class MasterKeyCensus {
    private final Map<MasterKey, Long> counts = new LinkedHashMap<>();
    private long unknown;
    private @Nullable String firstUnknown;

    MasterKeyCensus(List<MasterKey> keys) {
        keys.forEach(key -> counts.put(key, 0L));
    }

    void count(WrappedRows.Row row) {
        for (MasterKey key : counts.keySet()) {
            if (row.opensWith(key)) {
                counts.merge(key, 1L, Long::sum);
                return;
            }
        }
        unknown++;
        if (firstUnknown == null) {
            firstUnknown = row.table().name() + " " + row.id();
        }
    }

    /** How many texts each key opens, in the order in which the keys were given. */
    Map<MasterKey, Long> counts() {
        return counts;
    }

    /** How many texts no key opens. */
    long unknown() {
        return unknown;
    }

    /** Names the first of them. */
    @Nullable
    String firstUnknown() {
        return firstUnknown;
    }
}
