package dev.airlock.http.api;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version that a change is meant for, so that nobody overwrites what they have not seen (RFC 9110, 13.1.1). */
final class IfMatch {
    private static final Pattern TAG = Pattern.compile("\"([1-9][0-9]{0,17})\"");

    @HeaderParam(HttpHeaders.IF_MATCH)
    private @Nullable String header;

    /** The tag of a version. */
    static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** Returns the version, which must be given. */
    long version() {
        if (header == null) {
            throw Problem.of(
                            Status.PRECONDITION_REQUIRED,
                            "say which version you change: send the ETag of your last GET as If-Match")
                    .exception();
        }
        Matcher tag = TAG.matcher(header.strip());
        if (!tag.matches()) {
            throw Problem.invalid(HttpHeaders.IF_MATCH, "must be the ETag of your last GET, such as \"7\"");
        }
        return Long.parseLong(tag.group(1));
    }

    /** Returns what was done; a conflict means that the version is not the present one any more. */
    static <T> T orStale(Result<T> result) {
        if (result instanceof Result.Refused<T>(Refusal.Conflict(String message))) {
            throw Problem.of(Status.PRECONDITION_FAILED, message).exception();
        }
        return Problem.orThrow(result);
    }
}
