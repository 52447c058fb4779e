package dev.airlock.bootstrap.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a list; {@code nextOffset} is absent on the last page. */
record Page<T>(List<T> items, int total, @Nullable Integer nextOffset) {
    /** Cuts the page that the call's {@code limit} and {@code offset} ask for. */
    static <T> Page<T> of(List<T> all, Call call) {
        int from = Math.min(call.number("offset"), all.size());
        int to = Math.min(from + call.number("limit"), all.size());
        return new Page<>(List.copyOf(all.subList(from, to)), all.size(), to < all.size() ? to : null);
    }
}
