package dev.airlock.application.gate;

import dev.airlock.domain.identity.Role;
import dev.airlock.domain.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * An administrative act, as the audit log will name it.
 *
 * @param action such as {@code policy.change}
 * @param needed the least role that may do it
 * @param server the slug of the server concerned, if any
 * @param detail what is to be recorded, without secrets
 */
public record Act(String action, Role needed, @Nullable String server, Json.Obj detail) {}
