package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import dev.airlock.upstream.http.Exchange.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an answer says of the page after it: by a link, by a mark, or only that there is one. */
final class NextPage {
    private static final Pattern LINK = Pattern.compile("<([^<>]{1,4000})>\\s*;[^,<]*\\brel=\"?next\\b");
    private static final List<String> ADDRESSES = List.of(
            "next", "nextLink", "@odata.nextLink", "next_page", "next_page_url", "next_url", "next_uri", "href");
    private static final List<String> MARKS = List.of(
            "next_cursor",
            "nextCursor",
            "next_page_token",
            "nextPageToken",
            "next_token",
            "nextToken",
            "endCursor",
            "end_cursor",
            "after",
            "next_page",
            "nextPage",
            "next_offset",
            "nextOffset",
            "continuation_token",
            "continuationToken",
            "next_marker",
            "cursor");
    private static final List<String> PLACES = List.of(
            "response_metadata",
            "meta",
            "metadata",
            "paging",
            "pagination",
            "pageInfo",
            "page_info",
            "links",
            "_links",
            "next",
            "cursors",
            "info");
    private static final List<String> ENDS = List.of("has_more", "hasMore", "hasNextPage", "has_next_page");

    private final @Nullable String link;
    private final List<Json.Obj> places = new ArrayList<>();
    private final Json.Obj top;

    NextPage(Answer answer, @Nullable Json json) {
        String header = answer.headers().first("Link");
        Matcher next = LINK.matcher(header == null ? "" : header);
        this.link = next.find() ? next.group(1) : null;
        this.top = json instanceof Json.Obj object ? object : Json.Obj.EMPTY;
        collect(top, 2);
    }

    private void collect(Json.Obj place, int depth) {
        places.add(place);
        if (depth > 0) {
            PLACES.stream().map(place::object).forEach(inner -> {
                if (inner != null) {
                    collect(inner, depth - 1);
                }
            });
        }
    }

    /** The address of the next page, whole or without its beginning; null where none is named. */
    @Nullable
    String address() {
        if (link != null) {
            return link;
        }
        for (Json.Obj place : places) {
            for (String name : ADDRESSES) {
                String text = place.text(name);
                if (text != null && text.contains("?")) {
                    return text;
                }
            }
        }
        return null;
    }

    /** Marks of the next page by the names of their members; none where the answer says that it is the last. */
    Map<String, String> marks() {
        var marks = new LinkedHashMap<String, String>();
        if (isLast()) {
            return marks;
        }
        for (Json.Obj place : places) {
            for (String name : MARKS) {
                Json mark = place.get(name);
                String text = mark == null || mark instanceof Json.Bool ? null : Shape.text(mark);
                if (text != null && !text.isEmpty()) {
                    marks.putIfAbsent(name, text);
                }
            }
        }
        return marks;
    }

    private boolean isLast() {
        return places.stream()
                .anyMatch(place -> ENDS.stream().anyMatch(end -> Json.of(false).equals(place.get(end))));
    }

    /** The id of the last thing on this page, where the answer says that there are more. */
    @Nullable
    String lastId() {
        boolean more = ENDS.stream().anyMatch(top::isTrue);
        List<Json> items = top.items("data");
        return more && !items.isEmpty() && items.getLast() instanceof Json.Obj last ? last.text("id") : null;
    }
}
