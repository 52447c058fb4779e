package dev.airlock.upstream.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.airlock.application.server.ApiDescriptions;
import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.upstream.http.Body;
import dev.airlock.upstream.http.HttpOperation;
import dev.airlock.upstream.openapi.OpenApiDescriptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tool is a stored document; its variables are the arguments, and there is nothing else that an agent could ask for. */
class GraphQlDescriptionTest {
    private static final String ISSUES = """
            # Find issues of a team.
            # Newest first.
            query FindIssues($team: ID!, $first: Int! = 20, $states: [IssueState!], $filter: IssueFilter, $when: DateTime) {
              issues(team: $team, first: $first, states: $states, filter: $filter, since: $when) { nodes { ...Short } }
            }

            mutation ArchiveIssue($id: ID!) { issueArchive(id: $id) { success } }

            fragment Short on Issue { id title owner { ...Person } }
            fragment Person on User { name }
            fragment Unused on User { secret }

            enum IssueState { OPEN DONE }
            "Narrows what is found."
            input IssueFilter {
              "Part of the title"
              title: String
              estimate: Float! = 1.5
              not: IssueFilter
              labels: [String!]!
            }
            """;

    private final ApiDescriptions descriptions = new DescriptionsByContent(
            new OpenApiDescriptions(address -> new ApiDescriptions.Fetch.Failed("nothing is fetched here")));

    private Reading read(String text) {
        return descriptions.read(text.getBytes(StandardCharsets.UTF_8), null, List.of());
    }

    private Reading.Understood understood(String text) {
        Reading reading = read(text);
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        return (Reading.Understood) reading;
    }

