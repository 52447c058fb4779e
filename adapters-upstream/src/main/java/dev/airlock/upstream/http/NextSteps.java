package dev.airlock.upstream.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns what an API says in an answer of success into what an agent can do about it, as statuses do elsewhere. */
final class NextSteps {
    private static final String OTHERWISE = "Correct the arguments as the API says and call again.";

    private static final Map<Pattern, String> STEPS = new LinkedHashMap<>();

    static {
        STEPS.put(
                Pattern.compile("rate.?limit|throttl|too many|complexity|cost exceed"),
                "Too many calls, or too much asked at once. Wait before calling again, and ask for less.");
        STEPS.put(
                Pattern.compile("scope|permission|forbidden|not allowed|access.?denied|not_in_channel|restricted"),
                "Your credential is known to the API but may not do this. Ask for the permission, or do without it.");
        STEPS.put(
                Pattern.compile("auth|token|unauthori[sz]ed|account_inactive|credential|api.?key"),
                "The API did not accept your stored credential. Connect the service again in the Control Room; calling again"
                        + " before that will not help.");
        STEPS.put(
                Pattern.compile("not.?found|no such|does not exist|unknown_"),
                "Nothing is there under these arguments. Check the identifiers, for example by listing first.");
        STEPS.put(
                Pattern.compile("internal|unavailable|timeout|fatal_error"),
                "The fault is on the API's side. Read before you repeat a change: it may have happened.");
    }

    private NextSteps() {}

    /** Returns the step that goes with the message. */
    static String after(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return STEPS.entrySet().stream()
                .filter(step -> step.getKey().matcher(lower).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OTHERWISE);
    }
}
