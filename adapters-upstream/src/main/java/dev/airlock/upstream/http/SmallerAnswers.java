package dev.airlock.upstream.http;

import dev.airlock.domain.tool.Tool;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says which of a tool's arguments make its answers smaller. */
final class SmallerAnswers {
    /** Names of parameters that say how many things a page has, in letters only. */
    private static final Set<String> SIZES = Set.of(
            "amount",
            "count",
            "first",
            "itemsperpage",
            "limit",
            "maxitems",
            "maxresults",
            "pagelimit",
            "pagesize",
            "perpage",
            "resultsperpage",
            "rows",
            "size",
            "take",
            "top");

    private static final int MAX_FILTERS = 5;

    private SmallerAnswers() {}

    /** Returns words such as {@code ask for less: give a smaller "limit"}; for a tool that has nothing of the kind, those that say so. */
    static String words(Tool tool, AskedArguments asked, @Nullable Paging paging, @Nullable String fieldsArgument) {
        var ways = new ArrayList<String>();
        if (fieldsArgument != null) {
            ways.add("name the members that you need in \"" + fieldsArgument + "\"");
        }
        boolean reading = tool.annotations().readOnly();
        // Elsewhere, a "size" may be that of a shoe.
        String size = reading || paging != null ? asked.ofKind(SIZES) : null;
        if (size != null) {
            ways.add("give a smaller \"" + size + "\"");
        }
        String filters = reading ? filters(asked) : "";
        if (!filters.isEmpty()) {
            ways.add("narrow it by " + filters);
        }
        return ways.isEmpty()
                ? "this tool has no argument that makes its answers smaller"
                : "ask for less: " + String.join(", or ", ways);
    }

    private static String filters(AskedArguments asked) {
        return asked.byWireName().entrySet().stream()
                .filter(argument -> !asked.isRequired(argument.getValue()))
                .filter(argument -> {
                    String kind = AskedArguments.kind(argument.getKey());
                    return !SIZES.contains(kind) && !Paging.leadsOn(kind);
                })
                .limit(MAX_FILTERS)
                .map(argument -> "\"" + argument.getValue() + "\"")
                .collect(Collectors.joining(", "));
    }
}
