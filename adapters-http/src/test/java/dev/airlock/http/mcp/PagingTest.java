package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.legacy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages have three tools here. */
class PagingTest {
    private World world;
    private String token;

    @BeforeEach
    void start() {
        world = new World();
        world.addServer(
                Fixtures.ADA,
                100,
                "orders",
                IntStream.range(0, 7)
                        .mapToObj(
                                i -> i % 2 == 0 ? Fixtures.readingTool("tool" + i) : Fixtures.deletingTool("tool" + i))
                        .toArray(Tool[]::new));
        token = world.token(Fixtures.ADA);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Reply page(String cursor) {
        return legacy(token, "tools/list", cursor == null ? "{}" : "{\"cursor\":\"" + cursor + "\"}")
                .send(world);
    }

    private static Stream<String> names(Json.Obj page) {
        return page.items("tools").stream().map(tool -> ((Json.Obj) tool).text("name"));
    }

    @Test
    void every_tool_is_on_exactly_one_page_in_one_order() {
        List<String> names = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String cursor = null;
        do {
            Json.Obj page = page(cursor).result();
            names.addAll(names(page).toList());
            sizes.add(page.items("tools").size());
            cursor = page.text("nextCursor");
        } while (cursor != null);

        assertThat(names).containsExactly("tool0", "tool1", "tool2", "tool3", "tool4", "tool5", "tool6");
        assertThat(sizes).containsExactly(3, 3, 1);
    }

    @Test
    void a_page_asked_for_again_is_the_same() {
        String cursor = page(null).result().text("nextCursor");

        assertThat(page(cursor).body()).isEqualTo(page(cursor).body());
    }

    @Test
    void a_cursor_from_before_a_change_is_refused() {
        String cursor = page(null).result().text("nextCursor");

        world.setAction(Fixtures.ADA, "orders", "tool6", Action.REQUIRE_APPROVAL);

        assertThat(page(cursor).code()).isEqualTo(-32602);
    }

    @Test
    void a_cursor_of_another_view_of_the_server_is_refused() {
        String cursor = page(null).result().text("nextCursor");
        String reader = world.issue(Fixtures.ADA, new TokenScope(Set.of(), TokenScope.Access.READ))
                .secret();

        Reply reply =
                legacy(reader, "tools/list", "{\"cursor\":\"" + cursor + "\"}").send(world);

        assertThat(reply.code()).isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {".3", ".0000001", ".-1", ".+1", ".01", ".", "", ".1x", ".999999", ".9999999999"})
    void a_forged_cursor_is_refused(String ending) {
        String cursor = page(null).result().text("nextCursor");
        String list = cursor.substring(0, cursor.indexOf('.'));

        assertThat(page(list + ending).code()).isEqualTo(-32602);
    }

    @Test
    void tools_that_are_refused_whatever_the_arguments_are_left_out() {
        world.setAction(Fixtures.ADA, "orders", "tool1", Action.DENY);

        assertThat(names(page(null).result())).containsExactly("tool0", "tool2", "tool3");
    }

    @Test
    void a_token_that_may_only_read_sees_what_only_reads() {
        String reader = world.issue(Fixtures.ADA, new TokenScope(Set.of(), TokenScope.Access.READ))
                .secret();

        Json.Obj page = legacy(reader, "tools/list", "{}").send(world).result();

        assertThat(names(page)).containsExactly("tool0", "tool2", "tool4");
    }

    @Test
    void a_server_without_tools_has_one_empty_page() {
        world.addServer(Fixtures.ADA, 101, "empty");

        Json.Obj page = legacy(token, "tools/list", "{}")
                .to("/mcp/harbour/empty")
                .send(world)
                .result();

        assertThat(page.items("tools")).isEmpty();
        assertThat(page.members()).containsOnlyKeys("tools");
    }
}
