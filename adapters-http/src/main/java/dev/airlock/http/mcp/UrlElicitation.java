package dev.airlock.http.mcp;

import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.json.Json;
import org.jspecify.annotations.Nullable;

/** Asks a user, by way of their client, to open a page: on which they connect a service, or decide a request. Whoever opens it does so for nobody but themselves. */
record UrlElicitation(String baseUrl) {
    /** Returns whether a client with these capabilities can be asked. */
    static boolean isDeclaredIn(Json.@Nullable Obj capabilities) {
        Json.Obj elicitation = capabilities == null ? null : capabilities.object("elicitation");
        return elicitation != null && elicitation.object("url") != null;
    }

    /** The parameters of the request; only the legacy era has an id. */
    Json.Obj of(CallOutcome.NotConnected outcome, @Nullable String id) {
        return Json.object()
                .put("mode", "url")
                .put("elicitationId", id)
                .put("url", baseUrl + outcome.connectPath())
                .put("message", message(outcome))
                .build();
    }

    /** The parameters of the request to decide a call. */
    Json.Obj of(CallOutcome.AwaitingApproval waiting) {
        return Json.object()
                .put("mode", "url")
                .put("url", baseUrl + waiting.path())
                .put(
                        "message",
                        "Decide whether the call may be made: "
                                + waiting.ground().explanation() + ".")
                .build();
    }

    private static String message(CallOutcome.NotConnected outcome) {
        return outcome.fault() == null
                ? "Connect " + outcome.serverName() + " first: its tools are called with your own account there."
                : "Connect " + outcome.serverName() + " again: your connection works no more (" + outcome.fault()
                        + ").";
    }
}
