package dev.airlock.application.call;

import dev.airlock.domain.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arguments as the audit log keeps them: values under telling names removed, long names, texts and lists cut. */
final class AuditedArguments {
    private static final int MAX_TEXT = 500;
    private static final int MAX_NAME = 128;
    private static final int MAX_VALUES = 200;
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
        String letters = lettersOf(name);
        for (String secret : SECRET_NAMES) {
            if (letters.contains(secret)) {
                return true;
            }
        }
        return false;
    }

    private static String lettersOf(String name) {
        var letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = Character.toLowerCase(name.charAt(i));
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    /** Cuts a text to so many characters, never between the halves of one. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
