package dev.airlock.bootstrap.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What goes back to the caller. */
record Reply(int status, Map<String, String> headers, byte[] body, Duration delay) {
    private static final String TYPE = "Content-Type";
    private static final Map<Integer, String> TITLES = Map.of(
            400, "Bad request",
            401, "Unauthorized",
            404, "Not found",
            405, "Method not allowed",
            409, "Conflict",
            413, "Content too large",
            422, "Unprocessable content",
            500, "Internal server error");

    static Reply json(int status, Object value) {
        return of(status, "application/json", Json.bytes(value));
    }

    /** A body that is JSON text already. */
    static Reply document(String json) {
        return of(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    static Reply text(String text) {
        return of(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply png(byte[] image) {
        return of(200, "image/png", image);
    }

    static Reply noContent() {
        return new Reply(204, Map.of(), new byte[0], Duration.ZERO);
    }

    /** A problem document (RFC 9457) with one sentence that says what was wrong and what would be right. */
    static Reply problem(int status, String detail) {
        return problem(status, detail, List.of());
    }

    /** A problem document that names each field that was wrong. */
    static Reply faulty(int status, List<Fault> faults) {
        var detail = faults.stream()
                .map(fault -> fault.field() + " " + fault.message())
                .collect(Collectors.joining("; "));
        return problem(status, detail, faults);
    }

    /** The same reply with one more header. */
    Reply with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, Map.copyOf(more), body, delay);
    }

    /** The same reply, sent only after a wait. */
    Reply after(Duration wait) {
        return new Reply(status, headers, body, wait);
    }

    private static Reply problem(int status, String detail, List<Fault> faults) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", TITLES.getOrDefault(status, "Problem"));
        problem.put("status", status);
        problem.put("detail", detail);
        if (!faults.isEmpty()) {
            problem.put("errors", faults);
        }
        return of(status, "application/problem+json", Json.bytes(problem));
    }

    private static Reply of(int status, String mediaType, byte[] body) {
        return new Reply(status, Map.of(TYPE, mediaType), body, Duration.ZERO);
    }
}
