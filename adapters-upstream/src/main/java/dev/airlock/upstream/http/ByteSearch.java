package dev.airlock.upstream.http;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/**
 * Finds any of several sequences of bytes in one pass that skips most of them: whatever two bytes end a window, the table says how far the next
 * window may begin (Wu and Manber, 1994). Every answer is searched, so that it must cost next to nothing.
 */
final class ByteSearch {
    private static final int SLOTS = 4096;
    private static final int MAX_SHIFT = 127;

    /** The longest first. */
    private final byte[][] sequences;

    private final int window;
    private final byte[] shifts = new byte[SLOTS];

    /** Makes a search for sequences of two bytes or more. */
    ByteSearch(Collection<byte[]> sought) {
        sequences = sought.toArray(byte[][]::new);
        Arrays.sort(
                sequences,
                Comparator.comparingInt((byte[] sequence) -> sequence.length).reversed());
        window = sequences.length == 0 ? 0 : sequences[sequences.length - 1].length;
        Arrays.fill(shifts, (byte) Math.min(window - 1, MAX_SHIFT));
        for (byte[] sequence : sequences) {
            for (int i = 1; i < window; i++) {
                int slot = slot(sequence[i - 1], sequence[i]);
                shifts[slot] = (byte) Math.min(shifts[slot], window - 1 - i);
            }
        }
    }

    private static int slot(byte first, byte second) {
        return ((first << 5) ^ (second & 0xff)) & (SLOTS - 1);
    }

    /** Returns where the next sequence begins, -1 where there is none. */
    int next(byte[] bytes, int from) {
        if (window == 0) {
            return -1;
        }
        int end = from + window - 1;
        while (end < bytes.length) {
            int shift = shifts[slot(bytes[end - 1], bytes[end])];
            if (shift == 0 && lengthAt(bytes, end - window + 1) > 0) {
                return end - window + 1;
            }
            end += Math.max(shift, 1);
        }
        return -1;
    }

    /** Returns where the first sequence begins of which the end is missing, or the length of the bytes where there is none. */
    int unfinished(byte[] bytes) {
        int longest = sequences.length == 0 ? 0 : sequences[0].length;
        for (int from = Math.max(0, bytes.length - longest + 1); from < bytes.length; from++) {
            int present = bytes.length - from;
            for (byte[] sequence : sequences) {
                if (present < sequence.length && Arrays.equals(bytes, from, bytes.length, sequence, 0, present)) {
                    return from;
                }
            }
        }
        return bytes.length;
    }

    /** Returns the length of the longest sequence that begins there, 0 for none. */
    int lengthAt(byte[] bytes, int at) {
        for (byte[] sequence : sequences) {
            int end = at + sequence.length;
            if (end <= bytes.length && Arrays.equals(bytes, at, end, sequence, 0, sequence.length)) {
                return sequence.length;
            }
        }
        return 0;
    }
}
