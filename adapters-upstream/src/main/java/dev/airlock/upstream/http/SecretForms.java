package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms in which a secret may come back: as it is, and as JSON, addresses and base64 write it. */
final class SecretForms {
    /** What encoders of JSON escape although they need not, so that it can stand in a page. */
    private static final Pattern ESCAPED_FOR_PAGES = Pattern.compile("[\"&'+/<=>`]");

    private static final Pattern ENCODED = Pattern.compile("%[0-9A-F]{2}");

    /** Shorter pieces of base64 would be found in innocent text. */
    private static final int MIN_BASE64 = 8;

    private static final int GROUP = 3;

    private SecretForms() {}

    /** Returns every form once, the secret itself first. */
    static Set<String> of(String secret) {
        var forms = new LinkedHashSet<String>();
        forms.add(secret);
        // Most tokens look the same in JSON and in addresses.
        if (!isPlain(secret)) {
            addJson(secret, forms);
            addBothCases(Percent.encode(secret), forms);
            addBothCases(URLEncoder.encode(secret, StandardCharsets.UTF_8), forms);
        }
        addBase64(secret.getBytes(StandardCharsets.UTF_8), forms);
        return forms;
    }

    private static boolean isPlain(String secret) {
        return secret.chars().allMatch(c -> c != '~' && Percent.isUnreserved((char) c));
    }

    private static void addJson(String secret, Set<String> forms) {
        String quoted = new String(JsonWriter.write(Json.of(secret)), StandardCharsets.UTF_8);
        String plain = quoted.substring(1, quoted.length() - 1);
        forms.add(plain);
        forms.add(plain.replace("/", "\\/"));
        if (ESCAPED_FOR_PAGES.matcher(secret).find()) {
            forms.add(forPages(secret, "\\\\u%04x"));
            forms.add(forPages(secret, "\\\\u%04X"));
        }
    }

    private static String forPages(String secret, String format) {
        return ESCAPED_FOR_PAGES
                .matcher(secret)
                .replaceAll(found -> format.formatted((int) found.group().charAt(0)));
    }

    private static void addBothCases(String encoded, Set<String> forms) {
        forms.add(encoded);
        forms.add(ENCODED.matcher(encoded).replaceAll(found -> found.group().toLowerCase(Locale.ROOT)));
    }

    /** Base64 writes three bytes at a time: within a longer text, a secret has three forms, and its edges depend on what stands beside it. */
    private static void addBase64(byte[] secret, Set<String> forms) {
        for (int before = 0; before < GROUP; before++) {
            byte[] shifted = new byte[before + secret.length];
            System.arraycopy(secret, 0, shifted, before, secret.length);
            String encoded = Base64.getEncoder().encodeToString(shifted);
            int from = (before * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            if (to - from >= MIN_BASE64) {
                String own = encoded.substring(from, to);
                forms.add(own);
                forms.add(own.replace('+', '-').replace('/', '_'));
            }
        }
    }
}
