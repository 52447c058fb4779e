package dev.airlock.upstream.http;

import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.json.Json;
import dev.airlock.upstream.http.Exchange.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final Map<String, List<String>> variables;

    private Paging(AskedArguments arguments, Map<String, List<String>> variables) {
        this.arguments = arguments;
        this.variables = variables;
    }

    /** Returns how to page, or null where no argument is for that. */
    static @Nullable Paging of(@Nullable Body body, AskedArguments arguments) {
        if (body instanceof Body.GraphQl graphQl) {
            return graphQl.pages().isEmpty() ? null : new Paging(arguments, graphQl.pages());
        }
        boolean able = arguments.byWireName().keySet().stream().anyMatch(name -> leadsOn(AskedArguments.kind(name)));
        return able ? new Paging(arguments, Map.of()) : null;
    }

    /** Returns whether parameters of this kind lead to other pages. */
    static boolean leadsOn(String kind) {
        return MARKS.contains(kind) || COUNTS.contains(kind);
    }

    /** Returns a line on the next page, or nothing where there is none, or none that is known of. */
    List<String> hints(Answer answer, @Nullable Json json, OutgoingRequest request) {
        Map<String, String> next =
                variables.isEmpty() ? next(new NextPage(answer, json), request) : byPath(answer, json, request);
        if (next.isEmpty() || next.values().stream().anyMatch(value -> value.length() > MAX_VALUE)) {
            return List.of();
        }
        String values = next.entrySet().stream()
                .map(argument -> argument.getKey() + " = " + arguments.literal(argument.getKey(), argument.getValue()))
                .collect(Collectors.joining(", "));
        return List.of("[more: for the next page, call again with " + values + ", and everything else as it was]");
    }

    private Map<String, String> next(NextPage page, OutgoingRequest request) {
        String address = page.address();
        Map<String, String> marks = page.marks();
        String last = page.lastId();
        if (address == null && marks.isEmpty() && last == null) {
            return Map.of();
        }
        Map<String, String> sent = SentValues.of(request);
        Map<String, String> next = address == null ? Map.of() : byAddress(address, sent);
        return next.isEmpty() ? byMark(marks, last, sent) : next;
    }

    private Map<String, String> byAddress(String address, Map<String, String> sent) {
        var next = new LinkedHashMap<String, String>();
        Queries.of(address).forEach((name, value) -> {
            String argument = arguments.byWireName().get(name);
            if (argument != null && !value.equals(sent.get(name))) {
                next.put(argument, value);
            }
        });
        return next;
    }

    private Map<String, String> byMark(Map<String, String> marks, @Nullable String last, Map<String, String> sent) {
        for (Map.Entry<String, String> mark : marks.entrySet()) {
            String argument = argumentFor(AskedArguments.kind(mark.getKey()));
            if (argument != null && !sent.containsValue(mark.getValue())) {
                return Map.of(argument, mark.getValue());
            }
        }
        String after = arguments.ofKind("startingafter");
        return last == null || after == null ? Map.of() : Map.of(after, last);
    }

    /** Of GraphQL it is known which variable pages what. */
    private Map<String, String> byPath(Answer answer, @Nullable Json json, OutgoingRequest request) {
        var next = new LinkedHashMap<String, String>();
        variables.forEach((variable, path) -> {
            Json.Obj place = json instanceof Json.Obj whole ? whole.object("data") : null;
            for (String name : path) {
                place = place == null ? null : place.object(name);
            }
            if (place != null) {
                new NextPage(answer, place)
                        .marks().values().stream().findFirst().ifPresent(mark -> next.put(variable, mark));
            }
        });
        if (!next.isEmpty()) {
            Map<String, String> sent = SentValues.variables(request);
            next.entrySet().removeIf(mark -> mark.getValue().equals(sent.get(mark.getKey())));
        }
        return next;
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
}
