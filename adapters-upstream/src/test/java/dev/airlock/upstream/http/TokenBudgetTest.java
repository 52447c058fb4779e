package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.airlock.application.call.Executor.Operation;
import dev.airlock.domain.call.Content;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBudgetTest {
    private static final int BUDGET = Wire.SMALL.textTokens();
    private static final ToolAnnotations READS = new ToolAnnotations(true, false, true, true);
    private static final ToolAnnotations WRITES = new ToolAnnotations(false, false, false, true);

    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        wire = new Wire(Wire.SMALL);
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    private Reply reply(String status, String type, String body) {
        wire.upstream.answers(RawUpstream.response(status, "Content-Type: " + type + "\r\n", body));
        return Api.reply(wire.get());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String string(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | a
            1 | abcd
            2 | abcde
            2 | żółw
            2 | 你好
            4 | こんにち
            2 | 🦊
            """)
    void tokens_are_estimated_by_the_alphabet(int tokens, String text) {
        assertThat(Tokens.in(utf8(text))).isEqualTo(tokens);
        assertThat(Tokens.fit(utf8(text), tokens)).isTrue();
        assertThat(Tokens.fit(utf8(text), tokens - 1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ż", "字", "🦊"})
    void a_text_has_no_more_tokens_than_the_budget_in_any_alphabet(String character) {
        Reply reply = reply("200 OK", "text/plain", character.repeat(10_000));
        byte[] shown = shown(reply);
        assertThat(Tokens.in(shown)).isEqualTo(BUDGET);
        assertThat(string(shown)).isEqualTo(character.repeat(string(shown).length() / character.length()));
        assertThat(reply.truncated()).isTrue();
    }

    @Test
    void an_error_has_no_more_tokens_than_the_budget() {
        Reply reply = reply("400 Bad Request", "application/json", "{\"message\":\"" + "字".repeat(3_000) + "\"}");
        assertThat(Tokens.in(utf8(Api.text(reply)))).isEqualTo(BUDGET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"字", "x"})
    void an_answer_that_fits_is_whole_and_structured(String character) {
        int repeat = character.equals("x") ? BUDGET * Tokens.PARTS - 8 : BUDGET - 2;
        String body = "{\"a\":\"" + character.repeat(repeat) + "\"}";
        Reply fits = reply("200 OK", "application/json", body);
        assertThat(fits.truncated()).isFalse();
        assertThat(fits.structured()).asString(StandardCharsets.UTF_8).isEqualTo(body);
        Reply longer = reply("200 OK", "application/json", body.replace("\"}", character + "\"}"));
        assertThat(longer.truncated()).isTrue();
        assertThat(longer.structured()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            6  | [1,2,3,4,5,6,7,8,9,10,11,12] | [1,2,3,4,5,6,7]
            10 | [{"id":1,"n":"a"},{"id":2,"n":"b"},{"id":3,"n":"c"}] | [{"id":1,"n":"a"}]
            9  | {"next":"n1","items":[{"id":1},{"id":2},{"id":3}]} | {"next":"n1"}
            12 | {"items":[{"id":1},{"id":2},{"id":3},{"id":4},{"id":5}],"next":"n1"} | {"items":[{"id":1},{"id":2},{"id":3}]}
            12 | {"id":7,"text":"Lorem ipsum dolor sit amet, consetetur sadipscing elitr"} | {"id":7,"text":"Lorem ipsum dolor sit …"}
            12 | ["\\u0142\\u00f3d\\u017a \\u0142\\u00f3d\\u017a \\u0142\\u00f3d\\u017a"] | ["\\u0142\\u00f3d\\u017a \\u0142\\u00f3…"]
            12 | ["\\ud83e\\udd8a\\ud83e\\udd8a\\ud83e\\udd8a\\ud83e\\udd8a"] | ["\\ud83e\\udd8a\\ud83e\\udd8a…"]
            8  | "one two three four five six seven" | "one two three four fiv…"
            6  | {"identifier-that-is-very-long-indeed":1} | {}
            5  | this is no JSON at all | this is no JSON at a
            5  | ]]]]]]]]]]]]]]]]]]]]]]]]]] | ]]]]]]]]]]]]]]]]]]]]
            """)
    void json_is_cut_after_what_is_whole_and_closed(int budget, String json, String shown) {
        assertThat(string(JsonBeginning.of(utf8(json), budget))).isEqualTo(shown);
        assertThat(Tokens.in(utf8(shown))).isLessThanOrEqualTo(budget);
    }

    @Test
    void whatever_json_is_cut_wherever_stays_json_within_the_budget() {
        var random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] json = JsonWriter.write(new Json.Arr(List.of(value(random, 0), value(random, 0))));
            int budget = 4 + random.nextInt(Math.max(1, json.length / 4));
            byte[] shown = JsonBeginning.of(json, budget);
            assertThatCode(() -> JsonReader.read(shown))
                    .as(() -> budget + " of " + string(json) + " is " + string(shown))
                    .doesNotThrowAnyException();
            assertThat(Tokens.in(shown)).isLessThanOrEqualTo(budget);
        }
    }

    private static Json value(Random random, int depth) {
        return switch (random.nextInt(depth > 5 ? 4 : 6)) {
            case 0 -> Json.of(random.nextInt());
            case 1 -> Json.of(random.nextBoolean());
            case 2, 3 -> Json.of("a\"\\\n ż字🦊\u0001".repeat(random.nextInt(6)));
            case 4 -> {
                var items = new ArrayList<Json>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    items.add(value(random, depth + 1));
                }
                yield new Json.Arr(items);
            }
            default -> {
                Map<String, Json> members = new LinkedHashMap<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    members.put("m\"\\" + i, value(random, depth + 1));
                }
                yield new Json.Obj(members);
            }
        };
    }

    @Test
    void a_list_that_is_too_long_shows_its_first_items_whole() throws Exception {
        var items = new ArrayList<Json>();
        for (int i = 0; i < 200; i++) {
            items.add(Json.object().put("id", i).put("name", "thing " + i).build());
        }
        byte[] body =
                JsonWriter.write(Json.object().put("data", new Json.Arr(items)).build());
        Reply reply = reply("200 OK", "application/json", string(body));
        byte[] shown = shown(reply);
        List<Json> left = ((Json.Obj) JsonReader.read(shown)).items("data");
        assertThat(left).hasSizeGreaterThan(20).isEqualTo(items.subList(0, left.size()));
        assertThat(Tokens.in(shown)).isBetween(BUDGET - 20L, (long) BUDGET);
    }

    @Test
    void deep_nesting_is_cut_as_it_is() {
        byte[] shown = JsonBeginning.of(utf8("[".repeat(100_000)), 1_000);
        assertThat(string(shown)).isEqualTo("[".repeat(4_000));
    }

    private static byte[] shown(Reply reply) {
        return ((Content.Text) reply.content().getFirst()).utf8();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            GET  | page,per_page,state,labels | {} | ask for less: name the members that you need in "fields", or give a smaller "per_page", or narrow it by "state", "labels"
            GET  | $top                       | {} | ask for less: name the members that you need in "fields", or give a smaller "$top"
            GET  | q,org                      | {"required":["org"]} | ask for less: name the members that you need in "fields", or narrow it by "q"
            GET  | a,b,c,d,e,f,g              | {} | ask for less: name the members that you need in "fields", or narrow it by "a", "b", "c", "d", "e"
            POST | | {"properties":{"page_size":{},"start_cursor":{},"filter":{}}} | ask for less: give a smaller "page_size"
            POST | | {"properties":{"size":{},"colour":{}}} | this tool has no argument that makes its answers smaller
            QUERY | | {"properties":{"first":{},"after":{},"filter":{},"team":{}},"required":["team"]} | ask for less: give a smaller "first", or narrow it by "filter"
            """)
    void whoever_has_not_seen_everything_is_told_what_this_tool_can_do_about_it(
            String kind, String parameters, String schema, String words) {
        HttpOperation operation = switch (kind) {
            case "GET" ->
                new HttpOperation(
                        "GET",
                        "/things",
                        List.of(parameters.split(",")).stream().map(Api::query).toList(),
                        null,
                        "fields");
            case "POST" -> Api.post("application/json", null);
            default -> new HttpOperation("POST", "", List.of(), new Body.GraphQl("query Q { a }", "Q"));
        };
        Tool tool = Tool.define(
                new ToolName("operation"),
                "",
                "",
                Api.json(schema),
                null,
                kind.equals("POST") ? WRITES : READS,
                operation.toJson());
        Operation bound = Api.executor(wire.client).bind(Api.server(wire.target()), tool);
        wire.upstream.answers(RawUpstream.json("[\"" + "x".repeat(5_000) + "\"]"));
        Reply reply = Api.reply(bound.send(Api.request(bound, Json.Obj.EMPTY), Map.of(), null));
        assertThat(Api.text(reply)).endsWith(" tokens shown; " + words + "]");
    }
}
