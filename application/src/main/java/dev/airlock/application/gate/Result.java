package dev.airlock.application.gate;

import java.util.function.Function;

/** What came of an administrative act. */
public sealed interface Result<T> {
    /** It was done. */
    record Done<T>(T value) implements Result<T> {}

    /** It was not done. */
    record Refused<T>(Refusal refusal) implements Result<T> {}

    /** Wraps a value. */
    static <T> Result<T> done(T value) {
        return new Done<>(value);
    }

    /** Wraps a refusal. */
    static <T> Result<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    /** Goes on with what was done. */
    default <R> Result<R> then(Function<? super T, Result<R>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
        };
    }

    /** Transforms the value of what was done. */
    default <R> Result<R> map(Function<? super T, ? extends R> transform) {
        return then(value -> new Done<>(transform.apply(value)));
    }
}
