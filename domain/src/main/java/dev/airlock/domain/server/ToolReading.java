package dev.airlock.domain.server;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.MemberPath;
import dev.airlock.domain.tool.ToolName;

/**
 * Something that Airlock itself reads at a service with a connection's credential: a tool of the server, called with fixed arguments, and where in its
 * answer the value stands.
 *
 * @param tool one that only reads
 */
public record ToolReading(ToolName tool, Json.Obj arguments, MemberPath member) {
    /** The member and the tool that answers with it. */
    @Override
    public String toString() {
        return member + " of " + tool;
    }
}
