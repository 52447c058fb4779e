package dev.airlock.http.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads bodies of bounded size. */
public final class RequestBody {
    private RequestBody() {}

    /** Returns the body, or null where it is larger than the limit; one that says so is not read at all. */
    public static byte @Nullable [] read(HttpServletRequest request, int limit) throws IOException {
        long length = request.getContentLengthLong();
        if (length > limit) {
            return null;
        }
        byte[] body = request.getInputStream().readNBytes(length < 0 ? limit + 1 : (int) length);
        return body.length > limit ? null : body;
    }
}
