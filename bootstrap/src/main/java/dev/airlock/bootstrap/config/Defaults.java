package dev.airlock.bootstrap.config;

import org.jspecify.annotations.Nullable;

/** Fills in what a configuration leaves out. */
final class Defaults {
    private Defaults() {}

    static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