    private String refusal(String text) {
        Reading reading = read(text);
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused) reading).problem();
    }

    private static String json(Json json) {
        return new String(JsonWriter.write(json), StandardCharsets.UTF_8);
    }

    @Test
    void a_named_operation_is_a_tool_with_its_own_document() {
        Tool tool = understood(ISSUES).tools().getFirst();
        assertThat(tool.name().value()).isEqualTo("FindIssues");
        assertThat(tool.title()).isEqualTo("Find issues");
        assertThat(tool.description()).isEqualTo("Find issues of a team.\nNewest first.");
        var body = (Body.GraphQl) HttpOperation.fromJson(tool.binding().parse()).body();
        assertThat(body.operationName()).isEqualTo("FindIssues");
        assertThat(body.document())
                .contains("query FindIssues", "fragment Short on Issue", "fragment Person on User")
                .doesNotContain("Unused", "ArchiveIssue", "enum", "input");
    }

    @Test
    void a_query_reads_and_a_mutation_changes() {
        List<Tool> tools = understood(ISSUES).tools();
        assertThat(tools.get(0).annotations()).isEqualTo(new ToolAnnotations(true, false, true, true));
        assertThat(tools.get(1).annotations()).isEqualTo(new ToolAnnotations(false, true, false, true));
    }

    @Test
    void variables_are_arguments() {
        Json.Obj schema = understood(ISSUES).tools().getFirst().inputSchema().parse();
        assertThat(json(schema.get("required"))).isEqualTo("[\"team\"]");
        assertThat(json(schema.get("properties")))
                .isEqualTo(
                        "{\"team\":{\"type\":[\"string\",\"integer\"]},\"first\":{\"type\":\"integer\",\"default\":20},"
                                + "\"states\":{\"type\":[\"array\",\"null\"],\"items\":{\"enum\":[\"OPEN\",\"DONE\"]}},"
                                + "\"filter\":{\"anyOf\":[{\"$ref\":\"#/$defs/IssueFilter\"},{\"type\":\"null\"}]},"
                                + "\"when\":{\"description\":\"A value of the API's type DateTime.\"}}");
        assertThat(json(schema.object("$defs").get("IssueFilter")))
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"title\":{\"type\":[\"string\",\"null\"],\"description\":\"Part of the title\"},"
                                + "\"estimate\":{\"type\":\"number\",\"default\":1.5},"
                                + "\"not\":{\"anyOf\":[{\"$ref\":\"#/$defs/IssueFilter\"},{\"type\":\"null\"}]},"
                                + "\"labels\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}},\"required\":[\"labels\"],"
                                + "\"additionalProperties\":false}");
        assertThat(schema.get("additionalProperties")).isEqualTo(Json.of(false));
        assertThat(understood(ISSUES).warnings()).singleElement().asString().contains("DateTime");
    }

    @Test
    void what_cannot_be_a_tool_is_left_out_and_said() {
        Reading.Understood reading = understood("""
                query Same { a }
                { viewer { id } }
                query { viewer { id } }
                subscription S { issueCreated { id } }
                query same { b }
                query check_approval { a }
                query Missing { a { ...Nowhere } }
                query Loop { a { ...One } }
                fragment One on A { ...Two }
                fragment Two on A { ...One }
                """);
        assertThat(reading.tools()).extracting(tool -> tool.name().value()).containsExactly("Same");
        assertThat(reading.warnings()).hasSize(7);
        assertThat(reading.target()).isNull();
    }

    @Test
    void a_type_that_is_too_long_to_be_described_is_described_less_deeply() {
        var text = new StringBuilder("mutation M($i: I0!) { m(i: $i) { ok } }\n");
        for (int i = 0; i < 200; i++) {
            text.append("input I").append(i).append(" { next: I").append(i + 1).append(" ");
            for (int field = 0; field < 20; field++) {
                text.append("field_of_a_long_name_").append(field).append(": String ");
            }
            text.append("}\n");
        }
        Tool tool = understood(text.toString()).tools().getFirst();
        assertThat(tool.inputSchema().utf8().length).isLessThan(InputTypes.MAX_BYTES);
        assertThat(tool.inputSchema().text()).contains("Its members are not shown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query Q { a",
                "query Q($a: ) { a }",
                "type Query { a: Int }",
                "query Q { a(b: \"\\uZZZZ\") }",
                "mutation M",
                "\"\"\"never ends"
            })
    void a_document_that_is_none_is_refused(String text) {
        assertThat(refusal(text)).doesNotContain("Exception", "graphql.");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            query Q { a | { a
            query Q($a: | [
            query Q { a(b: | [
            query Q { a(b: | {c:
            """)
    void a_document_that_nests_deeply_is_refused(String beginning, String again) {
        assertThat(refusal(beginning + again.repeat(100_000))).contains("nests more than 100 deep");
    }

    @Test
    void a_document_that_is_too_long_is_refused() {
        assertThat(refusal("query Q { a }" + " ".repeat(GraphQlText.MAX_CHARACTERS)))
                .contains("limit");
        assertThat(refusal("query Q { " + "a ".repeat(2_500_000) + "}")).contains("cannot be read");
        assertThat(refusal("query Q { a } ".repeat(1_001))).contains("more than 1000");
    }

    @Test
    void brackets_in_strings_and_comments_do_not_nest() {
        String text = "query Q { a(b: \"" + "[".repeat(200) + "\\\"{\") # " + "(".repeat(200) + "\n c(d: \"\"\""
                + "{".repeat(200) + "\"\"\") }";
        assertThat(understood(text).tools()).hasSize(1);
    }

    @Test
    void fragments_that_multiply_are_written_once() {
        var text = new StringBuilder("query Q { ...F0 }\n");
        for (int i = 0; i < 400; i++) {
            text.append("fragment F%d on A { a { ...F%d } b { ...F%d } }\n".formatted(i, i + 1, i + 1));
        }
        text.append("fragment F400 on A { a }");
        assertThat(understood(text.toString()).tools()).hasSize(1);
    }

    @Test
    void a_long_chain_of_fragments_is_left_out() {
        var text = new StringBuilder("query Q { ...F0 }\n");
        for (int i = 0; i < 50_000; i++) {
            text.append("fragment F%d on A { ...F%d }\n".formatted(i, i + 1));
        }
        assertThat(understood(text.append("fragment F50000 on A { a }").toString())
                        .warnings())
                .singleElement()
                .asString()
                .contains("more than 500");
    }

    @Test
    void a_large_schema_beside_many_operations_stays_cheap() {
        var text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append("mutation M%d($i: I0) { m(i: $i) { ok } }\n".formatted(i));
        }
        for (int i = 0; i < 5_000; i++) {
            text.append("input I%d { a: I%d b: I%d c: E }\n".formatted(i, (i + 1) % 5_000, (i * 7) % 5_000));
        }
        text.append("enum E { ").append("VALUE_OF_MANY ".repeat(5_000)).append("}");
        assertThat(understood(text.toString()).tools()).hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openapi: 3.0.3\npaths: {}",
                "# query\nopenapi: 3.0.3",
                "query: 1",
                "type: object",
                "{\"openapi\": \"3.0.3\"}",
                "queryable: yes",
                "input:\n  a: 1",
                ""
            })
    void every_other_document_goes_to_the_reader_of_openapi(String text) {
        assertThat(GraphQlText.isLikely(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query Q { a }",
                "\uFEFF\n# comment\n, mutation M($a: Int) { a }",
                "query($a: Int) { a }",
                "type Query { a: Int }",
                "\"\"\"doc\"\"\" type A { a: Int }",
                "fragment F on A { a }",
                "extend type A { a: Int }"
            })
    void a_document_is_told_by_its_beginning(String text) {
        assertThat(GraphQlText.isLikely(text)).isTrue();
    }

    private Map<String, List<String>> pages(String text) {
        Tool tool = understood(text).tools().getFirst();
        return ((Body.GraphQl) HttpOperation.fromJson(tool.binding().parse()).body()).pages();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            query Q($after: String) { issues(first: 50, after: $after) { pageInfo { endCursor } } } | {after=[issues]}
            query Q($c: String) { team(id: 1) { mine: issues(after: $c) { nodes { id } } } } | {c=[team, mine]}
            query Q($c: String) { team { ...T ... on Team { x } } } fragment T on Team { issues(after: $c) { x } } | {c=[team, issues]}
            query Q($c: String) { team { ... on Team { next_items_page(cursor: $c) { cursor } } } } | {c=[team, next_items_page]}
            query Q($a: String, $b: String) { a(after: $a) { b(nextToken: $b) { x } } } | {a=[a], b=[a, b]}
            query Q($c: String) { issues(after: "x", before: $c) { x } } | {}
            query Q($c: String) { issues(filter: {after: $c}) { x } } | {}
            """)
    void the_variables_that_lead_to_other_pages_are_known(String text, String pages) {
        assertThat(pages(text)).hasToString(pages);
    }

    @Test
    void fragments_that_double_one_another_are_looked_through_in_bounded_time() {
        var text = new StringBuilder("query Q($c: String) { ...F0 }");
        for (int i = 0; i < 60; i++) {
            text.append(" fragment F%d on T { ...F%d ...F%d }".formatted(i, i + 1, i + 1));
        }
        text.append(" fragment F60 on T { a(after: $c) { x } }");
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(pages(text.toString())).containsEntry("c", List.of("a")));
    }
}
