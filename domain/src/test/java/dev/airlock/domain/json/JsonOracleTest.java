package dev.airlock.domain.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds our reader and writer against Jackson's on documents of chance. */
class JsonOracleTest {
    private static final String ALPHABET = "ab\"\\/\n\t\b\f\r\u0000\u001f\u007fé€\uFFFD\u2028😀";
    private static final ObjectMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final ObjectMapper JACKSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    @Test
    void documents_written_by_jackson_mean_the_same_here() throws Exception {
        var random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            JsonNode tree = JACKSON.readTree(JsonWriter.write(document(random, 4)));
            ObjectMapper writer = random.nextBoolean() ? JACKSON : ESCAPING;
            byte[] text = (random.nextBoolean() ? writer.writerWithDefaultPrettyPrinter() : writer.writer())
                    .writeValueAsBytes(tree);
            assertSame(tree, JsonReader.read(text));
        }
    }

    @Test
    void documents_written_here_come_back_equal_and_mean_the_same_to_jackson() throws Exception {
        var random = new Random(2);
        for (int i = 0; i < 3_000; i++) {
            Json value = document(random, 4);
            byte[] written = JsonWriter.write(value);
            assertThat(JsonReader.read(written)).isEqualTo(value);
            assertSame(JACKSON.readTree(written), value);
        }
    }

    @Test
    void
            damaged_documents_are_accepted_only_where_jackson_accepts_them_and_refused_beyond_that_only_for_a_named_reason() {
        var random = new Random(3);
        int accepted = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] text = damaged(JsonWriter.write(document(random, 3)), random);
            JsonNode theirs = jackson(text);
            try {
                Json ours = JsonReader.read(text);
                assertThat(theirs)
                        .as(() -> new String(text, StandardCharsets.ISO_8859_1))
                        .isNotNull();
                assertSame(theirs, ours);
                accepted++;
            } catch (JsonSyntaxException e) {
                assertThat(theirs == null || isStricterOnPurpose(e))
                        .as(() -> e.getMessage() + ": " + new String(text, StandardCharsets.ISO_8859_1))
                        .isTrue();
            }
        }
        assertThat(accepted).isBetween(5_000, 55_000);
    }

    private static boolean isStricterOnPurpose(JsonSyntaxException e) {
        String why = String.valueOf(e.getMessage());
        return why.startsWith("duplicate member name")
                || why.startsWith("unpaired surrogate")
                || why.startsWith("invalid UTF-8")
                || why.startsWith("exponent longer")
                || why.startsWith("number longer")
                || why.startsWith("nesting deeper");
    }

    private static JsonNode jackson(byte[] text) {
        try {
            // From a string, so that it does not guess at other encodings.
            JsonNode read = JACKSON.readTree(new String(text, StandardCharsets.UTF_8));
            return read.isMissingNode() ? null : read;
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    private static byte[] damaged(byte[] text, Random random) {
        String parts = "{}[]:,\"\\u0123456789-+.eEtrfalsn \n\u0000\u0080\u00c3\u00a9\u00ed\u00f0\u00ff";
        for (int i = random.nextInt(3); i >= 0; i--) {
            text[random.nextInt(text.length)] = (byte) parts.charAt(random.nextInt(parts.length()));
        }
        return text;
    }

    private static Json document(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> Json.Null.VALUE;
            case 1 -> Json.of(random.nextBoolean());
            case 2 -> Json.of(text(random));
            case 3 -> Json.of(random.nextLong() >> random.nextInt(64));
            case 4 -> new Json.Num(number(random));
            case 5 ->
                new Json.Arr(IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> document(random, depth - 1))
                        .toList());
            default -> object(random, depth);
        };
    }

    private static Json object(Random random, int depth) {
        var members = new LinkedHashMap<String, Json>();
        for (int i = random.nextInt(5); i > 0; i--) {
            members.put(text(random), document(random, depth - 1));
        }
        return new Json.Obj(members);
    }

    private static String number(Random random) {
        return (random.nextBoolean() ? "-" : "")
                + random.nextInt(1000)
                + (random.nextBoolean() ? "." + random.nextInt(1000) : "")
                + (random.nextBoolean() ? "e" + (random.nextInt(200) - 100) : "");
    }

    private static String text(Random random) {
        int[] characters = ALPHABET.codePoints().toArray();
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }

    private static void assertSame(JsonNode theirs, Json ours) {
        switch (ours) {
            case Json.Obj(Map<String, Json> members) -> {
                assertThat(theirs.isObject()).isTrue();
                assertThat(members.keySet()).containsExactlyElementsOf(theirs::fieldNames);
                members.forEach((name, member) -> assertSame(theirs.get(name), member));
            }
            case Json.Arr(var items) -> {
                assertThat(theirs.isArray()).isTrue();
                assertThat(theirs.size()).isEqualTo(items.size());
                IntStream.range(0, items.size()).forEach(i -> assertSame(theirs.get(i), items.get(i)));
            }
            case Json.Str(String value) -> assertThat(theirs.textValue()).isEqualTo(value);
            case Json.Num number -> assertThat(new BigDecimal(theirs.asText())).isEqualByComparingTo(number.decimal());
            case Json.Bool(boolean value) -> {
                if (!theirs.isBoolean() || theirs.booleanValue() != value) {
                    fail("expected " + value + ", not " + theirs);
                }
            }
            case Json.Null() -> assertThat(theirs.isNull()).isTrue();
        }
    }
}
