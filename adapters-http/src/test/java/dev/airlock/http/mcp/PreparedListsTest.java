package dev.airlock.http.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreparedListsTest {
    private final PreparedLists lists = new PreparedLists(10);

    private byte[] get(String key, int size) {
        return lists.get(key, () -> new byte[size]);
    }

    @Test
    void what_is_kept_is_not_made_again() {
        byte[] made = get("a", 4);

        assertThat(get("a", 4)).isSameAs(made);
    }

    @Test
    void what_was_not_asked_for_longest_makes_room() {
        byte[] a = get("a", 4);
        byte[] b = get("b", 4);
        get("a", 4);

        get("c", 4);

        assertThat(get("a", 4)).isSameAs(a);
        assertThat(get("b", 4)).isNotSameAs(b);
    }

    @Test
    void what_is_larger_than_all_room_is_not_kept() {
        byte[] small = get("a", 4);
        byte[] large = get("b", 11);

        assertThat(get("b", 11)).isNotSameAs(large);
        assertThat(get("a", 4)).isSameAs(small);
    }
}
