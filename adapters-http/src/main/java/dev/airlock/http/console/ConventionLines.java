package dev.airlock.http.console;

import dev.airlock.domain.call.Header;
import dev.airlock.domain.server.ApiConventions;
import dev.airlock.domain.server.FailureSign;
import java.util.stream.Collectors;

/** The conventions of an API as people write them: a header a line, a sign of failure a line. */
final class ConventionLines {
    private ConventionLines() {}

    static String headers(ApiConventions conventions) {
        return conventions.headers().stream()
                .map(header -> header.name() + ": " + header.value())
                .collect(Collectors.joining("\n"));
    }

    static String failures(ApiConventions conventions) {
        return conventions.failures().stream().map(FailureSign::toString).collect(Collectors.joining("\n"));
    }

    /** Reads all; what is not valid is an {@link IllegalArgumentException} that says what would be. */
    static ApiConventions read(String headers, String failures, ReadingForm identity) {
        return new ApiConventions(
                Form.lines(headers).map(ConventionLines::header).toList(),
                Form.lines(failures).map(ConventionLines::failure).toList(),
                identity.read());
    }

    private static Header header(String line) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("\"" + line + "\" is no header; write it as Notion-Version: 2022-06-28");
        }
        return new Header(
                line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }

    private static FailureSign failure(String line) {
        int equals = line.indexOf('=');
        return equals < 0
                ? new FailureSign(line, null)
                : new FailureSign(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
    }
}
