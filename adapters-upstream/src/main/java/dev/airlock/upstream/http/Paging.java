package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.upstream.http.Exchange.Answer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
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

    private final AskedArguments arguments;

    private Paging(AskedArguments arguments) {
        this.arguments = arguments;
    }

    /** Returns how to page, or null where no argument is for that. */
    static @Nullable Paging of(AskedArguments arguments) {
        boolean able = arguments.byWireName().keySet().stream().anyMatch(name -> leadsOn(AskedArguments.kind(name)));
        return able ? new Paging(arguments) : null;
    }

    /** Returns whether parameters of this kind lead to other pages. */
    static boolean leadsOn(String kind) {
        return MARKS.contains(kind) || COUNTS.contains(kind);
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
            String argument = arguments.byWireName().get(name);
            if (argument != null && !value.equals(present.get(name))) {
                next.put(argument, value);
            }
        });
        return next;
    }

    private Map<String, String> byMark(NextPage page, Map<String, String> present) {
        for (Map.Entry<String, String> mark : page.marks().entrySet()) {
            String argument = argumentFor(AskedArguments.kind(mark.getKey()));
            if (argument != null && !present.containsValue(mark.getValue())) {
                return Map.of(argument, mark.getValue());
            }
        }
        String last = page.lastId();
        String after = arguments.ofKind("startingafter");
        return last == null || after == null ? Map.of() : Map.of(after, last);
    }

    /** A mark goes into the parameter of its own name, else into the one parameter that takes marks; a number into one that counts. */
    private @Nullable String argumentFor(String mark) {
        String bare = mark.startsWith("next") ? mark.substring("next".length()) : mark;
        String own = arguments.ofKind(mark);
        if (own == null) {
            own = arguments.ofKind(bare);
        }
        return own != null || COUNTS.contains(bare) ? own : arguments.ofKind(MARKS);
    }

    private static String quoted(String value) {
        return new String(JsonWriter.write(Json.of(value)), StandardCharsets.UTF_8);
    }
}
