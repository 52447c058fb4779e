package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
    @Test
    void yaml_means_what_the_core_schema_says() throws RefusedException {
        assertThat(read("""
                on: yes
                version: 3.10
                date: 2026-01-02
                numbers: [1, -0, 007, +5, 0x1F, 0o17, .5, 1., 1e3, .inf, '1', !!str 2, ! 3]
                nothing: [~, null, ]
                200: {ok: true}
                """))
                .isEqualTo(
                        "{\"on\":\"yes\",\"version\":3.10,\"date\":\"2026-01-02\","
                                + "\"numbers\":[1,-0,7,5,31,15,0.5,1,1e3,\".inf\",\"1\",\"2\",\"3\"],\"nothing\":[null,null],\"200\":{\"ok\":true}}");
    }

    @Test
    void anchors_aliases_and_merge_keys_share_values() throws RefusedException {
        assertThat(read("base: &b {x: 1, y: 2}\nmore: {<<: *b, y: 3}\nsame: *b\n"))
                .isEqualTo("{\"base\":{\"x\":1,\"y\":2},\"more\":{\"y\":3,\"x\":1},\"same\":{\"x\":1,\"y\":2}}");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_text() throws RefusedException {
        assertThat(read("\uFEFF{\"a\":1}")).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "[1]",
                "text",
                "a: 1\n---\nb: 2\n",
                "? [a]\n: b",
                "a: [",
                "a: *missing",
                "a: {<<: 1}",
                "{\"a\":1} x"
            })
    void what_is_no_single_object_is_refused(String text) {
        assertThat(Described.refusal(text)).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "openapi: 3.2.0", "openapi: 4.0.0", "swagger: '1.2'", "openapi: [3]"})
    void an_unknown_version_is_refused_naming_the_known_ones(String text) {
        assertThat(Described.refusal(text)).contains("3.0.x", "3.1.x", "2.0");
    }

    @Test
    void a_description_without_operations_is_refused() {
        assertThat(Described.refusal(
                        "openapi: 3.1.0\ninfo: {title: T}\nservers: [{url: 'https://a.example'}]\npaths: {}"))
                .isEqualTo("at /paths: the description has no operations");
    }

    private static String read(String text) throws RefusedException {
        Json.Obj value = DocumentReader.read(text.getBytes(StandardCharsets.UTF_8));
        return new String(JsonWriter.write(value), StandardCharsets.UTF_8);
    }
}
