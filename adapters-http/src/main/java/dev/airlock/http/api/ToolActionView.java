package dev.airlock.http.api;

import dev.airlock.domain.policy.Action;

/** A tool and the action in force for the caller: a stricter rule still wins over the switch. */
record ToolActionView(String name, Action action) {}
