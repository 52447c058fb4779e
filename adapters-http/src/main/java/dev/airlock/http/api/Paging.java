package dev.airlock.http.api;

import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which page of a list is asked for: {@code ?cursor=…&limit=…}. */
final class Paging {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 200;

    @QueryParam("cursor")
    private @Nullable String cursor;

    @QueryParam("limit")
    private @Nullable String limit;

    /** The cursor as it was given. */
    @Nullable
    String cursor() {
        return cursor;
    }

    /** How many items the page may hold. */
    int limit() {
        Integer asked = Input.optional("limit", limit, Paging::count);
        return asked == null ? DEFAULT_LIMIT : asked;
    }

    private static int count(String text) {
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MAX_LIMIT) {
            throw new IllegalArgumentException("a page holds 1 to " + MAX_LIMIT + " items");
        }
        return Integer.parseInt(text);
    }

    /** Returns the page of items in the order of their keys, each of which is unique; items that come and go meanwhile shift nothing. */
    <T, V> PageView<V> page(List<T> items, Function<T, String> key, Comparator<String> order, Function<T, V> view) {
        String after = after(Function.identity());
        List<T> rest = items.stream()
                .filter(item -> after == null || order.compare(key.apply(item), after) > 0)
                .sorted(Comparator.comparing(key, order))
                .limit(limit() + 1L)
                .toList();
        return pageOf(rest, key, view);
    }

    /** Returns the item, by its key, after which the page begins, or null. */
    <K> @Nullable K after(Function<String, K> key) {
        return Input.optional("cursor", cursor, text -> key.apply(decode(text)));
    }

    /** Makes a page of items that begin where it does; one more than {@link #limit} says that there is another page. */
    <T, V> PageView<V> pageOf(List<T> items, Function<T, String> key, Function<T, V> view) {
        List<T> page = items.subList(0, Math.min(limit(), items.size()));
        return new PageView<>(
                page.stream().map(view).toList(),
                items.size() > page.size() ? encode(key.apply(page.getLast())) : null);
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no cursor of this list; take next of the page before", e);
        }
    }
}
