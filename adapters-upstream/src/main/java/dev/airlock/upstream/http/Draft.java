package dev.airlock.upstream.http;

import dev.airlock.domain.call.Header;
import dev.airlock.domain.call.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** A request that is being written, and what is wrong with its arguments so far. */
final class Draft {
    private final Map<String, String> values = new HashMap<>();
    private final StringJoiner query = new StringJoiner("&");
    private final StringJoiner cookies = new StringJoiner("; ");
    private final List<Header> headers = new ArrayList<>();
    private final Set<String> members = new HashSet<>();
    private final List<Violation> violations = new ArrayList<>();

    void refuse(String argument, String problem) {
        violations.add(new Violation(argument, problem));
    }

    /** Takes a name for a member that is written under its own name; false where another member has it already. */
    boolean claim(HttpOperation.In in, String member) {
        return members.add(in + ":" + member.toLowerCase(Locale.ROOT));
    }

    void path(String name, String encoded) {
        values.put(name, encoded);
    }

    void query(String encodedName, String encodedValue) {
        query.add(encodedName + "=" + encodedValue);
    }

    void cookie(String encodedName, String encodedValue) {
        cookies.add(encodedName + "=" + encodedValue);
    }

    void header(String name, String value) {
        headers.add(new Header(name, value));
    }

    List<Violation> violations() {
        return violations;
    }

    /** The path and query of the request line. */
    String target(String basePath, PathTemplate template) {
        String path = basePath + template.fill(values);
        String filled = path.isEmpty() ? "/" : path;
        return query.length() == 0 ? filled : filled + "?" + query;
    }

    List<Header> headers() {
        if (cookies.length() > 0) {
            headers.add(new Header("Cookie", cookies.toString()));
        }
        return headers;
    }
}
