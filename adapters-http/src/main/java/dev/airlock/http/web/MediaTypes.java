package dev.airlock.http.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;

/** What a request's Content-Type and Accept headers say. */
public final class MediaTypes {
    /** JSON. */
    public static final String JSON = "application/json";

    /** Server-sent events. */
    public static final String EVENT_STREAM = "text/event-stream";

    private static final String FORM = "application/x-www-form-urlencoded";

    private MediaTypes() {}

    /** Returns whether the body is said to be JSON, whatever the parameters. */
    public static boolean isJson(HttpServletRequest request) {
        return is(request, JSON);
    }

    /** Returns whether the body is said to be an encoded form, whatever the parameters. */
    public static boolean isForm(HttpServletRequest request) {
        return is(request, FORM);
    }

    private static boolean is(HttpServletRequest request, String expected) {
        String type = request.getContentType();
        return type != null && isRange(type, 0, type.length(), expected);
    }

    /** Returns whether an answer of the type is acceptable; without an Accept header every one is. */
    public static boolean accepts(HttpServletRequest request, String type) {
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
