package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.tool.ToolAnnotations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotatorTest {
    @ParameterizedTest
    @CsvSource({
        "get, listOrders, true, false, true",
        "head, checkOrders, true, false, true",
        "get, deletePage, false, true, false",
        "get, listDeletedPages, true, false, true",
        "put, replaceOrder, false, true, true",
        "delete, deleteOrder, false, true, true",
        "post, createOrder, false, false, false",
        "post, searchOrders, false, false, false",
        "post, cancelOrder, false, true, false",
        "post, order.refund, false, true, false",
        "patch, updateOrder, false, false, false",
        "patch, revokeKey, false, true, false"
    })
    void method_and_words_tell_what_an_operation_does(
            String method, String id, boolean readOnly, boolean destructive, boolean idempotent) {
        var reading = Described.paths("/a: {%s: {operationId: %s}}".formatted(method, id));

        assertThat(reading.tools().getFirst().annotations())
                .isEqualTo(new ToolAnnotations(readOnly, destructive, idempotent, true));
    }
}
