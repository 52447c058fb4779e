package dev.airlock.application.change;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Values read from the store, kept until a change says that they are stale. A value whose loading overlapped a change is handed out but not kept, so
 * that no notice is ever missed. Absent values are not kept, so that strangers cannot fill the cache.
 */
public final class ChangeCache<K, V> {
    private final ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    private final int capacity;
    private long generation;

    /** Makes a cache that holds about so many values. */
    public ChangeCache(int capacity) {
        this.capacity = capacity;
    }

    /** Returns the kept value, or loads it; null where the store has none. */
    public @Nullable V get(K key, Function<K, @Nullable V> load) {
        V kept = entries.get(key);
        if (kept != null) {
            return kept;
        }
        long before = generation();
        V loaded = load.apply(key);
        if (loaded != null) {
            keep(key, loaded, before);
        }
        return loaded;
    }

    private long generation() {
        synchronized (lock) {
            return generation;
        }
    }

    private void keep(K key, V loaded, long before) {
        synchronized (lock) {
            if (generation == before) {
                if (entries.size() >= capacity) {
                    evict();
                }
                entries.put(key, loaded);
            }
        }
    }

    private void evict() {
        var some = new LinkedHashMap<K, V>();
        for (Map.Entry<K, V> entry : entries.entrySet()) {
            if (some.size() >= Math.max(1, capacity / 8)) {
                break;
            }
            some.put(entry.getKey(), entry.getValue());
        }
        some.forEach(entries::remove);
    }

    /** Drops every key that the change concerns. */
    public void drop(Predicate<K> stale) {
        change(() -> entries.keySet().removeIf(stale));
    }

    /** Drops one key. */
    public void dropKey(K key) {
        change(() -> entries.remove(key));
    }

    /** Drops everything. */
    public void clear() {
        change(entries::clear);
    }

    private void change(Runnable removal) {
        synchronized (lock) {
            generation++;
            removal.run();
        }
    }
}
