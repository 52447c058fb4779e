package dev.airlock.http.console;

import dev.airlock.application.server.Servers;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.tool.Tool;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One page of a server's tools, filtered as the address says. */
record ToolList(
        String query,
        List<Choice> kinds,
        List<ToolRow> rows,
        int matches,
        int total,
        boolean filtered,
        int from,
        int to,
        @Nullable String previous,
        @Nullable String next) {
    private static final int SIZE = 50;
    private static final List<Choice> KINDS = List.of(
            Choice.of("", "All kinds"),
            Choice.of("Reads", "Reads"),
            Choice.of("Writes", "Writes"),
            Choice.of("Destructive", "Destructive"));

    static ToolList of(Servers.Loaded loaded, String query, String kind, int asked) {
        String wanted = query.strip().toLowerCase(Locale.ROOT);
        List<Tool> matching = loaded.tools().stream()
                .filter(tool -> kind.isEmpty() || ToolRow.kind(tool).equals(kind))
                .filter(tool -> wanted.isEmpty() || text(tool).contains(wanted))
                .toList();
        int pages = Math.max(1, (matching.size() + SIZE - 1) / SIZE);
        int page = Math.clamp(asked, 1, pages);
        int start = (page - 1) * SIZE;
        int end = Math.min(start + SIZE, matching.size());
        String base = "/servers/" + loaded.server().slug() + "?q=" + encode(query) + "&kind=" + encode(kind) + "&page=";
        return new ToolList(
                query,
                Choice.choose(KINDS, kind),
                matching.subList(start, end).stream()
                        .map(tool -> ToolRow.of(tool, loaded.policy()))
                        .toList(),
                matching.size(),
                loaded.tools().size(),
                !wanted.isEmpty() || !kind.isEmpty(),
                matching.isEmpty() ? 0 : start + 1,
                end,
                page > 1 ? base + (page - 1) : null,
                page < pages ? base + (page + 1) : null);
    }

    private static String text(Tool tool) {
        Json.Obj binding = tool.binding().parse();
        return (tool.name() + "\n" + tool.title() + "\n" + tool.description() + "\n" + binding.text("method") + " "
                        + binding.text("path"))
                .toLowerCase(Locale.ROOT);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
