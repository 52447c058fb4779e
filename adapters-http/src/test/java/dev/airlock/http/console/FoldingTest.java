package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.call.Header;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FoldingTest {
    private final Folding folding = new Folding(false);

    private static String lines(int number) {
        return IntStream.range(0, number).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    }

    private static String text(Passage passage) {
        return passage.text().pieces().stream().map(VisibleText.Piece::text).collect(Collectors.joining());
    }

    @Test
    void a_short_text_is_there_in_full() {
        assertThat(text(folding.text(lines(24)))).isEqualTo(lines(24));
        assertThat(folding.folded()).isEmpty();
    }

    @Test
    void many_lines_are_folded_and_counted() {
        Passage passage = folding.text(lines(1_897));
        assertThat(text(passage)).isEqualTo(lines(24) + "\n");
        assertThat(passage.more()).isEqualTo("+1,873 lines hidden");
        assertThat(folding.text("x\n" + "\n".repeat(200) + "evil").more()).isEqualTo("+178 lines hidden");
        assertThat(folding.folded()).containsExactly("+1,873 lines hidden", "+178 lines hidden");
    }

    @Test
    void a_long_line_is_folded_between_characters() {
        assertThat(folding.text("x".repeat(2_401)).more()).isEqualTo("+1 characters hidden");
        Passage pairs = folding.text("x" + "😀".repeat(2_000));
        assertThat(text(pairs)).isEqualTo("x" + "😀".repeat(1_199));
        assertThat(pairs.more()).isEqualTo("+801 characters hidden");
    }

    @Test
    void nothing_is_folded_where_everything_is_to_be_seen() {
        Folding everything = new Folding(true);
        String long2Mb = "0123456789abcde\n".repeat(131_072);
        assertThat(text(everything.text(long2Mb))).isEqualTo(long2Mb);
        assertThat(everything.folded()).isEmpty();
    }

    @Test
    void base64_of_a_text_is_shown_decoded_however_often_it_is_packed() {
        String inner = "rm -rf / # and more";
        Passage once = folding.text(base64(inner));
        assertThat(text(once.decoded())).isEqualTo(inner);
        assertThat(text(folding.text(base64(base64(inner))).decoded().decoded()))
                .isEqualTo(inner);
        assertThat(folding.text("documentationpage").decoded()).isNull();
        assertThat(folding.text("0123456789abcdef").decoded()).isNull();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_is_marked_is_told_once_with_its_number() {
        folding.text("\u202Ea");
        folding.text("\u202Eb");
        folding.text("ש");
        assertThat(folding.marks().getFirst()).isEqualTo("right-to-left override (U+202E), 2 times");
        assertThat(folding.marks().getLast()).contains("from right to left");
    }

    @Test
    void objects_in_an_array_are_a_table_with_every_column_that_any_of_them_has() {
        Json.Obj one = Json.object().put("sku", "A").put("count", 1).build();
        Json.Obj two = Json.object().put("sku", "B").put("note", "x").build();
        Layout.Grid grid = Layout.of(new Json.Arr(List.of(one, two)), folding).grid();
        assertThat(grid.columns()).extracting(FoldingTest::text).containsExactly("sku", "count", "note");
        assertThat(grid.rows().getLast().cells().get(1).layout()).isNull();
        assertThat(text(grid.rows().getLast().cells().get(2).layout().passage()))
                .isEqualTo("x");
    }

    @Test
    void rows_beyond_the_first_are_folded() {
        List<Json> rows = IntStream.range(0, 1_010)
                .<Json>mapToObj(i -> Json.object().put("n", i).build())
                .toList();
        assertThat(Layout.of(new Json.Arr(rows), folding).grid().more()).isEqualTo("+970 rows hidden");
    }

    @Test
    void what_lies_deep_is_shown_as_json() {
        Json value = Json.of("deepest");
        for (int i = 0; i < 60; i++) {
            value = Json.object().put("d", value).build();
        }
        Layout layout = Layout.of(value, new Folding(true));
        for (int i = 0; i < 4; i++) {
            layout = layout.sheet().members().getFirst().layout();
        }
        assertThat(text(layout.passage())).contains("\"deepest\"");
    }

    private static SentRequest sent(byte[] body, Folding folding) {
        return SentRequest.of(
                new OutgoingRequest("POST", "https://api.example", "/x?a=1", List.of(new Header("A", "b")), body),
                folding);
    }

    @Test
    void a_body_of_json_is_laid_out_only_where_that_changes_nothing_but_white_space() {
        SentRequest json = sent("{\"a\":1,\"b\":[2]}".getBytes(StandardCharsets.UTF_8), folding);
        assertThat(text(json.url())).isEqualTo("https://api.example/x?a=1");
        assertThat(text(json.body())).isEqualTo("{\n  \"a\": 1,\n  \"b\": [\n    2\n  ]\n}");
        assertThat(json.bodyNote()).isEqualTo("JSON of 15 bytes, with line breaks added here");
        String escapes = "{\"a\": \"\\u0041\"}";
        assertThat(text(sent(escapes.getBytes(StandardCharsets.UTF_8), folding).body()))
                .isEqualTo(escapes);
        String twice = "{\"a\":1,\"a\":2}";
        assertThat(text(sent(twice.getBytes(StandardCharsets.UTF_8), folding).body()))
                .isEqualTo(twice);
    }

    @Test
    void a_body_that_is_no_text_is_shown_byte_for_byte() {
        SentRequest binary = sent(new byte[] {0, (byte) 0xFF, 'A'}, folding);
        assertThat(text(binary.body())).startsWith("00000000  00 ff 41").endsWith("..A\n");
        assertThat(binary.bodyNote()).isEqualTo("In hexadecimal, 3 bytes");
        assertThat(sent(new byte[0], folding).body()).isNull();
    }

    @Test
    void changed_arguments_are_named_by_their_place() {
        Json.Obj before = Json.object()
                .put("id", "1")
                .put("to", Json.object().put("name", "Ada").put("city", "Ulm").build())
                .build();
        Json.Obj now = Json.object()
                .put("to", Json.object().put("name", "Bob").put("city", "Ulm").build())
                .put("note", "x")
                .build();
        List<ChangedArguments.Change> changes =
                ChangedArguments.between(before, now, folding).changes();
        assertThat(changes).extracting(change -> text(change.place())).containsExactly("id", "to › name", "note");
        assertThat(changes.getFirst().now()).isNull();
        assertThat(text(changes.get(1).before().passage())).isEqualTo("Ada");
        assertThat(text(changes.get(1).now().passage())).isEqualTo("Bob");
        assertThat(changes.getLast().before()).isNull();
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_table_of_as_many_rows_as_a_message_can_have_is_laid_out_at_once() {
        Json row = Json.object().put("a", 1).build();
        var rows = new Json.Arr(Collections.nCopies(130_000, row));
        Layout.Grid grid = Layout.of(rows, new Folding(true)).grid();
        assertThat(grid).isNotNull();
        assertThat(grid.rows()).hasSize(130_000);
    }
}
