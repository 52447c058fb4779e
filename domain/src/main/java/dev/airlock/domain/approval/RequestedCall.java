package dev.airlock.domain.approval;

import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.Ground;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.tool.ToolFingerprint;
import dev.airlock.domain.tool.ToolName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an approval request is about.
 *
 * @param slug the server's
 * @param fingerprint the tool as it was when the call was judged
 * @param edit where an approver changed the arguments, else null
 * @param ground why the policy asks
 */
public record RequestedCall(
        OrganizationId organization,
        ApprovalId id,
        CallId call,
        Requester requester,
        ServerId server,
        Slug slug,
        ToolName tool,
        ToolFingerprint fingerprint,
        PlannedCall planned,
        @Nullable Edit edit,
        Ground ground,
        ApprovalDemand demand,
        Instant requestedAt,
        Instant expiresAt) {

    /**
     * An approver's change of the arguments.
     *
     * @param asked the arguments that the agent gave
     */
    public record Edit(UserId by, RawJson asked) {}

    /** The digest of what is to be sent. */
    public RequestDigest digest() {
        return planned.digest();
    }

    /** Stands for everything that people are shown and decide about. */
    public RequestDigest shown() {
        return planned.shown();
    }

    /** The same request for the same call, of which people are shown another present state. */
    public RequestedCall seeing(@Nullable PresentState state) {
        return new RequestedCall(
                organization,
                id,
                call,
                requester,
                server,
                slug,
                tool,
                fingerprint,
                planned.seeing(state),
                edit,
                ground,
                demand,
                requestedAt,
                expiresAt);
    }

    /** The arguments that the agent gave, whether or not they were changed since. */
    public RawJson asked() {
        return edit == null ? planned.arguments() : edit.asked();
    }

    /** The same request for another call of the same tool, as an approver would rather have it; judged anew. */
    public RequestedCall edited(UserId by, PlannedCall other, Ground why, ApprovalDemand who) {
        return new RequestedCall(
                organization,
                id,
                call,
                requester,
                server,
                slug,
                tool,
                fingerprint,
                other,
                new Edit(by, asked()),
                why,
                who,
                requestedAt,
                expiresAt);
    }
}
