package dev.airlock.http.api;

import dev.airlock.domain.call.RequestDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A decision about an approval request.
 *
 * @param digest of the request that is decided about, as it was shown
 * @param reason why it is rejected
 * @param standingSeconds for how long the same call needs no other decision; not at all where it is left out
 */
record DecisionBody(
        @Nullable String digest,
        @Nullable String reason,
        @Nullable Integer standingSeconds) {
    RequestDigest shown() {
        return Input.required("digest", digest, RequestDigest::of);
    }

    String wantedReason() {
        return Input.present("reason", reason);
    }

    Duration standing() {
        return Duration.ofSeconds(standingSeconds == null ? 0 : standingSeconds);
    }
}
