package dev.airlock.upstream.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.call.ArgumentSchemas;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.json.RawJson;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkntArgumentSchemasTest {
    private static final ArgumentSchemas SCHEMAS = new NetworkntArgumentSchemas();

    private static final String ORDER = """
            {"type":"object","required":["id","items"],"additionalProperties":false,
             "properties":{
               "id":{"type":"integer","minimum":1,"maximum":1000},
               "price":{"type":"number","exclusiveMinimum":0},
               "state":{"enum":["open","paid"]},
               "kind":{"const":"order"},
               "code":{"type":"string","pattern":"^[A-Z]{2}\\\\d+$","minLength":3,"maxLength":8},
               "note":{"type":["string","null"]},
               "items":{"type":"array","minItems":1,"maxItems":3,"uniqueItems":true,"items":{"$ref":"#/$defs/item"}}},
             "$defs":{"item":{"type":"object","required":["sku"],
               "properties":{"sku":{"type":"string"},"quantity":{"type":"integer","multipleOf":2},"parts":{"type":"array","items":{"$ref":"#/$defs/item"}}}}}}
            """;

    private static Json.Obj json(String text) {
        try {
            return (Json.Obj) JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static List<Violation> violations(String schema, String arguments) {
        return SCHEMAS.compile(RawJson.of(json(schema))).violations(json(arguments));
    }

    @ParameterizedTest
    @ValueSource(strings = {"__proto__", "constructor", "hasOwnProperty", "ID", "i\u0501", "id "})
    void an_argument_that_the_schema_does_not_name_is_no_argument(String name) {
        assertThat(violations(ORDER, "{\"id\":7,\"items\":[{\"sku\":\"a\"}],\"" + name + "\":1}"))
                .singleElement()
                .satisfies(violation ->
                        assertThat(violation.argument() + violation.problem()).contains(name));
    }

    @Test
    void fitting_arguments_have_no_violations() {
        assertThat(
                        violations(
                                ORDER,
                                "{\"id\":7.0,\"price\":0.10,\"state\":\"paid\",\"kind\":\"order\",\"code\":\"AB12\",\"note\":null,"
                                        + "\"items\":[{\"sku\":\"a\",\"quantity\":4,\"parts\":[{\"sku\":\"b\",\"parts\":[]}]}]}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "price":0                                               | price             | must be more than 0
            "price":"1"                                             | price             | must be of type number
            "state":"lost"                                          | state             | must be one of ["open","paid"]
            "kind":"x"                                              | kind              | must be "order"
            "code":"ab12"                                           | code              | must match the pattern ^[A-Z]{2}\\d+$
            "note":1                                                | note              | must be of type string or null
            "extra":1                                               | extra             | is not an argument of this tool
            "items":[]                                              | items             | at least 1
            "items":[{"sku":"a"},{"sku":"a"}]                       | items             | unique
            "items":[{"sku":"a"},{"sku":"b"},{"sku":"c","quantity":3}] | items[2].quantity | multiple of 2
            "items":[{"sku":"a","parts":[{"sku":"b"},{}]}]          | items[0].parts[1].sku | is required
            "id":0                                                  | id                | must be at least 1
            "id":1001                                               | id                | must be at most 1000
            "id":1e400                                              | id                | must be at most 1000
            "id":1.5                                                | id                | must be of type integer
            "id":"7"                                                | id                | must be of type integer
            """)
    void a_violation_names_the_argument_and_what_was_expected(String member, String argument, String problem) {
        String name = member.substring(0, member.indexOf(':'));
        String others = "{\"id\":7,\"items\":[{\"sku\":\"a\"}],";
        String arguments = name.equals("\"id\"")
                ? "{\"items\":[{\"sku\":\"a\"}]," + member + "}"
                : name.equals("\"items\"") ? "{\"id\":7," + member + "}" : others + member + "}";
        assertThat(violations(ORDER, arguments)).singleElement().satisfies(violation -> {
            assertThat(violation.argument()).isEqualTo(argument);
            assertThat(violation.problem()).contains(problem);
        });
    }

    @Test
    void missing_arguments_are_named() {
        assertThat(violations(ORDER, "{}"))
                .containsExactlyInAnyOrder(new Violation("id", "is required"), new Violation("items", "is required"));
    }

    @Test
    void no_value_is_repeated() {
        String secret = "s3cret".repeat(100);
        for (String member : List.of("\"state\":\"", "\"kind\":\"", "\"code\":\"", "\"price\":\"", "\"id\":\"")) {
            String arguments = "{\"items\":[{\"sku\":\"a\"}]," + member + secret + "\"}";
            assertThat(violations(ORDER, arguments))
                    .isNotEmpty()
                    .allSatisfy(violation -> assertThat(violation.problem())
                            .doesNotContain("s3cret")
                            .hasSizeLessThan(320));
        }
    }

    @Test
    void at_most_twenty_violations_are_told() {
        var wrong = new StringBuilder("{\"a\":[");
        for (int i = 0; i < 100; i++) {
            wrong.append(i == 0 ? "" : ",").append("\"x\"");
        }
        assertThat(violations(
                        "{\"properties\":{\"a\":{\"items\":{\"type\":\"integer\"}}}}",
                        wrong.append("]}").toString()))
                .hasSize(20);
    }

    @Test
    void a_pattern_cannot_make_the_check_slow() {
        String schema = "{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}";
        assertThat(violations(schema, "{\"a\":\"" + "a".repeat(50_000) + "!\"}"))
                .hasSize(1);
        assertThat(violations(schema, "{\"a\":\"aaa\"}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(?=x)", "(a)\\\\1", "(", "[", "(?<n>a"})
    void a_pattern_that_cannot_be_matched_in_linear_time_is_not_enforced(String pattern) {
        assertThat(violations(
                        "{\"properties\":{\"a\":{\"pattern\":\"" + pattern + "\",\"maxLength\":3}}}",
                        "{\"a\":\"abcd\"}"))
                .extracting(Violation::argument)
                .containsExactly("a");
        assertThat(violations("{\"properties\":{\"a\":{\"pattern\":\"" + pattern + "\"}}}", "{\"a\":\"b\"}"))
                .isEmpty();
    }

    @Test
    void a_pattern_may_use_the_escapes_of_ecma_script() {
        String schema = "{\"properties\":{\"a\":{\"pattern\":\"^\\\\u017c\\\\d\\\\/\\\\-$\"}}}";
        assertThat(violations(schema, "{\"a\":\"ż1/-\"}")).isEmpty();
        assertThat(violations(schema, "{\"a\":\"z1/-\"}")).hasSize(1);
    }

    @Test
    void a_pattern_of_property_names_is_enforced_in_linear_time() {
        assertThat(violations(
                        "{\"patternProperties\":{\"^(a+)+$\":{\"type\":\"integer\"}},\"additionalProperties\":false}",
                        "{\"" + "a".repeat(5000) + "!\":1}"))
                .hasSize(1);
    }

    @Test
    void nothing_outside_the_schema_is_fetched() throws Exception {
        try (var trap = new ServerSocket(0)) {
            trap.setSoTimeout(200);
            for (String reference : List.of(
                    "http://127.0.0.1:" + trap.getLocalPort() + "/x.json",
                    "file:///etc/hostname",
                    "classpath:draft/2020-12/schema",
                    "other.json#/a",
                    "https://json-schema.org/draft/2020-12/schema")) {
                String schema = "{\"properties\":{\"a\":{\"$ref\":\"" + reference + "\"}}}";
                assertThat(violations(schema, "{\"a\":{\"type\":7}}"))
                        .as(reference)
                        .isEmpty();
            }
            assertThat(org.assertj.core.api.Assertions.catchThrowable(trap::accept))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"properties\":{\"a\":{\"type\":\"nonsense\"}}}",
                "{\"properties\":7}",
                "{\"$ref\":\"#/nowhere\"}",
                "{\"$ref\":\"#\"}",
                "{\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}},\"$ref\":\"#/$defs/a\"}",
                "{\"required\":\"a\"}",
                "{\"$schema\":\"http://example.com/unknown\"}",
                "{\"properties\":{\"a\":{\"minimum\":\"x\",\"items\":4}}}",
                "{\"type\":{}}",
                "{\"properties\":{\"a\":{\"enum\":3}}}",
                "{\"$id\":\"::not a uri::\"}",
                "{}"
            })
    void a_broken_schema_never_fails_a_call(String schema) {
        ArgumentSchemas.Check check = SCHEMAS.compile(RawJson.of(json(schema)));
        assertThat(check.violations(json("{\"a\":{\"b\":[1]}}"))).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void another_dialect_in_the_schema_does_not_switch_the_check_off() {
        assertThat(violations("{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"required\":[\"a\"]}", "{}"))
                .hasSize(1);
    }

    @Test
    void arguments_that_would_take_too_long_to_check_are_refused() {
        String schema =
                "{\"$defs\":{\"n\":{\"anyOf\":[{\"properties\":{\"a\":{\"$ref\":\"#/$defs/n\"}}},{\"properties\":{\"a\":{\"$ref\":\"#/$defs/n\"}},\"required\":[\"z\"]}],\"minProperties\":1}},"
                        + "\"allOf\":[{\"$ref\":\"#/$defs/n\"}]}";
        String arguments = "{\"a\":".repeat(60) + "{}" + "}".repeat(60);
        assertThat(violations(schema, arguments))
                .singleElement()
                .satisfies(violation -> assertThat(violation.problem()).contains("too many or too deeply nested"));
    }

    @Test
    void big_numbers_are_compared_exactly() {
        String schema = "{\"properties\":{\"a\":{\"maximum\":9007199254740992},\"b\":{\"multipleOf\":0.01}}}";
        assertThat(violations(schema, "{\"a\":9007199254740993}")).hasSize(1);
        assertThat(violations(schema, "{\"a\":9007199254740992,\"b\":0.29}")).isEmpty();
        assertThat(violations(schema, "{\"b\":0.295}")).hasSize(1);
        assertThat(violations(schema, "{\"a\":1e999}")).hasSize(1);
    }

    @Test
    void a_check_may_be_used_by_many_at_once() throws Exception {
        var check = SCHEMAS.compile(RawJson.of(json(ORDER)));
        var failures = new ArrayList<Throwable>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofVirtual().unstarted(() -> {
                for (int n = 0; n < 200; n++) {
                    assertThat(check.violations(json("{\"id\":7,\"items\":[{\"sku\":\"a\"}]}")))
                            .isEmpty();
                    assertThat(check.violations(json("{\"id\":0,\"items\":[{}]}")))
                            .hasSize(2);
                }
            }));
        }
        threads.forEach(thread -> thread.setUncaughtExceptionHandler((t, failure) -> {
            synchronized (failures) {
                failures.add(failure);
            }
        }));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }
}
