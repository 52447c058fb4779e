package dev.airlock.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    @Test
    void whole_values_are_written_without_any_whitespace() {
        Json value = Json.object()
                .put("b", Json.strings(List.of("x", "\"\\\n\r\t\u0001\u001f/")))
                .put("a", -5)
                .put("t", true)
                .put("f", false)
                .put("none", (String) null)
                .put("n", Json.Null.VALUE)
                .put("o", Json.Obj.EMPTY)
                .build();
        assertThat(text(JsonWriter.write(value)))
                .isEqualTo(
                        "{\"b\":[\"x\",\"\\\"\\\\\\n\\r\\t\\u0001\\u001f/\"],\"a\":-5,\"t\":true,\"f\":false,\"n\":null,\"o\":{}}");
    }

    @Test
    void pieces_are_separated_where_they_must_be() {
        byte[] written = new JsonWriter(0)
                .beginArray()
                .beginObject()
                .name("a")
                .beginArray()
                .number(1)
                .bool(true)
                .raw("{}".getBytes(StandardCharsets.UTF_8))
                .text("é")
                .endArray()
                .name("b")
                .value(Json.Null.VALUE)
                .endObject()
                .beginObject()
                .endObject()
                .endArray()
                .toByteArray();
        assertThat(text(written)).isEqualTo("[{\"a\":[1,true,{},\"é\"],\"b\":null},{}]");
    }

    @Test
    void equal_objects_have_equal_canonical_bytes_in_whatever_order_their_members_came() {
        var random = new Random(4);
        for (int i = 0; i < 500; i++) {
            Json.Obj value = object(random, 3);
            Json.Obj shuffled = (Json.Obj) shuffled(value, random);
            assertThat(shuffled).isEqualTo(value);
            assertThat(JsonWriter.canonical(shuffled)).isEqualTo(JsonWriter.canonical(value));
        }
    }

    @Test
    void different_values_have_different_canonical_bytes() {
        assertThat(List.of(
                        "[1,2]",
                        "[2,1]",
                        "[12]",
                        "{\"a\":1}",
                        "{\"a\":\"1\"}",
                        "{\"a\":{}}",
                        "{\"a\":[]}",
                        "\"1\"",
                        "1"))
                .extracting(document ->
                        text(JsonWriter.canonical(JsonReader.read(document.getBytes(StandardCharsets.UTF_8)))))
                .doesNotHaveDuplicates();
    }

    @Test
    void any_bytes_at_all_make_a_string_that_can_be_read() throws JsonSyntaxException {
        var random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            byte[] written = new JsonWriter(0).text(bytes).toByteArray();
            assertThat(JsonReader.read(written)).isEqualTo(Json.of(text(bytes)));
        }
    }

    @Test
    void every_character_survives_the_way_through() throws JsonSyntaxException {
        var all = new StringBuilder();
        for (int c = 0; c < 0x11000; c++) {
            if (c < 0xD800 || c > 0xDFFF) {
                all.appendCodePoint(c);
            }
        }
        Json value = Json.of(all.toString());
        assertThat(JsonReader.read(JsonWriter.write(value))).isEqualTo(value);
    }

    @Test
    void an_unpaired_surrogate_cannot_break_a_document() throws JsonSyntaxException {
        assertThat(JsonReader.read(JsonWriter.write(Json.of("a\uD800b")))).isEqualTo(Json.of("a?b"));
    }

    @Test
    void raw_json_is_parsed_as_it_was_kept() {
        Json.Obj value = Json.object().put("a", "é").build();
        RawJson raw = RawJson.of(value);
        assertThat(raw.parse()).isEqualTo(value);
        assertThat(raw).isEqualTo(RawJson.trusted("{\"a\":\"é\"}")).hasSameHashCodeAs(RawJson.trusted(raw.text()));
        assertThat(raw).isNotEqualTo(RawJson.of(Json.Obj.EMPTY)).hasToString("{\"a\":\"é\"}");
    }

    private static Json.Obj object(Random random, int depth) {
        Json.ObjBuilder object = Json.object();
        for (int i = random.nextInt(6); i > 0; i--) {
            String name = "m" + random.nextInt(20);
            object.put(
                    name,
                    depth == 0
                            ? Json.of(random.nextInt())
                            : new Json.Arr(List.of(object(random, depth - 1), Json.of(name))));
        }
        return object.build();
    }

    private static Json shuffled(Json value, Random random) {
        return switch (value) {
            case Json.Obj(Map<String, Json> members) -> {
                var names = new ArrayList<>(members.keySet());
                Collections.shuffle(names, random);
                var other = new LinkedHashMap<String, Json>();
                names.forEach(name -> other.put(name, shuffled(members.get(name), random)));
                yield new Json.Obj(other);
            }
            case Json.Arr(List<Json> items) ->
                new Json.Arr(items.stream().map(item -> shuffled(item, random)).toList());
            default -> value;
        };
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
