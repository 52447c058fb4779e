package dev.airlock.upstream.policy;

import dev.cel.common.CelErrorCode;
import dev.cel.common.CelException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in words for people why a condition could not be answered. */
final class CelProblems {
    private static final int MAX_LENGTH = 200;
    private static final Pattern MISSING = Pattern.compile("key '([^']{1,100})' is not present in map");
    private static final Pattern OVERLOAD = Pattern.compile("[Nn]o matching overload for function '_?([^']{1,60}?)_?'");
    private static final Pattern PLACE = Pattern.compile("^evaluation error at <input>:(\\d+): ");

    private static final Pattern INDEX = Pattern.compile("evaluation error at <input>:\\d+: (?!Error)(.{1,100})");

    private CelProblems() {}

    static String explain(String expression, Exception e) {
        String message = e.getMessage() == null ? "it cannot be evaluated" : e.getMessage();
        Matcher missing = MISSING.matcher(message);
        if (missing.find()) {
            return named(expression, missing.group(1)) + " is missing";
        }
        Matcher absent = INDEX.matcher(message);
        if (isAbsent(e) && absent.matches()) {
            return "\"" + absent.group(1) + "\" is missing";
        }
        Matcher place = PLACE.matcher(message);
        String where =
                place.find() ? "at character " + (Integer.parseInt(place.group(1)) + 1) + " of the condition, " : "";
        Matcher overload = OVERLOAD.matcher(message);
        String what = overload.find()
                ? overload.group(1).replace("_", "") + " does not work with values of these kinds"
                : place.replaceFirst("");
        String text = where + what;
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    }

    private static boolean isAbsent(Exception e) {
        return e instanceof CelException cel && cel.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND;
    }

    /** The key as the expression writes it: {@code args.amount}. */
    private static String named(String expression, String key) {
        Matcher written = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*\\." + Pattern.quote(key) + "\\b")
                .matcher(expression);
        return written.find() ? written.group() : "\"" + key + "\"";
    }
}
