package dev.airlock.http.api;

import dev.airlock.domain.policy.Action;
import org.jspecify.annotations.Nullable;

/** The action to which a tool is switched. */
record ToolActionBody(@Nullable Action action) {}
