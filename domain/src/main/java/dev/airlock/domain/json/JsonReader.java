package dev.airlock.domain.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) from UTF-8 and nothing else: duplicate member names, trailing bytes, unpaired surrogates, invalid UTF-8,
 * overlong numbers and deep nesting are refused, because what policy judges must be what every later reader sees.
 */
public final class JsonReader {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int MAX_QUOTED = 80;

    private final byte[] in;
    private final JsonLimits limits;
    private int at;
    private int depth;
    private int values;

    private JsonReader(byte[] in, JsonLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** Parses one document within {@link JsonLimits#DEFAULT}. */
    public static Json read(byte[] utf8) throws JsonSyntaxException {
        return read(utf8, JsonLimits.DEFAULT);
    }

    /** Parses one document. */
    public static Json read(byte[] utf8, JsonLimits limits) throws JsonSyntaxException {
        var reader = new JsonReader(utf8, limits);
        reader.skipWhitespace();
        Json value = reader.value();
        reader.skipWhitespace();
        if (reader.at != utf8.length) {
            throw reader.fault("expected the end of the document");
        }
        return value;
    }

    private Json value() throws JsonSyntaxException {
        if (++values > limits.maxValues()) {
            throw fault("more than " + limits.maxValues() + " values");
        }
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new Json.Str(string());
            case 't' -> literal("true", Json.of(true));
            case 'f' -> literal("false", Json.of(false));
            case 'n' -> literal("null", Json.Null.VALUE);
            default -> number();
        };
    }

    private Json object() throws JsonSyntaxException {
        enter();
        Map<String, Json> members = new LinkedHashMap<>();
        if (!tryClose('}')) {
            do {
                skipWhitespace();
                int nameAt = at;
                if (peek() != '"') {
                    throw fault("expected a member name in double quotes");
                }
                String name = string();
                skipWhitespace();
                expect(':');
                skipWhitespace();
                if (members.putIfAbsent(name, value()) != null) {
                    throw new JsonSyntaxException("duplicate member name " + quoted(name), nameAt);
                }
            } while (more('}'));
        }
        depth--;
        return new Json.Obj(members);
    }

    private static String quoted(String name) {
        return name.length() <= MAX_QUOTED ? "\"" + name + "\"" : "of " + name.length() + " characters";
    }

    private Json array() throws JsonSyntaxException {
        enter();
        List<Json> items = new ArrayList<>();
        if (!tryClose(']')) {
            do {
                skipWhitespace();
                items.add(value());
            } while (more(']'));
        }
        depth--;
        return new Json.Arr(items);
    }

    private void enter() throws JsonSyntaxException {
        at++;
        if (++depth > limits.maxDepth()) {
            throw fault("nesting deeper than " + limits.maxDepth());
        }
    }

    private boolean tryClose(char end) throws JsonSyntaxException {
        skipWhitespace();
        if (peek() == end) {
            at++;
            return true;
        }
        return false;
    }

    private boolean more(char end) throws JsonSyntaxException {
        skipWhitespace();
        int next = peek();
        if (next != ',' && next != end) {
            throw fault("expected ',' or '" + end + "'");
        }
        at++;
        return next == ',';
    }

    private Json literal(String word, Json value) throws JsonSyntaxException {
        for (int i = 0; i < word.length(); i++) {
            if (at >= in.length || in[at] != word.charAt(i)) {
                throw fault("expected " + word);
            }
            at++;
        }
        return value;
    }

    private Json number() throws JsonSyntaxException {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits("a value");
        }
        if (at < in.length && in[at] == '.') {
            at++;
            digits("a digit");
        }
        if (at < in.length && (in[at] == 'e' || in[at] == 'E')) {
            exponent();
        }
        if (at - start > limits.maxNumberLength()) {
            throw new JsonSyntaxException("number longer than " + limits.maxNumberLength() + " characters", start);
        }
        return new Json.Num(new String(in, start, at - start, StandardCharsets.ISO_8859_1));
    }

    private void exponent() throws JsonSyntaxException {
        at++;
        if (at < in.length && (in[at] == '+' || in[at] == '-')) {
            at++;
        }
        int start = at;
        digits("a digit");
        if (at - start > 3) {
            throw new JsonSyntaxException("exponent longer than 3 digits", start);
        }
    }

    private void digits(String expected) throws JsonSyntaxException {
        int start = at;
        while (at < in.length && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw fault("expected " + expected);
        }
    }

    private String string() throws JsonSyntaxException {
        int start = ++at;
        boolean ascii = true;
        while (at < in.length) {
            byte b = in[at];
            if (b == '"') {
                String plain = ascii ? latin(start, at) : utf8(start, at);
                at++;
                return plain;
            }
            if (b == '\\') {
                return escapedString(start);
            }
            if (b >= 0 && b < 0x20) {
                throw fault("unescaped control character in a string");
            }
            ascii &= b >= 0;
            at++;
        }
        throw fault("unterminated string");
    }

    private String escapedString(int start) throws JsonSyntaxException {
        var text = new StringBuilder(utf8(start, at));
        while (at < in.length) {
            byte b = in[at];
            if (b == '"') {
                at++;
                return checkedSurrogates(text.toString(), start);
            }
            if (b == '\\') {
                text.append(escape());
            } else if (b < 0) {
                text.append(beyondAscii());
            } else if (b < 0x20) {
                throw fault("unescaped control character in a string");
            } else {
                text.append((char) b);
                at++;
            }
        }
        throw fault("unterminated string");
    }

    private String beyondAscii() throws JsonSyntaxException {
        int run = at;
        while (at < in.length && in[at] < 0) {
            at++;
        }
        return utf8(run, at);
    }

    private char escape() throws JsonSyntaxException {
        at++;
        int kind = peek();
        at++;
        return switch (kind) {
            case '"', '\\', '/' -> (char) kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw fault("unknown escape in a string");
        };
    }

    private char unicode() throws JsonSyntaxException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < in.length ? Character.digit(in[at], 16) : -1;
            if (digit < 0) {
                throw fault("expected four hexadecimal digits after \\u");
            }
            code = (code << 4) | digit;
            at++;
        }
        return (char) code;
    }

    private static String checkedSurrogates(String text, int offset) throws JsonSyntaxException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (Character.isSurrogate(c) && !pair) {
                throw new JsonSyntaxException("unpaired surrogate in a string", offset);
            }
            if (pair) {
                i++;
            }
        }
        return text;
    }

    private String latin(int from, int to) {
        return new String(in, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private String utf8(int from, int to) throws JsonSyntaxException {
        String text = new String(in, from, to - from, StandardCharsets.UTF_8);
        // Only text with a replacement character may have been malformed: the strict, slower decoder judges that.
        return text.indexOf(REPLACEMENT) < 0 ? text : strictUtf8(from, to);
    }

    private String strictUtf8(int from, int to) throws JsonSyntaxException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonSyntaxException("invalid UTF-8 in a string", from);
        }
    }

    private void expect(char c) throws JsonSyntaxException {
        if (peek() != c) {
            throw fault("expected '" + c + "'");
        }
        at++;
    }

    private int peek() throws JsonSyntaxException {
        if (at >= in.length) {
            throw fault("unexpected end of the document");
        }
        return in[at];
    }

    private void skipWhitespace() {
        while (at < in.length && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
    }

    private JsonSyntaxException fault(String message) {
        return new JsonSyntaxException(message, at);
    }
}
