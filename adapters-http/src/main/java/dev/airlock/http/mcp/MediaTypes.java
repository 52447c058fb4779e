package dev.airlock.http.mcp;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;

/** What a request's Content-Type and Accept headers say. */
final class MediaTypes {
    static final String JSON = "application/json";
    static final String EVENT_STREAM = "text/event-stream";

    private MediaTypes() {}

    /** Returns whether the body is said to be JSON, whatever the parameters. */
    static boolean isJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && isRange(type, 0, type.length(), JSON);
    }

    /** Returns whether an answer of the type is acceptable; without an Accept header every one is. */
    static boolean accepts(HttpServletRequest request, String type) {
        boolean asked = false;
        for (String header : Collections.list(request.getHeaders("Accept"))) {
            asked = true;
            if (names(header, type)) {
                return true;
            }
        }
        return !asked;
    }

    private static boolean names(String accept, String type) {
        String family = type.substring(0, type.indexOf('/') + 1) + "*";
        int from = 0;
        while (from <= accept.length()) {
            int comma = accept.indexOf(',', from);
            int to = comma < 0 ? accept.length() : comma;
            if (isRange(accept, from, to, type)
                    || isRange(accept, from, to, "*/*")
                    || isRange(accept, from, to, family)) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    private static boolean isRange(String header, int from, int to, String range) {
        int semicolon = header.indexOf(';', from);
        int end = semicolon < 0 || semicolon > to ? to : semicolon;
        int start = from;
        while (start < end && header.charAt(start) == ' ') {
            start++;
        }
        while (end > start && header.charAt(end - 1) == ' ') {
            end--;
        }
        return end - start == range.length() && header.regionMatches(true, start, range, 0, range.length());
    }
}
