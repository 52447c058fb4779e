package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.call.Executor.Operation;
import dev.airlock.domain.call.Header;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.server.ApiConventions;
import dev.airlock.domain.server.FailureSign;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an agent reads of an answer: whether it failed, what was asked for of it, and how to get more. */
class AnswersTest {
    private static final ApiConventions SIGNS = new ApiConventions(
            List.of(),
            List.of(
                    new FailureSign("ok", "false"),
                    new FailureSign("success", "false"),
                    new FailureSign("errors", null),
                    new FailureSign("data.**.userErrors", null)));

    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        wire = new Wire(Wire.SMALL);
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    private Reply reply(ApiConventions conventions, HttpOperation operation, String arguments, String body) {
        return reply(conventions, operation, arguments, "", body);
    }

    private Reply reply(
            ApiConventions conventions, HttpOperation operation, String arguments, String headers, String body) {
        wire.upstream.answers(RawUpstream.response("200 OK", "Content-Type: application/json\r\n" + headers, body));
        Operation bound = Api.executor(wire.client)
                .bind(Api.server(wire.target()).withConventions(conventions), Api.tool(operation));
        return Api.reply(
                bound.send(Api.request(bound, Api.json(arguments)), Map.of(), new Credential.Bearer("s3cret-value-1")));
    }

