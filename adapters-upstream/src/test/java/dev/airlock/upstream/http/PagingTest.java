package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.call.Executor.Operation;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The next page of what is asked for in a body; that of queries is in {@link AnswersTest}. */
class PagingTest {
    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        wire = new Wire(Wire.SMALL);
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    /** Returns what stands behind the answer. */
    private String hint(HttpOperation operation, String properties, String arguments, String answer) {
        Tool tool = Tool.define(
                new ToolName("operation"),
                "",
                "",
                Json.object().put("properties", Api.json(properties)).build(),
                null,
                new ToolAnnotations(true, false, true, true),
                operation.toJson());
        Operation bound = Api.executor(wire.client).bind(Api.server(wire.target()), tool);
        wire.upstream.answers(RawUpstream.json(answer));
        String text = Api.text(Api.reply(bound.send(Api.request(bound, Api.json(arguments)), Map.of(), null)));
        assertThat(text).startsWith(answer);
        return text.substring(answer.length());
    }

    private static String more(String words) {
        return "[more: for the next page, call again with " + words + ", and everything else as it was]";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"start_cursor":{},"page_size":{}} | {"page_size":2} | {"object":"list","has_more":true,"next_cursor":"n1"} | start_cursor = "n1"
            {"start_cursor":{},"page_size":{}} | {"start_cursor":"n1"} | {"has_more":true,"next_cursor":"n2"} | start_cursor = "n2"
            {"after":{"type":"string"}} | {} | {"paging":{"next":{"after":"10"}}} | after = "10"
            {"page":{"type":"integer"}} | {"page":1} | {"next_page":2} | page = 2
            {"page":{"type":["integer","null"]}} | {} | {"next":"/search?page=3"} | page = 3
            {"page":{"type":["integer","string"]}} | {} | {"next_page":2} | page = "2"
            """)
    void a_member_of_the_body_leads_on(String properties, String arguments, String answer, String words) {
        for (String type : List.of("application/json", "application/x-www-form-urlencoded")) {
            assertThat(hint(Api.post(type, null), properties, arguments, answer))
                    .isEqualTo(more(words));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"start_cursor":{}} | {} | {"has_more":false,"next_cursor":null}
            {"start_cursor":{}} | {"start_cursor":"n1"} | {"has_more":true,"next_cursor":"n1"}
            {"page":{"type":"integer"}} | {"page":2} | {"next_page":2}
            {"title":{}} | {"title":"x"} | {"next_cursor":"n1"}
            """)
    void nothing_is_said_where_the_body_has_no_such_member_or_had_it_already(
            String properties, String arguments, String answer) {
        for (String type : List.of("application/json", "application/x-www-form-urlencoded")) {
            assertThat(hint(Api.post(type, null), properties, arguments, answer))
                    .isEmpty();
        }
    }

    @Test
    void a_member_is_told_by_the_name_of_its_argument() {
        var body = new Body.Encoded("application/json", null, Map.of("body_cursor", "cursor"));
        var operation = new HttpOperation("POST", "/t/{cursor}", List.of(Api.path("cursor")), body);
        assertThat(hint(
                        operation,
                        "{\"cursor\":{},\"body_cursor\":{}}",
                        "{\"cursor\":\"c\"}",
                        "{\"next_cursor\":\"n1\"}"))
                .isEqualTo(more("body_cursor = \"n1\""));
    }

    @Test
    void a_body_that_is_one_argument_says_nothing() {
        assertThat(hint(
                        Api.post("application/json", "body"),
                        "{\"body\":{},\"cursor\":{}}",
                        "{\"body\":{\"a\":1}}",
                        "{\"next_cursor\":\"n1\"}"))
                .isEmpty();
    }

    private static HttpOperation pages(Map<String, List<String>> pages) {
        return new HttpOperation("POST", "", List.of(), new Body.GraphQl("query Q { a }", "Q", pages));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {} | {"data":{"team":{"issues":{"nodes":[],"pageInfo":{"hasNextPage":true,"endCursor":"c1"}}}}} | c1
            {"after":"c1"} | {"data":{"team":{"issues":{"nodes":[],"pageInfo":{"hasNextPage":true,"endCursor":"c2"}}}}} | c2
            {} | {"data":{"team":{"issues":{"cursor":"c1","items":[]}}}} | c1
            {} | {"data":{"team":{"issues":{"nextToken":"c1","items":[]}}}} | c1
            """)
    void a_variable_of_graphql_leads_on(String arguments, String answer, String mark) {
        HttpOperation operation = pages(Map.of("after", List.of("team", "issues")));
        assertThat(hint(operation, "{\"after\":{}}", arguments, answer)).isEqualTo(more("after = \"" + mark + "\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {} | {"data":{"team":{"issues":{"pageInfo":{"hasNextPage":false,"endCursor":"c1"}}}}}
            {} | {"data":{"team":{"members":{"pageInfo":{"hasNextPage":true,"endCursor":"c1"}}}}}
            {} | {"data":{"team":[{"issues":{"pageInfo":{"hasNextPage":true,"endCursor":"c1"}}}]}}
            {"after":"c1"} | {"data":{"team":{"issues":{"pageInfo":{"hasNextPage":true,"endCursor":"c1"}}}}}
            {} | {"data":{"team":null}}
            {} | {"data":null}
            {} | []
            """)
    void nothing_is_said_where_what_the_variable_pages_has_no_more(String arguments, String answer) {
        HttpOperation operation = pages(Map.of("after", List.of("team", "issues")));
        assertThat(hint(operation, "{\"after\":{}}", arguments, answer)).isEmpty();
    }

    @Test
    void of_several_lists_each_variable_leads_on_in_its_own() {
        Map<String, List<String>> variables = new LinkedHashMap<>();
        variables.put("a", List.of("issues"));
        variables.put("b", List.of("members"));
        variables.put("c", List.of("labels"));
        assertThat(hint(
                        pages(variables),
                        "{\"a\":{},\"b\":{},\"c\":{}}",
                        "{}",
                        "{\"data\":{\"issues\":{\"pageInfo\":{\"hasNextPage\":true,\"endCursor\":\"a1\"}},"
                                + "\"members\":{\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":\"b1\"}},"
                                + "\"labels\":{\"pageInfo\":{\"hasNextPage\":true,\"endCursor\":\"c1\"}}}}"))
                .isEqualTo(more("a = \"a1\", c = \"c1\""));
    }

    @Test
    void what_pages_a_document_has_is_stored_with_it() {
        HttpOperation operation = pages(Map.of("after", List.of("team", "issues")));
        assertThat(HttpOperation.fromJson(operation.toJson())).isEqualTo(operation);
        assertThat(HttpOperation.fromJson(pages(Map.of()).toJson())).isEqualTo(pages(Map.of()));
    }
}
