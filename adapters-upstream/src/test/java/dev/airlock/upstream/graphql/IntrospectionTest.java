package dev.airlock.upstream.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.airlock.application.server.ApiDescriptions;
import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.tool.Tool;
import dev.airlock.upstream.openapi.OpenApiDescriptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API says of itself, in the place of its types. */
class IntrospectionTest {
    private static final String OPERATIONS = """
            query FindIssues($team: ID!, $states: [IssueState!], $filter: IssueFilter, $n: Int = 5) { issues { id } }
            mutation Change($input: ChangeInput!) { change { id } }
            """;

    private static final String TYPES = """
            "Where an issue stands."
            enum IssueState { OPEN DONE }
            input IssueFilter {
              "Part of the \\"title\\""
              title: String
              estimate: Float! = 1.5
              not: IssueFilter
              labels: [String!]! = ["a", "b"]
              state: IssueState! = OPEN
              range: RangeInput = {from: 1, to: null}
            }
            input RangeInput { from: Int! to: Int }
            input ChangeInput { issue: ID! filters: [[IssueFilter!]]! done: Boolean = false }
            """;

    private final ApiDescriptions descriptions = new DescriptionsByContent(
            new OpenApiDescriptions(address -> new ApiDescriptions.Fetch.Failed("nothing is fetched here")));

    private Reading read(String text) {
        return descriptions.read(text.getBytes(StandardCharsets.UTF_8), null, List.of());
    }

    private Reading.Understood understood(String text) {
        return (Reading.Understood) read(text);
    }

    private String refusal(String text) {
        return ((Reading.Refused) read(text)).problem();
    }

