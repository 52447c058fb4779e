package dev.airlock.domain.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Writes JSON as UTF-8 into one growing buffer: whole values, or piece by piece where a tree would be waste. */
public final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.ISO_8859_1);

    private byte[] out;
    private int size;
    private boolean separate;

    /** Starts with room for so many bytes; the buffer grows as needed. */
    public JsonWriter(int capacity) {
        out = new byte[Math.max(64, capacity)];
    }

    /** Returns the value as UTF-8, members in their own order. */
    public static byte[] write(Json value) {
        return new JsonWriter(256).value(value).toByteArray();
    }

    /** Returns the value as UTF-8 with members sorted by name: equal values give equal bytes. */
    public static byte[] canonical(Json value) {
        return write(sorted(value));
    }

    private static Json sorted(Json value) {
        return switch (value) {
            case Json.Obj(Map<String, Json> members) -> {
                var ordered = new TreeMap<String, Json>();
                members.forEach((name, member) -> ordered.put(name, sorted(member)));
                yield new Json.Obj(ordered);
            }
            case Json.Arr(var items) ->
                new Json.Arr(items.stream().map(JsonWriter::sorted).toList());
            case Json.Str s -> s;
            case Json.Num n -> n;
            case Json.Bool b -> b;
            case Json.Null n -> n;
        };
    }

    /** Opens an object. */
    public JsonWriter beginObject() {
        open((byte) '{');
        return this;
    }

    /** Closes the object. */
    public JsonWriter endObject() {
        close((byte) '}');
        return this;
    }

    /** Opens an array. */
    public JsonWriter beginArray() {
        open((byte) '[');
        return this;
    }

    /** Closes the array. */
    public JsonWriter endArray() {
        close((byte) ']');
        return this;
    }

    /** Writes a member's name; its value must follow. */
    public JsonWriter name(String name) {
        text(name);
        put((byte) ':');
        separate = false;
        return this;
    }

    /** Writes a string; an unpaired surrogate, which UTF-8 cannot carry, becomes a question mark. */
    public JsonWriter text(String value) {
        return quoted(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a string that is UTF-8 already, escaping what JSON demands; what is no UTF-8 becomes U+FFFD. */
    public JsonWriter text(byte[] utf8) {
        return isAscii(utf8) ? quoted(utf8) : text(new String(utf8, StandardCharsets.UTF_8));
    }

    private static boolean isAscii(byte[] bytes) {
        int all = 0;
        for (byte b : bytes) {
            all |= b;
        }
        return all >= 0;
    }

    private JsonWriter quoted(byte[] utf8) {
        separator();
        ensure(utf8.length * 2 + 2);
        byte[] to = out;
        int end = size;
        to[end++] = '"';
        for (int i = 0; i < utf8.length; i++) {
            byte b = utf8[i];
            if (b == '"' || b == '\\') {
                to[end++] = '\\';
                to[end++] = b;
            } else if (b >= 0 && b < 0x20) {
                size = end;
                escape(b, utf8.length - i);
                to = out;
                end = size;
            } else {
                to[end++] = b;
            }
        }
        to[end++] = '"';
        size = end;
        return this;
    }

    private void copy(byte[] from, int start, int end) {
        ensure(end - start);
        System.arraycopy(from, start, out, size, end - start);
        size += end - start;
    }

    /** Writes a number. */
    public JsonWriter number(long value) {
        return raw(Long.toString(value).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes a boolean. */
    public JsonWriter bool(boolean value) {
        return raw(value ? TRUE : FALSE);
    }

    /** Writes bytes that are one JSON value already. */
    public JsonWriter raw(byte[] json) {
        separator();
        copy(json, 0, json.length);
        return this;
    }

    /** Writes any value. */
    public JsonWriter value(Json value) {
        switch (value) {
            case Json.Obj(Map<String, Json> members) -> {
                beginObject();
                members.forEach((name, member) -> name(name).value(member));
                endObject();
            }
            case Json.Arr(var items) -> {
                beginArray();
                items.forEach(this::value);
                endArray();
            }
            case Json.Str(String text) -> text(text);
            case Json.Num(String literal) -> raw(literal.getBytes(StandardCharsets.ISO_8859_1));
            case Json.Bool(boolean bool) -> bool(bool);
            case Json.Null() -> raw(NULL);
        }
        return this;
    }

    /** Returns what was written so far. */
    public byte[] toByteArray() {
        return Arrays.copyOf(out, size);
    }

    /** Escapes a control character and leaves room for so many more, each escaped by one. */
    private void escape(byte b, int left) {
        ensure(6 + left * 2 + 1);
        put((byte) '\\');
        switch (b) {
            case '\n' -> put((byte) 'n');
            case '\r' -> put((byte) 'r');
            case '\t' -> put((byte) 't');
            default -> {
                out[size++] = 'u';
                out[size++] = '0';
                out[size++] = '0';
                out[size++] = HEX[b >> 4];
                out[size++] = HEX[b & 15];
            }
        }
    }

    private void open(byte bracket) {
        separator();
        put(bracket);
        separate = false;
    }

    private void close(byte bracket) {
        put(bracket);
        separate = true;
    }

    private void separator() {
        if (separate) {
            put((byte) ',');
        }
        separate = true;
    }

    private void put(byte b) {
        ensure(1);
        out[size++] = b;
    }

    private void ensure(int more) {
        if (size + more > out.length) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, size + more));
        }
    }
}
