package dev.airlock.domain.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ToolTest {
    private static final Json.Obj A = Json.object().put("x", 1).put("y", 2).build();
    private static final Json.Obj A_REORDERED =
            Json.object().put("y", 2).put("x", 1).build();
    private static final Json.Obj B = Json.object().put("x", 2).build();

    @Test
    void a_tool_that_changes_in_any_way_has_another_fingerprint() {
        assertThat(Stream.of(
                                tool("a", "t", "d", A, null, annotations(0), A),
                                tool("b", "t", "d", A, null, annotations(0), A),
                                tool("a", "u", "d", A, null, annotations(0), A),
                                tool("a", "t", "e", A, null, annotations(0), A),
                                tool("a", "t", "d", B, null, annotations(0), A),
                                tool("a", "t", "d", A, B, annotations(0), A),
                                tool("a", "t", "d", A, null, annotations(1), A),
                                tool("a", "t", "d", A, null, annotations(2), A),
                                tool("a", "t", "d", A, null, annotations(4), A),
                                tool("a", "t", "d", A, null, annotations(8), A),
                                tool("a", "t", "d", A, null, annotations(0), B))
                        .map(Tool::fingerprint))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_order_of_members_in_a_description_does_not_make_another_tool() {
        assertThat(tool("a", "t", "d", A_REORDERED, A_REORDERED, annotations(0), A_REORDERED)
                        .fingerprint())
                .isEqualTo(tool("a", "t", "d", A, A, annotations(0), A).fingerprint());
    }

    private static ToolAnnotations annotations(int bits) {
        return new ToolAnnotations((bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0, (bits & 8) > 0);
    }

    private static Tool tool(
            String name,
            String title,
            String description,
            Json.Obj input,
            Json.Obj output,
            ToolAnnotations annotations,
            Json.Obj binding) {
        return Tool.define(new ToolName(name), title, description, input, output, annotations, binding);
    }
}
