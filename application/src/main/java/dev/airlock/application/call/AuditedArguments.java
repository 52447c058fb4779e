package dev.airlock.application.call;

import dev.airlock.domain.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Arguments as the audit log keeps them: values under telling names removed, long names, texts and lists cut. */
final class AuditedArguments {
    private static final int MAX_TEXT = 500;
    private static final int MAX_NAME = 128;
    private static final int MAX_VALUES = 200;
    private static final Pattern PUNCTUATION = Pattern.compile("[^a-z0-9]");
    private static final List<String> SECRET_NAMES = List.of(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "token",
            "apikey",
            "accesskey",
            "privatekey",
            "credential",
            "authorization",
            "cookie");

    private int values;

    private AuditedArguments() {}

    static Json of(Json.Obj arguments) {
        return new AuditedArguments().bounded(arguments);
    }

    private Json bounded(Json value) {
        if (++values > MAX_VALUES) {
            return Json.of("[more omitted]");
        }
        return switch (value) {
            case Json.Obj(Map<String, Json> members) -> object(members);
            case Json.Arr(List<Json> items) -> array(items);
            case Json.Str(String text)
            when text.length() > MAX_TEXT -> Json.of(cut(text, MAX_TEXT) + "[… of " + text.length() + " characters]");
            case Json.Str text -> text;
            case Json.Num number -> number;
            case Json.Bool bool -> bool;
            case Json.Null nothing -> nothing;
        };
    }

    private Json object(Map<String, Json> members) {
        var kept = new LinkedHashMap<String, Json>();
        for (Map.Entry<String, Json> member : members.entrySet()) {
            if (values > MAX_VALUES) {
                break;
            }
            String name = member.getKey();
            kept.put(cut(name, MAX_NAME), isSecret(name) ? Json.of("[removed]") : bounded(member.getValue()));
        }
        return new Json.Obj(kept);
    }

    private Json array(List<Json> items) {
        var kept = new ArrayList<Json>();
        for (Json item : items) {
            if (values > MAX_VALUES) {
                break;
            }
            kept.add(bounded(item));
        }
        return new Json.Arr(kept);
    }

    private static boolean isSecret(String name) {
        String letters = PUNCTUATION.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
        return SECRET_NAMES.stream().anyMatch(letters::contains);
    }

    /** Cuts a text to so many characters, never between the halves of one. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
