package dev.airlock.domain.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON value (RFC 8259), immutable. Members keep the order in which they were read. */
public sealed interface Json {

    /** Returns a string value. */
    static Json of(String value) {
        return new Str(value);
    }

    /** Returns a number value. */
    static Json of(long value) {
        return new Num(Long.toString(value));
    }

    /** Returns a boolean value. */
    static Json of(boolean value) {
        return value ? Bool.TRUE : Bool.FALSE;
    }

    /** Returns an array of strings. */
    static Arr strings(Iterable<String> values) {
        var items = new ArrayList<Json>();
        values.forEach(value -> items.add(of(value)));
        return new Arr(items);
    }

    /** Starts an object; members keep the order of the calls. */
    static ObjBuilder object() {
        return new ObjBuilder();
    }

    /** The value's kind in the words of JSON Schema: {@code object, array, string, number, boolean, null}. */
    default String kind() {
        return switch (this) {
            case Obj o -> "object";
            case Arr a -> "array";
            case Str s -> "string";
            case Num n -> "number";
            case Bool b -> "boolean";
            case Null n -> "null";
        };
    }

    /** An object; {@code members} is unmodifiable and ordered. */
    record Obj(Map<String, Json> members) implements Json {
        /** The object without members. */
        public static final Obj EMPTY = new Obj(Map.of());

        public Obj {
            members = Collections.unmodifiableMap(members);
        }

        /** Returns the member, or null where there is none. */
        public @Nullable Json get(String name) {
            return members.get(name);
        }

        /** Returns the member's text where it is a string, else null. */
        public @Nullable String text(String name) {
            return members.get(name) instanceof Str(String value) ? value : null;
        }

        /** Returns the member where it is an object, else null. */
        public @Nullable Obj object(String name) {
            return members.get(name) instanceof Obj object ? object : null;
        }

        /** Returns the member's items where it is an array, else an empty list. */
        public List<Json> items(String name) {
            return members.get(name) instanceof Arr(List<Json> items) ? items : List.of();
        }

        /** Returns whether the member is the literal {@code true}. */
        public boolean isTrue(String name) {
            return members.get(name) instanceof Bool(boolean value) && value;
        }
    }

    /** An array; {@code items} is unmodifiable. */
    record Arr(List<Json> items) implements Json {
        public Arr {
            items = Collections.unmodifiableList(items);
        }
    }

    /** A string. */
    record Str(String value) implements Json {}

    /** A number, kept as the literal that was read so that nothing is rounded on its way through. */
    record Num(String literal) implements Json {
        /** The exact value; the reader bounds digits and exponent, so this is always cheap. */
        public BigDecimal decimal() {
            return new BigDecimal(literal);
        }
    }

    /** A boolean. */
    record Bool(boolean value) implements Json {
        static final Bool TRUE = new Bool(true);
        static final Bool FALSE = new Bool(false);
    }

    /** The literal {@code null}. */
    record Null() implements Json {
        /** The one value. */
        public static final Null VALUE = new Null();
    }

    /** Collects the members of an object. */
    final class ObjBuilder {
        private final Map<String, Json> members = new LinkedHashMap<>();

        private ObjBuilder() {}

        /** Sets a member. */
        public ObjBuilder put(String name, Json value) {
            members.put(name, value);
            return this;
        }

        /** Sets a string member; a null value leaves it out. */
        public ObjBuilder put(String name, @Nullable String value) {
            return value == null ? this : put(name, of(value));
        }

        /** Sets a number member. */
        public ObjBuilder put(String name, long value) {
            return put(name, of(value));
        }

        /** Sets a boolean member. */
        public ObjBuilder put(String name, boolean value) {
            return put(name, of(value));
        }

        /** Sets every member of another object. */
        public ObjBuilder putAll(Obj others) {
            members.putAll(others.members());
            return this;
        }

        /** Returns the object. */
        public Obj build() {
            return new Obj(new LinkedHashMap<>(members));
        }
    }
}
