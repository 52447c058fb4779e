package dev.airlock.http.api;

import org.jspecify.annotations.Nullable;

/** A group to be made or renamed. */
record GroupBody(@Nullable String name) {
    String wantedName() {
        return Input.present("name", name);
    }
}
