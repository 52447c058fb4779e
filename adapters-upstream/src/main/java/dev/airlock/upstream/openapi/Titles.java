package dev.airlock.upstream.openapi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What people and agents read first about a tool. */
final class Titles {
    private static final int MAX_TITLE = 120;
    private static final int MAX_DESCRIPTION = 2_000;

    private Titles() {}

    /** Returns the summary, else the words of the operation's id, else method and nouns of the path. */
    static String title(ApiOperation operation) {
        String summary = Texts.line(operation.summary(), MAX_TITLE);
        if (!summary.isEmpty()) {
            return summary;
        }
        String id = operation.operationId();
        String words = id == null ? "" : Texts.line(Words.phrase(Words.of(id)), MAX_TITLE);
        return words.isEmpty() ? Texts.line(fromPath(operation), MAX_TITLE) : words;
    }

    /** Returns the description, else the title; a deprecated operation says so first. */
    static String description(ApiOperation operation) {
        String own = operation.operation().text("description");
        String text = own == null ? "" : Texts.clean(own, MAX_DESCRIPTION);
        return (operation.deprecated() ? "Deprecated. " : "") + (text.isEmpty() ? title(operation) : text);
    }

    private static String fromPath(ApiOperation operation) {
        String path = operation.path();
        boolean one = path.endsWith("}");
        List<String> nouns = Arrays.stream(path.split("/"))
                .filter(segment -> !segment.startsWith("{"))
                .flatMap(segment -> Words.of(segment).stream())
                .toList();
        var words = new ArrayList<String>();
        words.add(verb(operation.method(), one));
        words.addAll(nouns);
        if (one) {
            words.add("by");
            words.addAll(Words.of(path.substring(path.lastIndexOf('{'))));
        }
        return Words.phrase(words);
    }

    private static String verb(String method, boolean one) {
        return switch (method) {
            case "GET" -> one ? "Get" : "List";
            case "POST" -> "Create";
            case "PUT" -> "Replace";
            case "PATCH" -> "Update";
            default -> Words.phrase(List.of(Words.lower(method)));
        };
    }
}
