package dev.airlock.upstream.http;

import dev.airlock.domain.server.FailureSign;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is particular to the answers of one operation.
 *
 * @param failures what in an answer of success says that the call failed
 * @param paging how the next page is asked for, null where the operation has no such parameter
 * @param fieldsArgument the argument that says what of an answer is asked for, null where there is none
 * @param less how an agent asks for less
 */
record ReplyRules(
        List<FailureSign> failures,
        @Nullable Paging paging,
        @Nullable String fieldsArgument,
        String less) {
    private static final FailureSign GRAPHQL_ERRORS = new FailureSign("errors", null);

    static ReplyRules of(Server server, Tool tool, HttpOperation operation) {
        var failures = new ArrayList<>(server.conventions().failures());
        if (operation.body() instanceof Body.GraphQl && !failures.contains(GRAPHQL_ERRORS)) {
            failures.add(GRAPHQL_ERRORS);
        }
        var asked = AskedArguments.of(tool, operation);
        Paging paging = Paging.of(operation.body(), asked);
        String fields = operation.fieldsArgument();
        return new ReplyRules(List.copyOf(failures), paging, fields, SmallerAnswers.words(tool, asked, paging, fields));
    }

    /** Whether answers are looked into however long they are. */
    boolean lookInside() {
        return !failures.isEmpty() || paging != null;
    }
}
