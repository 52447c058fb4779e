package dev.airlock.bootstrap.proof;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Makes arguments that are hard to show, read or count, the same ones for the same seed. */
final class FuzzedArguments {
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-0.0",
            "1e400",
            "-1E+400",
            "1e-400",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "18446744073709551616",
            "0.1",
            "0.30000000000000004",
            "3.141592653589793238462643383279502884197169399375105820974944",
            "1.0",
            "1.10",
            "100E-2",
            "1e0",
            "12345678901234567890.123456789");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\n",
            "\nrm -rf /",
            "two  spaces and three   at the end   ",
            " one in front",
            "a line\n\n\n\nand another\n",
            "carriage\rreturn\r\nand feed",
            "a\tb\u000bc\fd\be\u0000f\u001bg\u007fh\u0085i",
            "next\u2028line\u2029paragraph\u00a0hard\u3000wide",
            "\u202egnp.exe\u202c and \u2066isolated\u2069",
            "zero\u200bwidth\u200cnon\u200djoiner\ufeffmark\u2060word\u00adsoft",
            "pаypal.example and gооgle",
            "שלום עולם and مرحبا",
            "e\u0301\u0300\u0302\u0303 stacked",
            "\ud83d\udc69\u200d\ud83d\udcbb \ud83c\uddea\ud83c\uddfa \ud800\udf48 \udb40\udc41 \uffff \ufffe \ue000 \ufffd \ufffc",
            "<script>alert(1)</script>",
            "<img src=x onerror=\"alert('x')\">",
            "</pre></dd></dl><h1>Approved</h1><pre>",
            "<mark title=\"x (U+0041)\">A</mark>",
            "{{#room}}{{digest}}{{/room}} {{{csrf}}} ${jndi:ldap://x}",
            "&lt;b&gt; &amp;amp; &#10; &nbsp;",
            "--><!--]]>",
            "true",
            "null",
            "1e400",
            "{\"looks\": [\"like\", \"JSON\"]}",
            "\"quoted\\u0041\\n\"",
            "Empty: a text without a character.",
            "–",
            "+1,873 lines hidden",
            "\u2400\u240d U+200B",
            Base64.getEncoder().encodeToString("delete everything, please\n".getBytes(StandardCharsets.UTF_8)),
            Base64.getEncoder()
                    .encodeToString(Base64.getEncoder().encode("nested in base64".getBytes(StandardCharsets.UTF_8))));
    private static final String LETTERS = "abc XYZ 019 äß漢字\n<>&\"'\\/{}[]:,=%?#+";
    private static final int DEEPEST = 40;

    /** So that a message has no more than it may have, even where every character is escaped. */
    private static final int LARGEST = 160_000;

    private final Random random;

    FuzzedArguments(long seed) {
        random = new Random(seed);
    }

    /** An object with members of every kind. */
    Json.Obj object() {
        Json.Obj object = object(0, 1 + random.nextInt(6));
        return JsonWriter.write(object).length > LARGEST ? object() : object;
    }

    /** A text. */
    String text() {
        return switch (random.nextInt(6)) {
            case 0, 1, 2 -> TEXTS.get(random.nextInt(TEXTS.size()));
            case 3 -> TEXTS.get(random.nextInt(TEXTS.size())) + TEXTS.get(random.nextInt(TEXTS.size()));
            case 4 -> letters(random.nextInt(40));
            default ->
                random.nextInt(8) == 0 ? letters(20_000 + random.nextInt(60_000)) : characters(1 + random.nextInt(30));
        };
    }

    /** A text that fits into a URL. */
    String shortText() {
        return random.nextInt(3) == 0 ? characters(1 + random.nextInt(30)) : TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** Bytes that need not be a text. */
    byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(600)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A text of printable ASCII, with no space at its ends. */
    String printable() {
        return "x"
                + random.ints(random.nextInt(30), 0x20, 0x7F)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining())
                + "x";
    }

    private Json value(int depth) {
        return switch (random.nextInt(depth > 3 ? 8 : 12)) {
            case 0, 1, 2, 3 -> Json.of(text());
            case 4, 5 -> new Json.Num(NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 6 -> Json.of(random.nextBoolean());
            case 7 -> Json.Null.VALUE;
            case 8 -> object(depth + 1, random.nextInt(5));
            case 9 -> array(depth + 1);
            case 10 -> table(depth + 1);
            default -> nested();
        };
    }

    private Json.Obj object(int depth, int size) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            members.put(text(), value(depth));
        }
        return new Json.Obj(members);
    }

    private Json array(int depth) {
        int size = random.nextInt(12) == 0 ? 2_000 : random.nextInt(6);
        List<Json> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(size > 100 ? Json.of(i) : value(depth));
        }
        return new Json.Arr(items);
    }

    /** Objects that have some of the same members. */
    private Json table(int depth) {
        List<String> names = List.of(text(), text(), text());
        int size = random.nextInt(12) == 0 ? 300 : 1 + random.nextInt(5);
        List<Json> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Map<String, Json> row = new LinkedHashMap<>();
            names.forEach(name -> {
                if (random.nextInt(4) > 0) {
                    row.put(name, size > 100 ? Json.of(row.size()) : value(depth));
                }
            });
            rows.add(new Json.Obj(row));
        }
        return new Json.Arr(rows);
    }

    private Json nested() {
        Json value = Json.of(text());
        for (int depth = random.nextInt(DEEPEST); depth > 0; depth--) {
            value = random.nextBoolean()
                    ? new Json.Arr(List.of(value))
                    : Json.object().put(letters(3), value).build();
        }
        return value;
    }

    private String letters(int length) {
        return random.ints(length, 0, LETTERS.length())
                .mapToObj(at -> Character.toString(LETTERS.charAt(at)))
                .collect(Collectors.joining());
    }

    /** Characters from all of Unicode. */
    private String characters(int length) {
        return random.ints(0, 0x110000)
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .limit(length)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Writes a value as JSON in one of the many ways that mean the same. */
    String written(Json value) {
        return switch (value) {
            case Json.Obj(Map<String, Json> members) ->
                members.entrySet().stream()
                        .map(member -> space() + quoted(member.getKey()) + space() + ":" + space()
                                + written(member.getValue()))
                        .collect(Collectors.joining(",", "{", space() + "}"));
            case Json.Arr(List<Json> items) ->
                items.stream()
                        .map(item -> space() + written(item))
                        .collect(Collectors.joining(",", "[", space() + "]"));
            case Json.Str(String text) -> quoted(text);
            case Json.Num(String literal) -> literal;
            case Json.Bool(boolean bool) -> Boolean.toString(bool);
            case Json.Null() -> "null";
        };
    }

    private String space() {
        return random.nextInt(10) == 0 ? " \t\r\n".substring(0, 1 + random.nextInt(4)) : "";
    }

    private String quoted(String text) {
        int escaped = random.nextInt(3);
        var json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20
                    || c == '"'
                    || c == '\\'
                    || (escaped == 0 && !Character.isSurrogate(c) && random.nextInt(4) == 0)
                    || (escaped == 1 && c > 0x7E)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
