package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.upstream.http.Exchange.Answer;
import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says which arguments lead to the next page, for operations that have such arguments, from what the API says of it. */
final class Paging {
    /** Names of parameters that take a mark which the API hands out, in letters only. */
    private static final Set<String> MARKS = Set.of(
            "after",
            "continuation",
            "continuationtoken",
            "cursor",
            "marker",
            "nextcursor",
            "nextpagetoken",
            "nexttoken",
            "pagecursor",
            "pagetoken",
            "paginationtoken",
            "startcursor");

    /** Names of parameters that count, or name the last thing seen. */
    private static final Set<String> COUNTS =
            Set.of("offset", "page", "pagenumber", "skip", "start", "startat", "startingafter");

    private static final int MAX_VALUE = 1_000;

    private final Map<String, String> argumentsByWireName = new LinkedHashMap<>();
    private final Map<String, String> argumentsByKind = new LinkedHashMap<>();

    private Paging(List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            if (parameter.in() == In.QUERY) {
                argumentsByWireName.put(parameter.name(), parameter.argument());
                argumentsByKind.put(letters(parameter.name()), parameter.argument());
            }
        }
    }

    /** Returns how to page, or null where no parameter is for that. */
    static @Nullable Paging of(List<Parameter> parameters) {
        var paging = new Paging(parameters);
        boolean able = paging.argumentsByKind.keySet().stream()
                .anyMatch(kind -> MARKS.contains(kind) || COUNTS.contains(kind));
        return able ? paging : null;
    }

    /** Returns a line on the next page, or nothing where there is none, or none that is known of. */
    List<String> hints(Answer answer, @Nullable Json json, String target) {
        var page = new NextPage(answer, json);
        Map<String, String> next = page.address() == null ? Map.of() : byAddress(page.address(), target);
        if (next.isEmpty()) {
            next = byMark(page, Queries.of(target));
        }
        if (next.isEmpty() || next.values().stream().anyMatch(value -> value.length() > MAX_VALUE)) {
            return List.of();
        }
        var words = new StringBuilder("[more: for the next page, call again with ");
        String separator = "";
        for (Map.Entry<String, String> argument : next.entrySet()) {
            words.append(separator).append(argument.getKey()).append(" = ").append(quoted(argument.getValue()));
            separator = ", ";
        }
        return List.of(words.append(", and everything else as it was]").toString());
    }

    private Map<String, String> byAddress(String address, String target) {
        Map<String, String> present = Queries.of(target);
        var next = new LinkedHashMap<String, String>();
        Queries.of(address).forEach((name, value) -> {
            String argument = argumentsByWireName.get(name);
            if (argument != null && !value.equals(present.get(name))) {
                next.put(argument, value);
            }
        });
        return next;
    }

    private Map<String, String> byMark(NextPage page, Map<String, String> present) {
        for (Map.Entry<String, String> mark : page.marks().entrySet()) {
            String argument = argumentFor(letters(mark.getKey()));
            if (argument != null && !present.containsValue(mark.getValue())) {
                return Map.of(argument, mark.getValue());
            }
        }
        String last = page.lastId();
        String after = argumentsByKind.get("startingafter");
        return last == null || after == null ? Map.of() : Map.of(after, last);
    }

    /** A mark goes into the parameter of its own name, else into the one parameter that takes marks; a number into one that counts. */
    private @Nullable String argumentFor(String mark) {
        String bare = mark.startsWith("next") ? mark.substring("next".length()) : mark;
        String own = argumentsByKind.getOrDefault(mark, argumentsByKind.get(bare));
        if (own != null || COUNTS.contains(bare)) {
            return own;
        }
        return argumentsByKind.entrySet().stream()
                .filter(argument -> MARKS.contains(argument.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }

    private static String quoted(String value) {
        return new String(JsonWriter.write(Json.of(value)), StandardCharsets.UTF_8);
    }
}
