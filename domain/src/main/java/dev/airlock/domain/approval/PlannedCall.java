package dev.airlock.domain.approval;

import dev.airlock.domain.call.CanonicalRequest;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.digest.Fields;
import dev.airlock.domain.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent, exactly.
 *
 * @param arguments of the tool
 * @param connection whose credential goes with it, or null where the API wants none
 * @param request what the arguments mean
 * @param digest of the canonical request: only exactly that one may be sent
 * @param present the digest of the present state that people are shown with it, null where none is
 */
public record PlannedCall(
        RawJson arguments,
        CanonicalRequest.@Nullable ConnectionRef connection,
        OutgoingRequest request,
        RequestDigest digest,
        @Nullable String present) {
    /** The plan of a canonical request with these arguments. */
    public static PlannedCall of(RawJson arguments, CanonicalRequest canonical) {
        return new PlannedCall(arguments, canonical.connection(), canonical.outgoing(), canonical.digest(), null);
    }

    /** The same call, shown with another present state, or with none. */
    public PlannedCall seeing(@Nullable PresentState state) {
        return new PlannedCall(arguments, connection, request, digest, state == null ? null : state.digest());
    }

    /** Stands for everything that people are shown of it: the request and the present state. */
    public RequestDigest shown() {
        return present == null
                ? digest
                : new RequestDigest(
                        new Fields().add(digest.sha256()).add(present).sha256());
    }
}
