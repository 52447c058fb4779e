package dev.airlock.upstream.http;

import java.util.List;
import java.util.Locale;

/** Reduces a page of HTML to the words that a person would read. */
final class HtmlText {
    private static final List<String> UNREAD = List.of("script", "style");

    private HtmlText() {}

    /** Returns the text without tags, scripts and styles, white space collapsed. */
    static String of(String html) {
        var text = new StringBuilder();
        String lower = html.toLowerCase(Locale.ROOT);
        int at = 0;
        while (at < html.length()) {
            int open = html.indexOf('<', at);
            text.append(html, at, open < 0 ? html.length() : open).append(' ');
            if (open < 0) {
                break;
            }
            at = after(html, lower, open);
        }
        return text.toString().replaceAll("\\s+", " ").strip();
    }

    private static int after(String html, String lower, int open) {
        String closing = UNREAD.stream()
                .filter(name -> lower.startsWith(name, open + 1))
                .findFirst()
                .map(name -> "</" + name)
                .orElse("");
        int from = closing.isEmpty() ? open : lower.indexOf(closing, open);
        int close = from < 0 ? -1 : html.indexOf('>', from);
        return close < 0 ? html.length() : close + 1;
    }
}
