package dev.airlock.domain.approval;

import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.Ground;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.tool.ToolFingerprint;
import dev.airlock.domain.tool.ToolName;
import java.time.Instant;

/**
 * What an approval request is about; it never changes.
 *
 * @param fingerprint the tool as it was when the call was judged
 * @param digest of the canonical request: only exactly that request may be sent
 */
public record RequestedCall(
        OrganizationId organization,
        ApprovalId id,
        CallId call,
        UserId requester,
        String client,
        ServerId server,
        ToolName tool,
        ToolFingerprint fingerprint,
        RawJson arguments,
        RequestDigest digest,
        Ground ground,
        ApprovalDemand demand,
        Instant requestedAt,
        Instant expiresAt) {}
