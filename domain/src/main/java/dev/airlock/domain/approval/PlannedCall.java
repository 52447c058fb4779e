package dev.airlock.domain.approval;

import dev.airlock.domain.call.CanonicalRequest;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent, exactly.
 *
 * @param arguments of the tool
 * @param connection whose credential goes with it, or null where the API wants none
 * @param request what the arguments mean
 * @param digest of the canonical request: only exactly that one may be sent
 */
public record PlannedCall(
        RawJson arguments,
        CanonicalRequest.@Nullable ConnectionRef connection,
        OutgoingRequest request,
        RequestDigest digest) {
    /** The plan of a canonical request with these arguments. */
    public static PlannedCall of(RawJson arguments, CanonicalRequest canonical) {
        return new PlannedCall(arguments, canonical.connection(), canonical.outgoing(), canonical.digest());
    }
}
