package dev.airlock.http.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Texts that some reader of addresses takes for another site, though they look like a page of this one. */
final class LeadingAstray {
    private static final List<String> SITES = List.of(
            "evil.example", "evil.example:443", "evil.example%2f", "[2001:db8::1]", "3221225985", "evil。example");

    private static final List<String> FORMS = List.of(
            "https://SITE",
            "HtTpS://SITE",
            "http:SITE",
            "https:/SITE",
            "https:SITE",
            "https:\\\\SITE",
            "//SITE",
            "///SITE",
            "////SITE/..",
            "//SITE/%2e%2e",
            "/\\SITE",
            "\\/SITE",
            "\\\\SITE",
            "/\\/SITE",
            "\t//SITE",
            "/\t/SITE",
            "/\n/SITE",
            "/\r\n/SITE",
            "/\u0000/SITE",
            " //SITE",
            "/ /SITE",
            "\u00a0//SITE",
            "\u2028//SITE",
            "/%09/SITE",
            "/%0a/SITE",
            "/%0d%0aLocation:%20//SITE",
            "/%2f/SITE",
            "/%5cSITE",
            "/%5c%5cSITE",
            "//%09/SITE",
            "//%2f%2fSITE",
            "//here@SITE",
            "//127.0.0.1@SITE",
            "//127.0.0.1:80@SITE",
            "//127.0.0.1%2f@SITE",
            "//127.0.0.1\\@SITE",
            "//127.0.0.1.SITE",
            "//SITE#@127.0.0.1",
            "//SITE?127.0.0.1",
            "//SITE\\.127.0.0.1",
            "/\\/\\SITE",
            "/servers\r\nLocation: https://SITE",
            "javascript:location='//SITE'",
            "java\tscript:alert('SITE')",
            "data:text/html,<meta http-equiv=refresh content=0;//SITE>",
            "ftp://SITE",
            "SITE",
            ".SITE",
            "@SITE",
            ";@SITE",
            "?://SITE",
            "#//SITE",
            "/#//SITE",
            "〱//SITE",
            "／／SITE",
            "/／SITE");

    private LeadingAstray() {}

    /** All of them, as they are and encoded once more. */
    static List<String> all() {
        return FORMS.stream()
                .flatMap(form -> SITES.stream().map(site -> form.replace("SITE", site)))
                .flatMap(text -> Stream.of(text, URLEncoder.encode(text, StandardCharsets.UTF_8)))
                .distinct()
                .toList();
    }

    /** Returns whether a browser that reads this as the target of a redirect stays on the site, however it mends what is written there. */
    static boolean stays(String location) {
        String mended = location.replaceAll("[\\x00-\\x20]", "").replace('\\', '/');
        return mended.startsWith("/") && !mended.startsWith("//");
    }
}
