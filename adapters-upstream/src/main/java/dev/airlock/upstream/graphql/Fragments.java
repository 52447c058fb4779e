package dev.airlock.upstream.graphql;

import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes operations as documents of their own, each with the fragments that it uses and nothing else. */
final class Fragments {
    /** The most that one operation may use; each leads a step deeper. */
    private static final int MAX_USED = 500;

    private final Map<String, FragmentDefinition> byName = new HashMap<>();

    Fragments(Document document) {
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> byName.putIfAbsent(fragment.getName(), fragment));
    }

    /** Returns the operation's document; null where it uses a fragment that is not there, one that uses itself, or too many. */
    @Nullable
    String with(OperationDefinition operation) {
        var used = new LinkedHashMap<String, FragmentDefinition>();
        if (!collect(operation.getSelectionSet(), used, new HashSet<>())) {
            return null;
        }
        Document.Builder document = Document.newDocument().definition(operation);
        used.values().forEach(document::definition);
        return AstPrinter.printAstCompact(document.build());
    }

    /** Returns the variables of the operation that lead to a next page. */
    Map<String, List<String>> pageVariables(OperationDefinition operation) {
        return PageVariables.of(operation, byName::get);
    }

    private boolean collect(@Nullable SelectionSet selections, Map<String, FragmentDefinition> used, Set<String> open) {
        if (selections == null) {
            return true;
        }
        for (Selection<?> selection : selections.getSelections()) {
            boolean sound = switch (selection) {
                case Field field -> collect(field.getSelectionSet(), used, open);
                case InlineFragment inline -> collect(inline.getSelectionSet(), used, open);
                case FragmentSpread spread -> spread(spread.getName(), used, open);
                default -> false;
            };
            if (!sound) {
                return false;
            }
        }
        return true;
    }

    private boolean spread(String name, Map<String, FragmentDefinition> used, Set<String> open) {
        FragmentDefinition fragment = byName.get(name);
        if (fragment == null || open.contains(name) || used.size() > MAX_USED) {
            return false;
        }
        if (used.putIfAbsent(name, fragment) != null) {
            return true;
        }
        open.add(name);
        boolean sound = collect(fragment.getSelectionSet(), used, open);
        open.remove(name);
        return sound;
    }
}
