package dev.airlock.upstream.openapi;

import dev.airlock.domain.tool.ToolAnnotations;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Judges what an operation does to the world, by its method first and its words second; in doubt it is taken to do harm. */
public final class Annotator {
    private static final Set<String> DESTRUCTIVE = Set.of(
            "archive",
            "ban",
            "block",
            "cancel",
            "charge",
            "clear",
            "close",
            "deactivate",
            "delete",
            "destroy",
            "detach",
            "disable",
            "disconnect",
            "drop",
            "erase",
            "expire",
            "kick",
            "kill",
            "leave",
            "merge",
            "move",
            "overwrite",
            "pay",
            "payout",
            "purge",
            "refund",
            "reject",
            "remove",
            "replace",
            "reset",
            "revoke",
            "rotate",
            "shutdown",
            "stop",
            "suspend",
            "terminate",
            "transfer",
            "trash",
            "truncate",
            "unassign",
            "uninstall",
            "unlink",
            "unpublish",
            "unsubscribe",
            "void",
            "wipe",
            "withdraw");

    private Annotator() {}

    static ToolAnnotations annotate(ApiOperation operation) {
        boolean openWorld = true;
        return switch (operation.method()) {
            case "GET", "HEAD", "OPTIONS" -> {
                boolean harmful = speaksOfHarm(firstWords(operation));
                yield new ToolAnnotations(!harmful, harmful, !harmful, openWorld);
            }
            case "PUT", "DELETE" -> new ToolAnnotations(false, true, true, openWorld);
            default -> new ToolAnnotations(false, speaksOfHarm(words(operation)), false, openWorld);
        };
    }

    /** Returns whether one of the words, in lower case, is for something that deletes, ends or moves things. */
    public static boolean speaksOfHarm(Stream<String> words) {
        return words.anyMatch(DESTRUCTIVE::contains);
    }

    /** A read that is named after a harm ("deletePage") does it; one that mentions a harm ("list deleted pages") does not. */
    private static Stream<String> firstWords(ApiOperation operation) {
        return Stream.of(idWords(operation), summaryWords(operation))
                .filter(words -> !words.isEmpty())
                .map(List::getFirst);
    }

    private static Stream<String> words(ApiOperation operation) {
        List<String> path = Arrays.asList(operation.path().split("/"));
        return Stream.of(
                        idWords(operation).stream(),
                        summaryWords(operation).stream(),
                        Words.of(path.getLast()).stream().map(Words::lower))
                .flatMap(words -> words);
    }

    private static List<String> idWords(ApiOperation operation) {
        String id = operation.operationId();
        return id == null ? List.of() : Words.of(id).stream().map(Words::lower).toList();
    }

    private static List<String> summaryWords(ApiOperation operation) {
        return Words.of(operation.summary()).stream().map(Words::lower).toList();
    }
}
