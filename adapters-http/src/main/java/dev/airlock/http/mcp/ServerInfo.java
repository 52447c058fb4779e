package dev.airlock.http.mcp;

import dev.airlock.application.call.ServerSnapshot;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.json.Json;

/** What Airlock says of itself to clients. */
record ServerInfo(String version) {
    Json.Obj json() {
        return Json.object()
                .put("name", "airlock")
                .put("title", "Airlock")
                .put("version", version)
                .build();
    }

    /** What a model should know before it uses the tools. */
    static String instructions(Caller caller, ServerSnapshot snapshot) {
        return "These are the tools of \"" + snapshot.server().name() + "\" for "
                + caller.organization().name() + ", through Airlock. Each call is checked against the organization's"
                + " policy and recorded; one that is refused or has to wait for a person says so and what to do.";
    }
}
