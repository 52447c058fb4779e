package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A description whose references all stay inside it, and what they lead to. */
final class Document {
    /** The longest chain of references that lead to references. */
    static final int MAX_HOPS = 64;

    /** What may stand beside a reference without changing what it means (OpenAPI 3.1; before that, nothing beside it counts). */
    private static final Set<String> ANNOTATIONS = Set.of(
            "$ref", "$comment", "default", "deprecated", "description", "example", "examples", "summary", "title");

    private final Json.Obj root;
    private final boolean siblingsCount;
    private final Map<String, List<Place>> anchors = new HashMap<>();

    /**
     * A value and where it stands.
     *
     * @param home the schema whose own {@code $defs} and anchors are meant where the document has no such ones
     */
    record Located(Json value, Place place, Place home) {
        Located child(String token, Json child) {
            return new Located(child, place.then(token), home);
        }

        boolean isDefinition() {
            Place parent = place.parent();
            return parent != null && parent.token().equals("$defs");
        }
    }

    /** Checks every reference of the document. */
    Document(Json.Obj root) throws RefusedException {
        this.root = root;
        this.siblingsCount =
                !(root.members().containsKey("swagger") || version(root).startsWith("3.0"));
        inspect(root, Place.ROOT);
    }

    Json.Obj root() {
        return root;
    }

    private static String version(Json.Obj root) {
        String version = root.text("openapi");
        return version == null ? "" : version;
    }

    /** Returns whether a schema that refers to another one also says something itself. */
    boolean saysMoreThanItsReference(Json.Obj schema) {
        return siblingsCount
                && schema.members().keySet().stream()
                        .anyMatch(name -> !ANNOTATIONS.contains(name) && !name.startsWith("x-"));
    }

    private void inspect(Json value, Place place) throws RefusedException {
        switch (value) {
            case Json.Obj(Map<String, Json> members) -> {
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    inspectMember(member.getKey(), member.getValue(), place);
                    inspect(member.getValue(), place.then(member.getKey()));
                }
            }
            case Json.Arr(List<Json> items) -> {
                for (int i = 0; i < items.size(); i++) {
                    inspect(items.get(i), place.then(i));
                }
            }
            default -> {}
        }
    }

    private void inspectMember(String name, Json value, Place place) throws RefusedException {
        if (!(value instanceof Json.Str(String text))) {
            return;
        }
        switch (name) {
            case "$ref", "$dynamicRef", "$recursiveRef" -> {
                if (text.length() < 2 || text.charAt(0) != '#') {
                    throw new RefusedException(
                            place.then(name),
                            "the reference " + Texts.quoted(text)
                                    + " leads out of the document; only references that begin with #/ are followed");
                }
            }
            case "$anchor", "$dynamicAnchor" ->
                anchors.computeIfAbsent(text, key -> new ArrayList<>()).add(place);
            default -> {}
        }
    }

    /** Follows references from a value until something that is none; null where one leads nowhere. */
    @Nullable
    Located follow(Located start) throws RefusedException {
        Located at = start;
        for (int hops = 0; hops <= MAX_HOPS; hops++) {
            String reference = at.value() instanceof Json.Obj object ? object.text("$ref") : null;
            if (reference == null || (hops > 0 && saysMoreThanItsReference((Json.Obj) at.value()))) {
                return at;
            }
            at = find(reference, at.home());
            if (at == null) {
                return null;
            }
        }
        throw new RefusedException(
                at.place(), "a chain of more than " + MAX_HOPS + " references, or one that leads back to itself");
    }

    /** Finds what one reference names; null where it names nothing. */
    @Nullable
    Located find(String reference, Place home) {
        if (!reference.startsWith("#/")) {
            return anchored(reference.substring(1), home);
        }
        Located global = at(Place.below(Place.ROOT, reference.substring(1)), null);
        return global != null ? global : at(Place.below(home, reference.substring(1)), home);
    }

    private @Nullable Located anchored(String anchor, Place home) {
        List<Place> places = anchors.getOrDefault(anchor, List.of());
        for (Place place : places) {
            if (place.isWithin(home)) {
                return at(place, home);
            }
        }
        return places.isEmpty() ? null : at(places.getFirst(), null);
    }

    private @Nullable Located at(@Nullable Place place, @Nullable Place home) {
        if (place == null) {
            return null;
        }
        Json value = root;
        for (String token : place.tokens()) {
            value = step(value, token);
            if (value == null) {
                return null;
            }
        }
        return new Located(value, place, home == null ? place : home);
    }

    private static @Nullable Json step(Json value, String token) {
        return switch (value) {
            case Json.Obj object -> object.get(token);
            case Json.Arr(List<Json> items)
            when token.matches("[0-9]{1,7}") && Integer.parseInt(token) < items.size() ->
                items.get(Integer.parseInt(token));
            default -> null;
        };
    }
}
