package dev.airlock.http.mcp;

import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Bytes that are made once and kept while there is room; what was not asked for longest goes first. Thread-safe. */
final class PreparedLists {
    private final LinkedHashMap<String, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final int capacity;
    private int held;

    PreparedLists(int capacity) {
        this.capacity = capacity;
    }

    byte[] get(String key, Supplier<byte[]> make) {
        byte[] ready = find(key);
        if (ready == null) {
            ready = make.get();
            keep(key, ready);
        }
        return ready;
    }

    private synchronized byte @Nullable [] find(String key) {
        return kept.get(key);
    }

    private synchronized void keep(String key, byte[] bytes) {
        if (bytes.length > capacity || kept.putIfAbsent(key, bytes) != null) {
            return;
        }
        held += bytes.length;
        var eldest = kept.values().iterator();
        while (held > capacity) {
            held -= eldest.next().length;
            eldest.remove();
        }
    }
}
