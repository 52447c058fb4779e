package dev.airlock.http.console;

import dev.airlock.domain.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as a page lays it out. One of the four is there; what lies deep is text.
 *
 * @param passage a text, or JSON
 * @param sheet an object
 * @param grid objects in an array
 * @param items anything else in an array
 */
record Layout(
        @Nullable Passage passage,
        @Nullable Sheet sheet,
        @Nullable Grid grid,
        @Nullable Items items) {
    private static final int DEEPEST = 4;
    private static final int MOST_COLUMNS = 8;

    /** An object's members. */
    record Sheet(List<Member> members, @Nullable String more) {}

    /** A member of an object. */
    record Member(Passage name, String kind, Layout layout) {}

    /** Objects below each other, with a column for each member that any of them has. */
    record Grid(
            List<Passage> columns, List<Row> rows, @Nullable String more) {}

    /** An object of a grid. */
    record Row(List<Cell> cells) {}

    /** A member of an object of a grid; without a layout where the object has no such member. */
    record Cell(Passage column, @Nullable Layout layout) {}

    /** An array. */
    record Items(List<Layout> entries, @Nullable String more) {}

    static Layout of(Json value, Folding folding) {
        return of(value, folding, 0);
    }

    private static Layout of(Json value, Folding folding, int depth) {
        return switch (value) {
            case Json.Str(String text) -> passage(folding.text(text));
            case Json.Obj(Map<String, Json> members)
            when !members.isEmpty() && depth < DEEPEST -> new Layout(null, sheet(members, folding, depth), null, null);
            case Json.Arr(List<Json> items)
            when !items.isEmpty() && depth < DEEPEST ->
                columns(items).isEmpty()
                        ? new Layout(null, null, null, items(items, folding, depth))
                        : new Layout(null, null, grid(items, folding, depth), null);
            case Json.Obj o -> passage(folding.literal(PrettyJson.of(o)));
            case Json.Arr a -> passage(folding.literal(PrettyJson.of(a)));
            case Json.Num n -> passage(folding.literal(n.literal()));
            case Json.Bool b -> passage(folding.literal(Boolean.toString(b.value())));
            case Json.Null n -> passage(folding.literal("null"));
        };
    }

    private static Layout passage(Passage passage) {
        return new Layout(passage, null, null, null);
    }

    private static Sheet sheet(Map<String, Json> members, Folding folding, int depth) {
        Folding.Part<Map.Entry<String, Json>> part = folding.entries(List.copyOf(members.entrySet()), "members");
        return new Sheet(
                part.shown().stream()
                        .map(member -> new Member(
                                folding.text(member.getKey()),
                                kind(member.getValue()),
                                of(member.getValue(), folding, depth + 1)))
                        .toList(),
                part.more());
    }

    /** What a value is, in the words of people. */
    private static String kind(Json value) {
        return switch (value) {
            case Json.Str s -> "text";
            case Json.Arr(List<Json> items) -> items.size() == 1 ? "1 item" : items.size() + " items";
            case Json.Bool b -> "yes or no";
            case Json.Null n -> "nothing";
            default -> value.kind();
        };
    }

    private static Items items(List<Json> items, Folding folding, int depth) {
        Folding.Part<Json> part = folding.entries(items, "items");
        return new Items(
                part.shown().stream().map(item -> of(item, folding, depth + 1)).toList(), part.more());
    }

    private static Grid grid(List<Json> items, Folding folding, int depth) {
        List<String> names = List.copyOf(columns(items));
        List<Passage> columns = names.stream().map(folding::text).toList();
        Folding.Part<Json> part = folding.entries(items, "rows");
        return new Grid(
                columns,
                part.shown().stream()
                        .map(item -> row((Json.Obj) item, names, columns, folding, depth))
                        .toList(),
                part.more());
    }

    private static Row row(Json.Obj object, List<String> names, List<Passage> columns, Folding folding, int depth) {
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < names.size(); i++) {
            Json member = object.get(names.get(i));
            cells.add(new Cell(columns.get(i), member == null ? null : of(member, folding, depth + 1)));
        }
        return new Row(cells);
    }

    /** The members of all the objects; none where not all are objects, or there are too many for a table. */
    private static LinkedHashSet<String> columns(List<Json> items) {
        var names = new LinkedHashSet<String>();
        for (Json item : items) {
            if (!(item instanceof Json.Obj(Map<String, Json> members)) || members.isEmpty()) {
                return new LinkedHashSet<>();
            }
            names.addAll(members.keySet());
        }
        return names.size() > MOST_COLUMNS ? new LinkedHashSet<>() : names;
    }
}
