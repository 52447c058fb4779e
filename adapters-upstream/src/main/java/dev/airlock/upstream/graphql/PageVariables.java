package dev.airlock.upstream.graphql;

import graphql.language.Argument;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the variables of an operation that take the mark of a next page, each with the way to what has pages: names below the answer's data. */
final class PageVariables {
    /** Arguments of fields that take marks: Relay's, and their like. */
    private static final Set<String> MARKS = Set.of("after", "cursor", "nextToken");

    private static final int MAX_FOUND = 10;
    private static final int MAX_DEPTH = 100;

    /** Fragments that use fragments can make very much of little text. */
    private static final int MAX_SELECTIONS = 10_000;

    private final Function<String, @Nullable FragmentDefinition> fragments;
    private final Map<String, List<String>> found = new LinkedHashMap<>();
    private final List<String> path = new ArrayList<>();
    private int seen;

    private PageVariables(Function<String, @Nullable FragmentDefinition> fragments) {
        this.fragments = fragments;
    }

    static Map<String, List<String>> of(
            OperationDefinition operation, Function<String, @Nullable FragmentDefinition> fragments) {
        var pages = new PageVariables(fragments);
        pages.collect(operation.getSelectionSet(), 0);
        return pages.found;
    }

    private void collect(@Nullable SelectionSet selections, int depth) {
        if (selections == null || depth > MAX_DEPTH) {
            return;
        }
        for (Selection<?> selection : selections.getSelections()) {
            if (++seen > MAX_SELECTIONS || found.size() >= MAX_FOUND) {
                return;
            }
            switch (selection) {
                case Field field -> {
                    path.add(field.getResultKey());
                    field.getArguments().forEach(this::note);
                    collect(field.getSelectionSet(), depth + 1);
                    path.removeLast();
                }
                case InlineFragment inline -> collect(inline.getSelectionSet(), depth + 1);
                case FragmentSpread spread -> {
                    FragmentDefinition fragment = fragments.apply(spread.getName());
                    collect(fragment == null ? null : fragment.getSelectionSet(), depth + 1);
                }
                default -> {}
            }
        }
    }

    private void note(Argument argument) {
        if (MARKS.contains(argument.getName()) && argument.getValue() instanceof VariableReference variable) {
            found.putIfAbsent(variable.getName(), List.copyOf(path));
        }
    }
}
