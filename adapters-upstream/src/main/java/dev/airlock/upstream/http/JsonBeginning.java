package dev.airlock.upstream.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a JSON text that is itself JSON: it ends after a whole item or member, and what is open there is closed. The cut is as far outside as
 * it can be without losing half of what may be shown; a text that takes up that much is cut within.
 */
final class JsonBeginning {
    private static final int MAX_DEPTH = 100;
    private static final int ESCAPE = 2;
    private static final int UNICODE_ESCAPE = 6;
    private static final byte[] CUT_TEXT = "…\"".getBytes(StandardCharsets.UTF_8);

    /** For the end of a text that is cut, and for a bracket that was opened last. */
    private static final int RESERVE = 2 * Tokens.PARTS;

    private final byte[] json;
    private final byte[] closers = new byte[MAX_DEPTH];

    /** For each depth, where its last whole item or member ended, or else its opening bracket. */
    private final int[] ends = new int[MAX_DEPTH + 1];

    private long left;
    private int at;
    private int depth;
    private byte previous;
    private boolean inText;
    private boolean isValue;
    private int textEnd;

    private JsonBeginning(byte[] json, int tokens) {
        this.json = json;
        this.left = (long) tokens * Tokens.PARTS - RESERVE;
    }

    /** Returns at most so many tokens; the text as it is up to there where it is not JSON. */
    static byte[] of(byte[] json, int tokens) {
        var beginning = new JsonBeginning(json, tokens);
        byte[] closed = beginning.read() ? beginning.closed() : null;
        return closed == null ? Tokens.cut(json, tokens) : closed;
    }

    /** Reads as far as the tokens reach; returns whether that is JSON. */
    private boolean read() {
        while (at < json.length) {
            int length = unit();
            for (int i = at; i < Math.min(at + length, json.length); i++) {
                left -= Tokens.parts(json[i]);
            }
            if (left < depth) {
                return true;
            }
            if (inText) {
                text(length);
            } else if (!structure()) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** Returns how many bytes belong together from here: an escape, or two that are one character. */
    private int unit() {
        if (!inText || json[at] != '\\') {
            return 1;
        }
        if (byteAt(at + 1) != 'u') {
            return ESCAPE;
        }
        boolean isFirstOfTwo = Character.toLowerCase(byteAt(at + 2)) == 'd'
                && "89abAB".indexOf(byteAt(at + 3)) >= 0
                && byteAt(at + UNICODE_ESCAPE) == '\\';
        return isFirstOfTwo ? 2 * UNICODE_ESCAPE : UNICODE_ESCAPE;
    }

    private int byteAt(int index) {
        return index < json.length ? json[index] : 0;
    }

    private void text(int length) {
        if (length > 1 || Tokens.parts(json[at]) > 0) {
            textEnd = at;
        }
        if (length == 1 && json[at] == '"') {
            inText = false;
        }
    }

    private boolean structure() {
        byte b = json[at];
        switch (b) {
            case '{', '[' -> {
                if (depth == MAX_DEPTH) {
                    return false;
                }
                closers[depth++] = (byte) (b == '{' ? '}' : ']');
                ends[depth] = at + 1;
            }
            case '}', ']' -> {
                if (depth == 0 || closers[depth - 1] != b) {
                    return false;
                }
                ends[--depth] = at + 1;
            }
            case ',' -> ends[depth] = at;
            case '"' -> {
                inText = true;
                isValue = depth == 0 || closers[depth - 1] == ']' || previous == ':';
            }
            default -> {}
        }
        if (b > ' ') {
            previous = b;
        }
        return true;
    }

    /** Cuts and closes what was read; null where nothing of it would be left. */
    private byte @Nullable [] closed() {
        int half = Math.min(at, json.length) / 2;
        int level = 0;
        while (level < depth && ends[level] < half) {
            level++;
        }
        boolean within = inText && isValue && ends[level] < half;
        int end = within ? textEnd : ends[level];
        if (end == 0) {
            return null;
        }
        var out = new ByteArrayOutputStream(end + CUT_TEXT.length + level);
        out.write(json, 0, end);
        if (within) {
            out.writeBytes(CUT_TEXT);
        }
        while (level > 0) {
            out.write(closers[--level]);
        }
        return out.toByteArray();
    }
}
