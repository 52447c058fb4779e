package dev.airlock.http.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of who may do what, {@code access.txt}. */
final class AccessTable {
    private final Map<String, Map<String, Integer>> rows = new LinkedHashMap<>();

    AccessTable() {
        List<String> lines =
                text().lines().filter(line -> !line.startsWith("#")).toList();
        List<String> roles =
                words(lines.getFirst()).subList(1, words(lines.getFirst()).size());
        for (String line : lines.subList(1, lines.size())) {
            List<String> words = words(line);
            var row = new LinkedHashMap<String, Integer>();
            for (int i = 0; i < roles.size(); i++) {
                row.put(roles.get(i), Integer.valueOf(words.get(i + 2)));
            }
            rows.put(words.get(0) + " " + words.get(1), row);
        }
    }

    /** Route, then role, then status. */
    Map<String, Map<String, Integer>> rows() {
        return rows;
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.trim().split(" +"));
    }

    private static String text() {
        try (var in = AccessTable.class.getResourceAsStream("access.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