    private static HttpOperation list(String... parameters) {
        HttpOperation plain = Api.get(
                "/things", List.of(parameters).stream().map(Api::query).toArray(HttpOperation.Parameter[]::new));
        return new HttpOperation("GET", plain.path(), plain.parameters(), null, "fields");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"ok":false,"error":"invalid_auth"} | (ok = false): invalid_auth | Connect the service again
            {"ok":false,"error":"missing_scope","needed":"chat:write"} | missing_scope | Ask for the permission
            {"ok":false,"error":"ratelimited"} | ratelimited | Wait before calling again
            {"ok":false,"error":"channel_not_found"} | channel_not_found | Check the identifiers
            {"success":false,"errors":[{"code":7003,"message":"Could not route"}]} | Could not route | Correct the arguments
            {"errors":[{"message":"Field 'x' is wrong"},{"message":"So is y"}],"data":null} | (errors): Field 'x' is wrong; So is y | Correct
            {"data":{"productCreate":{"userErrors":[{"field":["title"],"message":"Title can't be blank"}]}}} | Title can't be blank | Correct
            {"errors":{"id":"is invalid"}} | (errors) | Correct
            """)
    void an_answer_of_success_that_says_that_it_failed_is_an_error_with_the_next_step(
            String body, String words, String step) {
        Reply reply = reply(SIGNS, list(), "{}", body);
        assertThat(reply.failed()).isTrue();
        assertThat(reply.structured()).isNull();
        assertThat(Api.text(reply))
                .startsWith("The API answered 200 OK, but says that the call failed")
                .contains(words, step)
                .endsWith(body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"ok":true}
            {"ok":true,"success":true,"errors":[]}
            {"data":{"productCreate":{"userErrors":[],"product":{"id":1}}}}
            {"errors":null}
            {"nested":{"ok":false}}
            [{"ok":false}]
            """)
    void an_answer_without_a_sign_of_failure_is_none(String body) {
        assertThat(reply(SIGNS, list(), "{}", body).failed()).isFalse();
    }

    @Test
    void without_conventions_nothing_in_an_answer_of_success_is_a_failure() {
        assertThat(reply(ApiConventions.NONE, list(), "{}", "{\"ok\":false}").failed())
                .isFalse();
    }

    @Test
    void a_failure_is_found_in_an_answer_that_is_too_long_to_be_shown() {
        Reply reply =
                reply(SIGNS, list(), "{}", "{\"pad\":\"" + "x".repeat(5000) + "\",\"ok\":false,\"error\":\"no\"}");
        assertThat(reply.failed()).isTrue();
        assertThat(reply.truncated()).isTrue();
        assertThat(Api.text(reply)).contains("(ok = false): no", "[truncated: about 255 of 1259 tokens shown");
    }

    @Test
    void errors_of_graphql_are_errors_and_what_there_is_of_data_is_kept() {
        var operation = new HttpOperation("POST", "", List.of(), new Body.GraphQl("query Q { a b }", "Q"));
        String body = "{\"data\":{\"a\":1,\"b\":null},\"errors\":[{\"message\":\"b is gone\",\"path\":[\"b\"]}]}";
        Reply reply = reply(ApiConventions.NONE, operation, "{}", body);
        assertThat(reply.failed()).isTrue();
        assertThat(Api.text(reply)).contains("b is gone").endsWith(body);
        assertThat(reply(ApiConventions.NONE, operation, "{}", "{\"data\":{\"a\":1}}")
                        .failed())
                .isFalse();
    }

    @Test
    void a_graphql_call_goes_to_the_servers_address_itself() {
        Operation bound = Api.executor(wire.client)
                .bind(
                        Api.server(wire.target() + "/graphql"),
                        Api.tool(new HttpOperation("POST", "", List.of(), new Body.GraphQl("query Q { a }", "Q"))));
        Api.reply(bound.send(Api.request(bound, Api.json("{}")), Map.of(), null));
        assertThat(wire.upstream.last().requestLine()).isEqualTo("POST /graphql HTTP/1.1");
    }

    @Test
    void fixed_headers_go_with_every_call_and_nowhere_else() {
        var conventions = new ApiConventions(
                List.of(new Header("Notion-Version", "2022-06-28"), new Header("User-Agent", "acme")), List.of());
        reply(conventions, Api.get("/x", Api.header("notion-version")), "{\"notion-version\":\"1999-01-01\"}", "{}");
        assertThat(wire.upstream.last().header("Notion-Version")).containsExactly("2022-06-28");
        assertThat(wire.upstream.last().header("User-Agent")).containsExactly("acme");
        reply(ApiConventions.NONE, list(), "{}", "{}");
        assertThat(wire.upstream.last().header("Notion-Version")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ["id"]                        | {"id":1}
            ["id","owner.name"]           | {"id":1,"owner":{"name":"Ada"}}
            ["items.sku","items.tags.t"]  | {"items":[{"sku":"a","tags":[{"t":1},{"t":2}]},{"sku":"b"}]}
            ["owner","owner.name"]        | {"owner":{"name":"Ada","mail":"a@b"}}
            ["id","nothing"]              | {"id":1}
            []                            | {"id":1,"owner":{"name":"Ada","mail":"a@b"},"items":[{"sku":"a","tags":[{"t":1,"u":3},{"t":2}]},{"sku":"b","n":null}]}
            """)
    void what_was_asked_for_of_an_answer_is_all_that_is_shown(String fields, String shown) {
        Reply reply = reply(
                ApiConventions.NONE,
                list(),
                "{\"fields\":" + fields + "}",
                "{\"id\":1,\"owner\":{\"name\":\"Ada\",\"mail\":\"a@b\"},\"items\":[{\"sku\":\"a\",\"tags\":[{\"t\":1,\"u\":3},{\"t\":2}]},{\"sku\":\"b\",\"n\":null}]}");
        assertThat(Api.text(reply)).isEqualTo(shown);
        assertThat(reply.structured()).asString(StandardCharsets.UTF_8).isEqualTo(shown);
        assertThat(wire.upstream.last().target()).isEqualTo("/things");
    }

    @Test
    void a_list_is_looked_through_and_a_long_answer_shortened_before_it_is_cut() {
        String item = "{\"id\":1,\"text\":\"" + "x".repeat(2000) + "\"}";
        Reply reply = reply(ApiConventions.NONE, list(), "{\"fields\":[\"id\"]}", "[" + item + "," + item + "]");
        assertThat(Api.text(reply)).isEqualTo("[{\"id\":1},{\"id\":1}]");
        assertThat(reply.truncated()).isFalse();
    }

    @Test
    void whoever_asks_for_what_is_not_there_is_told_what_is() {
        Reply reply = reply(
                ApiConventions.NONE, list(), "{\"fields\":[\"name\"]}", "{\"data\":[{\"id\":1}],\"more\":{\"x\":1}}");
        assertThat(Api.text(reply))
                .isEqualTo("[nothing of the answer is named like that; it has: data, data.id, more, more.x]");
    }

    @Test
    void what_there_is_instead_is_told_briefly() {
        String names = "{\"" + "n".repeat(30_000) + "\":1,\"b\":2}";
        assertThat(Api.text(reply(ApiConventions.NONE, list(), "{\"fields\":[\"name\"]}", names)))
                .hasSizeLessThan(200)
                .endsWith("n, b]");
    }

    @Test
    void a_text_is_whole_whatever_was_asked_for() {
        assertThat(Api.text(reply(ApiConventions.NONE, list(), "{\"fields\":[\"name\"]}", "not json")))
                .isEqualTo("not json[fields were not picked out, because the answer is not one whole JSON value]");
    }

    @Test
    void what_is_asked_for_is_a_bounded_list_of_paths_and_a_part_of_the_request() {
        for (String fields : List.of("\"id\"", "[1]", "[\"\"]", "[\"" + "x".repeat(201) + "\"]", "{}")) {
            assertThat(Api.violations(list(), "{\"fields\":" + fields + "}"))
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.argument()).isEqualTo("fields"));
        }
        OutgoingRequest request = Api.request(list(), "{\"fields\":[\"id\"]}");
        assertThat(request.fields()).containsExactly("id");
        assertThat(request.target()).isEqualTo("/v1/things");
    }

    @Test
    void an_answer_that_is_cut_says_what_to_ask_for_instead() {
        assertThat(Api.text(reply(ApiConventions.NONE, list(), "{}", "{\"a\":\"" + "x".repeat(5000) + "\"}")))
                .endsWith("[truncated: about 255 of 1252 tokens shown; ask for less: name the members that you need in"
                        + " \"fields\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            page,per_page     | Link: <https://api.example.com/things?per_page=5&page=3>; rel="next", <https://x/?page=9>; rel="last" | {} | per_page = "5", page = "3"
            cursor,limit      | X: 1 | {"items":[],"next_cursor":"abc=="} | cursor = "abc=="
            cursor            | X: 1 | {"ok":true,"response_metadata":{"next_cursor":"dXNlcg"}} | cursor = "dXNlcg"
            pageToken         | X: 1 | {"nextPageToken":"tok"} | pageToken = "tok"
            page_token        | X: 1 | {"next_page_token":"tok"} | page_token = "tok"
            after             | X: 1 | {"paging":{"next":{"after":"42","link":"?x"}}} | after = "42"
            starting_after    | X: 1 | {"has_more":true,"data":[{"id":"a"},{"id":"b"}]} | starting_after = "b"
            start_cursor      | X: 1 | {"has_more":true,"next_cursor":"n1","results":[]} | start_cursor = "n1"
            offset,limit      | X: 1 | {"next":"https://api.example.com/things?offset=20&limit=20"} | offset = "20", limit = "20"
            page              | X: 1 | {"next_page":2} | page = "2"
            page              | X: 1 | {"_links":{"next":{"href":"/things?page=7"}}} | page = "7"
            cursor            | X: 1 | {"next_cursor":"it's \\"quoted\\""} | cursor = "it's \\"quoted\\""
            """)
    void the_way_to_the_next_page_is_told_in_the_arguments_of_the_tool(
            String parameters, String header, String body, String words) {
        Reply reply = reply(ApiConventions.NONE, list(parameters.split(",")), "{}", header + "\r\n", body);
        assertThat(Api.text(reply))
                .isEqualTo(body + "[more: for the next page, call again with " + words
                        + ", and everything else as it was]");
        assertThat(reply.structured()).asString(StandardCharsets.UTF_8).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            q       | {"next_cursor":"abc"}
            cursor  | {"next_cursor":""}
            cursor  | {"next_cursor":null}
            cursor  | {"has_more":false,"next_cursor":"abc"}
            starting_after | {"has_more":false,"data":[{"id":"a"}]}
            cursor  | {"cursor":"now"}
            page    | {"next":"https://api.example.com/things?page=1"}
            page    | [1]
            page    | {"next":"javascript:alert(1)"}
            """)
    void nothing_is_said_of_a_page_that_is_not_there(String parameter, String body) {
        String arguments = "{\"" + parameter + "\":\"" + (parameter.equals("page") ? "1" : "now") + "\"}";
        assertThat(Api.text(reply(ApiConventions.NONE, list(parameter), arguments, body)))
                .isEqualTo(body);
    }

    @Test
    void a_hint_is_bounded_and_without_secrets() {
        assertThat(Api.text(reply(
                        ApiConventions.NONE, list("cursor"), "{}", "{\"next_cursor\":\"" + "x".repeat(1001) + "\"}")))
                .doesNotContain("[more");
        assertThat(Api.text(reply(
                        ApiConventions.NONE,
                        list("page"),
                        "{}",
                        "Link: <https://x/?page=s3cret-value-1>; rel=next\r\n",
                        "{\"next_cursor\":\"s3cret-value-1\"}")))
                .doesNotContain("s3cret-value-1");
    }
}
