package dev.airlock.application.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ChangeCacheTest {
    private final ChangeCache<String, String> cache = new ChangeCache<>(8);
    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void a_value_is_loaded_once() {
        assertThat(get("a")).isEqualTo("a 1");
        assertThat(get("a")).isEqualTo("a 1");
    }

    @Test
    void an_absent_value_is_asked_for_again_so_that_it_is_seen_when_it_appears() {
        assertThat(cache.get("a", key -> null)).isNull();
        assertThat(get("a")).isEqualTo("a 1");
    }

    @Test
    void a_change_drops_what_it_concerns_and_nothing_else() {
        get("a");
        get("b");
        cache.dropKey("a");
        assertThat(get("a")).isEqualTo("a 3");
        assertThat(get("b")).isEqualTo("b 2");
        cache.drop("b"::equals);
        assertThat(get("b")).isEqualTo("b 4");
        assertThat(get("a")).isEqualTo("a 3");
        cache.clear();
        assertThat(get("a")).isEqualTo("a 5");
    }

    @Test
    void a_value_that_was_being_loaded_when_a_change_came_is_handed_out_but_not_kept() {
        assertNotKeptAcross(cache -> cache.dropKey("a"));
        assertNotKeptAcross(cache -> cache.drop(key -> false));
        assertNotKeptAcross(ChangeCache::clear);
    }

    private static void assertNotKeptAcross(Consumer<ChangeCache<String, String>> change) {
        var cache = new ChangeCache<String, String>(8);
        String loaded = cache.get("a", key -> {
            change.accept(cache);
            return "stale";
        });
        assertThat(loaded).isEqualTo("stale");
        assertThat(cache.get("a", key -> "fresh")).isEqualTo("fresh");
    }

    @Test
    void a_reader_never_meets_a_value_that_was_loaded_before_a_change_it_has_heard_of() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            var races = new ChangeCache<String, Integer>(8);
            var stored = new AtomicInteger();
            Thread loader = Thread.ofVirtual().start(() -> races.get("a", key -> stored.get()));
            stored.incrementAndGet();
            races.dropKey("a");
            assertThat(races.get("a", key -> stored.get())).isEqualTo(1);
            loader.join();
            assertThat(races.get("a", key -> stored.get())).isEqualTo(1);
        }
    }

    @Test
    void the_number_of_values_stays_bounded_and_most_are_kept() {
        Set<String> first = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            first.add(get("key " + i));
        }
        int before = loads.get();
        int kept = 0;
        for (int i = 0; i < 100; i++) {
            kept += cache.get("key " + i, key -> null) == null ? 0 : 1;
        }
        assertThat(first).hasSize(100);
        assertThat(before).isEqualTo(100);
        assertThat(kept).isBetween(6, 8);
    }

    @Test
    void values_that_weigh_together_more_than_there_is_room_for_are_not_all_kept() {
        var weighed = new ChangeCache<String, String>(8, String::length);
        for (String value : Set.of("aaaa", "bbbb", "cccc")) {
            weighed.get(value, key -> key);
        }
        assertThat(keptOf(weighed, "aaaa", "bbbb", "cccc")).isEqualTo(2);
        assertThat(weighed.get("too heavy", key -> key)).isEqualTo("too heavy");
        assertThat(keptOf(weighed, "too heavy")).isZero();
        assertThat(keptOf(weighed, "aaaa", "bbbb", "cccc")).isEqualTo(2);
    }

    @Test
    void what_was_dropped_leaves_its_room_to_others() {
        var weighed = new ChangeCache<String, String>(8, String::length);
        for (int i = 0; i < 100; i++) {
            weighed.get("aaaa", key -> key);
            weighed.dropKey("aaaa");
            weighed.get("bbbb", key -> key);
            weighed.drop("bbbb"::equals);
            weighed.get("cccc", key -> key);
            weighed.clear();
        }
        weighed.get("dddd", key -> key);
        weighed.get("eeee", key -> key);
        assertThat(keptOf(weighed, "dddd", "eeee")).isEqualTo(2);
    }

    private static int keptOf(ChangeCache<String, String> cache, String... keys) {
        int kept = 0;
        for (String key : keys) {
            kept += cache.get(key, absent -> null) == null ? 0 : 1;
        }
        return kept;
    }

    private String get(String key) {
        return cache.get(key, k -> k + " " + loads.incrementAndGet());
    }
}
