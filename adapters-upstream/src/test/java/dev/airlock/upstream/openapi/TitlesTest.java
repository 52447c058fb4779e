package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.tool.Tool;
import org.junit.jupiter.api.Test;

class TitlesTest {
    @Test
    void a_summary_is_the_title() {
        assertThat(only("/a: {get: {operationId: x, summary: 'List  all\torders '}}")
                        .title())
                .isEqualTo("List all orders");
    }

    @Test
    void an_operation_id_is_read_as_words() {
        assertThat(only("/a: {get: {operationId: listStoreOrders}}").title()).isEqualTo("List store orders");
        assertThat(only("/a: {get: {operationId: gmail.users.getURLInfo}}").title())
                .isEqualTo("Gmail users get URL info");
    }

    @Test
    void a_path_is_read_as_nouns() {
        assertThat(only("/stores/{id}/orders: {get: {}}").title()).isEqualTo("List stores orders");
        assertThat(only("/orders/{orderId}: {delete: {}}").title()).isEqualTo("Delete orders by order id");
    }

    @Test
    void a_deprecated_operation_says_so_first() {
        assertThat(only("/a: {get: {summary: Old, deprecated: true}}").description())
                .isEqualTo("Deprecated. Old");
    }

    @Test
    void what_cannot_be_seen_is_removed_and_what_is_long_is_cut() {
        Tool tool = only("/a: {get: {summary: \"Pay\\u202e\\u200b me\\u0007\", description: \"%s\"}}"
                .formatted("word ".repeat(1_000)));

        assertThat(tool.title()).isEqualTo("Pay me");
        assertThat(tool.description()).hasSizeLessThanOrEqualTo(2_000).endsWith("word…");
    }

    @Test
    void hidden_letters_of_the_tag_block_are_removed() {
        assertThat(Texts.clean("a" + Character.toString(0xE0041) + "b\r\n\n\n\nc", 100))
                .isEqualTo("ab\n\nc");
    }

    private static Tool only(String paths) {
        return Described.paths(paths).tools().getFirst();
    }
}
