package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void the_longest_of_several_sequences_is_found_where_it_begins() {
        var search = new ByteSearch(List.of(bytes("abc"), bytes("abcdef"), bytes("żó")));
        assertThat(search.next(bytes("xxabxabcdefx"), 0)).isEqualTo(5);
        assertThat(search.lengthAt(bytes("xxabxabcdefx"), 5)).isEqualTo(6);
        assertThat(search.next(bytes("xxabxabcdefx"), 6)).isEqualTo(-1);
        assertThat(search.next(bytes("żó"), 0)).isZero();
        assertThat(search.next(bytes("ab"), 0)).isEqualTo(-1);
        assertThat(search.next(bytes(""), 0)).isEqualTo(-1);
    }

    @Test
    void a_sequence_that_the_end_cuts_off_is_found_where_it_begins() {
        var search = new ByteSearch(List.of(bytes("abcdef"), bytes("dexyz")));
        assertThat(search.unfinished(bytes("xxabcde"))).isEqualTo(2);
        assertThat(search.unfinished(bytes("xxde"))).isEqualTo(2);
        assertThat(search.unfinished(bytes("abc"))).isZero();
        assertThat(search.unfinished(bytes("xxabcx"))).isEqualTo(6);
        assertThat(search.unfinished(bytes(""))).isZero();
        assertThat(new ByteSearch(List.of()).unfinished(bytes("abc"))).isEqualTo(3);
    }

    @Test
    void nothing_is_found_where_nothing_is_sought() {
        assertThat(new ByteSearch(List.of()).next(bytes("abc"), 0)).isEqualTo(-1);
    }

    @Test
    void it_finds_what_looking_everywhere_finds() {
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] text = letters(random, random.nextInt(60));
            var sought = new ArrayList<byte[]>();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                sought.add(letters(random, 2 + random.nextInt(5)));
            }
            assertThat(new ByteSearch(sought).next(text, 0)).isEqualTo(everywhere(text, sought));
        }
    }

    private static byte[] letters(Random random, int length) {
        byte[] letters = new byte[length];
        for (int i = 0; i < length; i++) {
            letters[i] = (byte) "ab\u00e9".charAt(random.nextInt(3));
        }
        return letters;
    }

    private static int everywhere(byte[] text, List<byte[]> sought) {
        String haystack = new String(text, StandardCharsets.ISO_8859_1);
        return sought.stream()
                .mapToInt(sequence -> haystack.indexOf(new String(sequence, StandardCharsets.ISO_8859_1)))
                .filter(found -> found >= 0)
                .min()
                .orElse(-1);
    }
}
