package dev.airlock.http.api;

import dev.airlock.application.audit.AuditTrail;
import dev.airlock.domain.audit.AuditResult;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which records are asked for; a parameter that is left out matches everything. */
final class AuditFilter {
    @QueryParam("action")
    private @Nullable String action;

    @QueryParam("server")
    private @Nullable String server;

    @QueryParam("tool")
    private @Nullable String tool;

    @QueryParam("actor")
    private @Nullable String actor;

    @QueryParam("subject")
    private @Nullable String subject;

    @QueryParam("result")
    private @Nullable String result;

    @QueryParam("text")
    private @Nullable String text;

    AuditTrail.Filter toFilter() {
        return new AuditTrail.Filter(
                action,
                server,
                tool,
                Input.optional("actor", actor, Input::id),
                Input.optional("subject", subject, Input::id),
                Input.optional("result", result, AuditFilter::known),
                text);
    }

    static AuditTrail.Filter of(UUID subject) {
        return new AuditTrail.Filter(null, null, null, null, subject, null, null);
    }

    private static String known(String text) {
        if (Arrays.stream(AuditResult.values()).noneMatch(one -> one.name().equals(text))) {
            throw new IllegalArgumentException("must be one of " + Arrays.toString(AuditResult.values()));
        }
        return text;
    }
}