    /** What graphql-js answers for these types to its own introspection query. */
    private static String recorded() throws IOException {
        try (InputStream file = IntrospectionTest.class.getResourceAsStream("introspection.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_result_says_as_much_of_arguments_as_definitions_do() throws IOException {
        List<Tool> bySdl = understood(OPERATIONS + TYPES).tools();
        String result = recorded().strip();
        assertThat(result).startsWith("{\"data\":{\"__schema\":");
        assertThat(bySdl).hasSize(2);
        assertThat(bySdl.getLast().inputSchema().text()).contains("$defs", "IssueFilter", "RangeInput", "OPEN");
        Reading.Understood byResult = understood(OPERATIONS + result);
        assertThat(byResult.tools()).isEqualTo(bySdl);
        assertThat(byResult.warnings()).isEmpty();
        String bare = result.substring("{\"data\":".length(), result.length() - 1);
        assertThat(understood(OPERATIONS + "\n\n" + bare + "\n").tools()).isEqualTo(bySdl);
    }

    private static String result(String types) {
        return "{\"__schema\":{\"types\":[" + types + "]}}";
    }

    private static String input(String fields) {
        return result("{\"kind\":\"INPUT_OBJECT\",\"name\":\"In\",\"inputFields\":[" + fields + "]}");
    }

    /** Returns the schema of the type "In", which an operation takes. */
    private String in(String result) {
        Json.Obj schema = understood("mutation M($in: In!) { m(in: $in) { id } }" + result)
                .tools()
                .getFirst()
                .inputSchema()
                .parse();
        Json.Obj definitions = schema.object("$defs");
        Json shown = definitions == null ? schema.object("properties").get("in") : definitions.get("In");
        return new String(JsonWriter.write(shown), StandardCharsets.UTF_8);
    }

    @Test
    void a_scalar_is_described_in_the_apis_words() {
        assertThat(in(result("{\"kind\":\"SCALAR\",\"name\":\"In\",\"description\":\"A day, as in 2026-11-28.\"}")))
                .isEqualTo("{\"description\":\"A value of the API's type In. A day, as in 2026-11-28.\"}");
        Reading.Understood bySdl =
                understood("mutation M($in: In!) { m(in: $in) { id } } \"A day, as in 2026-11-28.\" scalar In");
        assertThat(bySdl.warnings()).isEmpty();
        assertThat(bySdl.tools().getFirst().inputSchema().text()).contains("A day, as in 2026-11-28.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            1.5                     | 1.5
            [OPEN, DONE]            | ["OPEN","DONE"]
            {a: {b: "x"}}           | {"a":{"b":"x"}}
            null                    | null
            1) { v } query Evil { v | none
            1, $w: Int              | none
            {"a": 1}                | none
            None                    | "None"
            1 #                     | 1
            ''                      | none
            """)
    void a_default_is_one_value_of_graphql_or_nothing(String literal, String shown) {
        String written =
                new String(JsonWriter.write(Json.of(literal.equals("''") ? "" : literal)), StandardCharsets.UTF_8);
        String type = in(input(
                "{\"name\":\"a\",\"type\":{\"kind\":\"SCALAR\",\"name\":\"JSON\"},\"defaultValue\":" + written + "}"));
        if (shown.equals("none")) {
            assertThat(type).contains("\"a\":").doesNotContain("default", "Evil");
        } else {
            assertThat(type).contains("\"default\":" + shown + "}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"a b\",\"type\":{\"kind\":\"SCALAR\",\"name\":\"Int\"}}",
                "{\"name\":\"a\",\"type\":{\"kind\":\"SCALAR\",\"name\":\"x/../y\"}}",
                "{\"name\":\"a\",\"type\":{\"kind\":\"LIST\",\"ofType\":null}}",
                "{\"name\":\"a\",\"type\":{\"kind\":\"NON_NULL\",\"ofType\":{\"kind\":\"NON_NULL\",\"ofType\":{\"kind\":\"SCALAR\",\"name\":\"Int\"}}}}",
                "{\"name\":\"a\"}",
                "{}",
                "7"
            })
    void a_type_that_is_not_described_as_it_should_be_is_left_out_and_said(String field) {
        Reading.Understood reading = understood("mutation M($in: In!) { m(in: $in) { id } }" + input(field));
        assertThat(reading.tools()).hasSize(1);
        assertThat(reading.warnings()).singleElement().asString().contains("In");
    }

    @Test
    void definitions_in_the_document_win() {
        assertThat(in("input In { mine: Int }\n"
                        + input("{\"name\":\"theirs\",\"type\":{\"kind\":\"SCALAR\",\"name\":\"Int\"}}")))
                .contains("mine")
                .doesNotContain("theirs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"data":{"__schema":{"types":[]}}} | put named queries and mutations before
            {"__schema":{"types":[]}} query Q { a } | put named queries and mutations before
            query Q { a } {"__schema":{"types":[]}} | names no types
            query Q { a } {"data":{"__schema":null}} | names no types
            query Q { a } {"__schema":{"types":[{"kind":"SCALAR","name":"Int"}]}} query R { b } | nothing may follow
            query Q { a } {"__schema":{"types":[ | cannot be read
            """)
    void a_result_in_another_place_or_of_another_form_is_refused_with_what_would_be_right(String text, String words) {
        assertThat(refusal(text)).contains(words);
    }

    @Test
    void a_description_of_openapi_may_speak_of_introspection() {
        assertThat(
                        read(
                                "{\"openapi\":\"3.0.3\",\"x-note\":{\"__schema\":1},\"paths\":{\"/a\":{\"get\":{\"operationId\":\"a\"}}}}"))
                .isInstanceOf(Reading.Understood.class);
    }

    @Test
    void a_result_that_is_too_long_or_too_deep_is_refused() {
        assertThat(refusal("query Q { a }" + result("") + " ".repeat(Introspection.MAX_CHARACTERS)))
                .contains("the limit is " + Introspection.MAX_CHARACTERS);
        assertThat(refusal("query Q { a }" + result("[".repeat(100_000)))).contains("cannot be read");
        assertThat(refusal("query Q { a }" + " ".repeat(GraphQlText.MAX_CHARACTERS) + result("{}")))
                .contains("the limit is " + GraphQlText.MAX_CHARACTERS);
    }

    @Test
    void a_type_that_wraps_itself_deeply_is_left_out() {
        String deep = "{\"kind\":\"LIST\",\"ofType\":".repeat(400) + "{\"kind\":\"SCALAR\",\"name\":\"Int\"}"
                + "}".repeat(400);
        assertThat(in(input("{\"name\":\"a\",\"type\":" + deep + "}"))).contains("A value of the API's type In");
    }

    @Test
    void a_default_that_nests_deeply_is_not_read() {
        String deep = "[".repeat(500) + "]".repeat(500);
        assertThat(in(input("{\"name\":\"a\",\"type\":{\"kind\":\"SCALAR\",\"name\":\"Int\"},\"defaultValue\":\"" + deep
                        + "\"}")))
                .doesNotContain("default");
    }

    @Test
    void a_result_full_of_defaults_is_read_in_bounded_time() {
        String field = "{\"name\":\"a\",\"type\":{\"kind\":\"SCALAR\",\"name\":\"Int\"},\"defaultValue\":\"[[1]]\"},";
        String fields = field.repeat(150_000);
        String text = "mutation M($in: In!) { m(in: $in) { id } }" + input(fields.substring(0, fields.length() - 1));
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(understood(text).warnings())
                        .singleElement()
                        .asString()
                        .contains("too long"));
    }
}
