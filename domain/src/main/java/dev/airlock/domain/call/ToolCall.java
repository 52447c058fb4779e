package dev.airlock.domain.call;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;

/** What an agent asks for: run this tool of this server with these arguments. */
public record ToolCall(Caller caller, Slug server, String tool, Json.Obj arguments) {}
