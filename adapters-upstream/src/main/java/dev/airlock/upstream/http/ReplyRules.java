package dev.airlock.upstream.http;

import dev.airlock.domain.server.FailureSign;
import dev.airlock.domain.server.Server;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is particular to the answers of one operation.
 *
 * @param failures what in an answer of success says that the call failed
 * @param paging how the next page is asked for, null where the operation has no such parameter
 * @param fieldsArgument the argument that says what of an answer is asked for, null where there is none
 */
record ReplyRules(
        List<FailureSign> failures,
        @Nullable Paging paging,
        @Nullable String fieldsArgument) {
    private static final FailureSign GRAPHQL_ERRORS = new FailureSign("errors", null);

    static ReplyRules of(Server server, HttpOperation operation) {
        var failures = new ArrayList<>(server.conventions().failures());
        if (operation.body() instanceof Body.GraphQl && !failures.contains(GRAPHQL_ERRORS)) {
            failures.add(GRAPHQL_ERRORS);
        }
        return new ReplyRules(List.copyOf(failures), Paging.of(operation.parameters()), operation.fieldsArgument());
    }

    /** Whether answers are looked into however long they are. */
    boolean lookInside() {
        return !failures.isEmpty() || paging != null;
    }
}
