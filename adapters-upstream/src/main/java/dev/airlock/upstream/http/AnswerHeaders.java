package dev.airlock.upstream.http;

import org.jspecify.annotations.Nullable;

/** The headers of an answer. */
@FunctionalInterface
interface AnswerHeaders {
    /** Returns the first header of this name in any case, or null. */
    @Nullable
    String first(String name);
}
