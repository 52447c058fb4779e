package dev.airlock.http.oauth;

import dev.airlock.application.oauth.OAuthError;
import dev.airlock.http.web.MediaTypes;
import dev.airlock.http.web.RequestBody;
import dev.airlock.http.web.UrlEncoded;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request to the token or revocation endpoint: in its body and nowhere else, each of them once. */
final class Parameters {
    private static final int MAX_BODY = 64 * 1024;

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** What came of reading. */
    sealed interface Reading {
        /** They can be used. */
        record Read(Parameters parameters) implements Reading {}

        /** They cannot. */
        record Refused(OAuthError error) implements Reading {}
    }

    static Reading read(HttpServletRequest request) throws IOException {
        if (request.getQueryString() != null) {
            return refused("the parameters belong into the body; what stands in a URL is kept by others");
        }
        if (!MediaTypes.isForm(request)) {
            return refused("the Content-Type must be application/x-www-form-urlencoded");
        }
        byte[] body = RequestBody.read(request, MAX_BODY);
        if (body == null) {
            return refused("the parameters may have 64 KiB");
        }
        try {
            return checked(new Parameters(UrlEncoded.read(body)));
        } catch (IllegalArgumentException e) {
            return refused("the body is not encoded as a form should be");
        }
    }

    private static Reading checked(Parameters parameters) {
        if (parameters.isRepeated("resource")) {
            return new Reading.Refused(OAuthError.invalidTarget("a token is for one resource; name it once"));
        }
        return parameters.values.keySet().stream().anyMatch(parameters::isRepeated)
                ? refused("each parameter is given once")
                : new Reading.Read(parameters);
    }

    private boolean isRepeated(String name) {
        return values.getOrDefault(name, List.of()).size() > 1;
    }

    private static Reading refused(String description) {
        return new Reading.Refused(OAuthError.invalidRequest(description));
    }

    /** Returns the value; null where there is none, and where it is empty, which means the same (RFC 6749, 3.2). */
    @Nullable
    String get(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        return given.isEmpty() || given.getFirst().isEmpty() ? null : given.getFirst();
    }
}
