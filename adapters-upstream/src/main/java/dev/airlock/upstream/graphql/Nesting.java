package dev.airlock.upstream.graphql;

/** Measures how deep brackets nest in a GraphQL document, in one pass: the parser takes far more than linear time over deep ones. */
final class Nesting {
    private static final String BLOCK_QUOTE = "\"\"\"";

    private final String text;
    private int at;

    private Nesting(String text) {
        this.text = text;
    }

    /** Returns the depth, those in strings and comments left out. */
    static int depth(String text) {
        return new Nesting(text).measure();
    }

    private int measure() {
        int depth = 0;
        int deepest = 0;
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '{', '[', '(' -> deepest = Math.max(deepest, ++depth);
                case '}', ']', ')' -> depth--;
                case '#' -> skipTo("\n", 1);
                case '"' -> skipString();
                default -> {}
            }
            at++;
        }
        return deepest;
    }

    private void skipString() {
        if (text.startsWith(BLOCK_QUOTE, at)) {
            skipTo(BLOCK_QUOTE, BLOCK_QUOTE.length());
            at += BLOCK_QUOTE.length() - 1;
            return;
        }
        for (at++; at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
        }
    }

    private void skipTo(String end, int from) {
        int found = text.indexOf(end, at + from);
        at = found < 0 ? text.length() : found;
    }
}
