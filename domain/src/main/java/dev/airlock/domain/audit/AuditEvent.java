package dev.airlock.domain.audit;

import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.json.RawJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One immutable record of who did what to what, from where, with which outcome. A deed that takes time has two: an intent, durable before it
 * begins, and an outcome with the same {@code subject}.
 *
 * @param subject ties intent and outcome together: the call's id, or one made for an administrative act
 * @param phase where in the deed this record stands
 * @param action what is done, such as {@code tool.call} or {@code policy.change}
 * @param actor the person's id, or {@code null} where nobody is known or Airlock itself acted
 * @param client the program that acted for them
 * @param address the network address they came from
 * @param server the server's slug, where the deed concerns one
 * @param tool the tool's name, where the deed concerns one
 * @param result how it ended, or what was decided, in a word: see {@link AuditResult}
 * @param detail more, secrets removed and sizes bounded
 */
public record AuditEvent(
        OrganizationId organization,
        UUID subject,
        Phase phase,
        Instant at,
        String action,
        @Nullable UUID actor,
        String client,
        String address,
        @Nullable String server,
        @Nullable String tool,
        AuditResult result,
        RawJson detail) {
    /** Where in a deed a record stands. */
    public enum Phase {
        /** Written before something begins. */
        INTENT,
        /** Written when it has ended. */
        OUTCOME,
        /** Something that took no time, such as a refusal. */
        EVENT
    }
}
