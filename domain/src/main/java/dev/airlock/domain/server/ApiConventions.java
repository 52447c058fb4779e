package dev.airlock.domain.server;

import dev.airlock.domain.call.Header;
import dev.airlock.domain.call.ReservedHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an API wants of every call and does not say in its description, and how it says inside an answer of success that it failed. Of no
 * convention for most APIs.
 *
 * @param headers fixed headers that go with every call, such as the API's version; at most {@value #MAX}, none that belongs to Airlock or to HTTP
 * @param failures what in an answer of success says that the call failed; at most {@value #MAX}
 * @param identity what the service calls the account that a credential belongs to; null where it has no way of saying so
 */
public record ApiConventions(
        List<Header> headers,
        List<FailureSign> failures,
        @Nullable ToolReading identity) {
    /** No convention. */
    public static final ApiConventions NONE = new ApiConventions(List.of(), List.of(), null);

    private static final int MAX = 20;
    private static final int MAX_VALUE = 500;

    /** What is not valid is an {@link IllegalArgumentException} that says what would be. */
    public ApiConventions {
        headers = List.copyOf(headers);
        failures = List.copyOf(failures);
        if (headers.size() > MAX || failures.size() > MAX) {
            throw new IllegalArgumentException("at most " + MAX + " headers and " + MAX + " signs of failure are kept");
        }
        var names = new HashSet<String>();
        for (Header header : headers) {
            check(header);
            if (!names.add(header.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the header " + header.name() + " is there twice");
            }
        }
    }

    /** Conventions of an API that has no way of saying whose a credential is. */
    public ApiConventions(List<Header> headers, List<FailureSign> failures) {
        this(headers, failures, null);
    }

    private static void check(Header header) {
        if (ReservedHeaders.contains(header.name())) {
            throw new IllegalArgumentException("\"" + header.name()
                    + "\" is no header that can be fixed: it is no header name, or belongs to Airlock or to HTTP");
        }
        String value = header.value();
        boolean printable = value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        if (!printable || value.isBlank() || value.length() > MAX_VALUE) {
            throw new IllegalArgumentException("the value of " + header.name() + " must be 1 to " + MAX_VALUE
                    + " printable ASCII characters without line breaks");
        }
    }
}
