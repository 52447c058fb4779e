package dev.airlock.upstream.graphql;

import dev.airlock.upstream.openapi.Texts;
import graphql.language.Comment;
import graphql.language.OperationDefinition;
import java.util.stream.Collectors;

/** What authors write above an operation; the language has no other place for it. */
final class Comments {
    private static final int MAX_DESCRIPTION = 2_000;

    private Comments() {}

    /** Returns the lines of comment right before the operation, or nothing. */
    static String before(OperationDefinition operation) {
        String lines = operation.getComments().stream()
                .map(Comment::getContent)
                .map(String::strip)
                .collect(Collectors.joining("\n"));
        return Texts.clean(lines, MAX_DESCRIPTION);
    }
}
