package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolName;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ToolNamesTest {
    @Test
    void an_operation_id_is_kept_where_it_is_a_name() {
        assertThat(names("/a: {get: {operationId: listStoreOrders}, post: {operationId: create_store-order}}"))
                .containsExactly("listStoreOrders", "create_store-order");
    }

    @Test
    void other_characters_become_underscores() {
        assertThat(names("/a: {get: {operationId: 'repos/list.all (v2)'}}")).containsExactly("repos_list_all_v2");
    }

    @Test
    void without_an_id_the_method_and_the_path_make_the_name() {
        assertThat(names("/stores/{id}/orders: {get: {}}\n/: {get: {operationId: '???'}}"))
                .containsExactly("get_stores_id_orders", "get");
    }

    @Test
    void an_overlong_name_is_cut_and_told_apart_by_a_digest() {
        String id = "a".repeat(70);
        List<String> names = names("/a: {get: {operationId: " + id + "1}, post: {operationId: " + id + "2}}");

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.length() == ToolName.MAX_LENGTH);
    }

    @Test
    void operations_that_claim_one_name_all_get_a_digest_whatever_their_order() {
        String first = "/a: {get: {operationId: getUser}}";
        String second = "/b: {get: {operationId: getuser}}";

        List<String> names = names(first + "\n" + second);

        assertThat(names.stream().map(name -> name.toLowerCase(Locale.ROOT))).doesNotHaveDuplicates();
        assertThat(names).allMatch(name -> name.matches("(?i)getuser_[0-9a-f]{8}"));
        assertThat(names(second + "\n" + first)).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void no_operation_takes_the_name_of_a_tool_of_airlocks_own() {
        List<String> names = names(
                "/a: {get: {operationId: check_approval}, post: {operationId: Check_Approval}}\n/b: {get: {operationId: check-approval}}");

        assertThat(names).hasSize(3).noneMatch(ToolName::isReserved).contains("check-approval");
    }

    @Test
    void letters_that_look_alike_make_no_name_that_looks_alike() {
        List<String> names = names("/a: {get: {operationId: getUser}, post: {operationId: 'getUs\u0435r'},"
                + " put: {operationId: '\uFF47etUser'}, delete: {operationId: \"get\u200BUser\"}}");

        assertThat(names)
                .hasSize(4)
                .doesNotHaveDuplicates()
                .allMatch(ToolName::isValid)
                .contains("getUser");
    }

    @Test
    void two_operations_that_are_sent_alike_are_told_apart_and_warned_about() {
        Reading.Understood reading = Described.paths("/a/{id}: {get: {}}\n/a/{name}: {get: {}}");

        assertThat(reading.tools()).hasSize(2);
        assertThat(reading.warnings()).singleElement().asString().contains("GET /a/{}", "rules must cover both");
    }

    private static List<String> names(String paths) {
        return Described.paths(paths).tools().stream()
                .map(Tool::name)
                .map(ToolName::value)
                .toList();
    }
}
