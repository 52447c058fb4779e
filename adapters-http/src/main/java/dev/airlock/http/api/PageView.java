package dev.airlock.http.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a list, and the cursor of the next part; null on the last. */
record PageView<T>(List<T> items, @Nullable String next) {}
