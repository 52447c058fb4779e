package dev.airlock.application.change;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values read from the store, kept until a change says that they are stale. A value whose loading overlapped a change is handed out but not kept, so
 * that no notice is ever missed. Absent values are not kept, so that strangers cannot fill the cache.
 */
public final class ChangeCache<K, V> {
    private final ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    private final int capacity;
    private final ToIntFunction<V> weight;
    private int held;
    private long generation;

    /** Makes a cache that holds at most so many values. */
    public ChangeCache(int capacity) {
        this(capacity, value -> 1);
    }

    /** Makes a cache whose values together weigh at most so much; one that alone weighs more is not kept. */
    public ChangeCache(int capacity, ToIntFunction<V> weight) {
        this.capacity = capacity;
        this.weight = weight;
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
        int more = weight.applyAsInt(loaded);
        synchronized (lock) {
            if (generation == before && more <= capacity) {
                remove(key);
                while (held > capacity - more) {
                    evict();
                }
                entries.put(key, loaded);
                held += more;
            }
        }
    }

    private void evict() {
        entries.keySet().stream()
                .limit(Math.max(1, entries.size() / 8))
                .toList()
                .forEach(this::remove);
    }

    private void remove(K key) {
        V removed = entries.remove(key);
        if (removed != null) {
            held -= weight.applyAsInt(removed);
        }
    }

    /** Drops every key that the change concerns. */
    public void drop(Predicate<K> stale) {
        change(() -> entries.keySet().stream().filter(stale).toList().forEach(this::remove));
    }

    /** Drops one key. */
    public void dropKey(K key) {
        change(() -> remove(key));
    }

    /** Drops everything. */
    public void clear() {
        change(() -> {
            entries.clear();
            held = 0;
        });
    }

    private void change(Runnable removal) {
        synchronized (lock) {
            generation++;
            removal.run();
        }
    }
}
