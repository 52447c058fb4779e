package dev.airlock.application.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The URL that takes an answer back to a client, with who gave it (RFC 9207). */
final class Redirection {
    private final StringBuilder url;
    private char next;

    private Redirection(String redirectUri) {
        this.url = new StringBuilder(redirectUri);
        this.next = redirectUri.indexOf('?') < 0 ? '?' : '&';
    }

    static String withCode(String redirectUri, String code, @Nullable String state, String issuer) {
        return new Redirection(redirectUri)
                .add("code", code)
                .add("state", state)
                .add("iss", issuer)
                .url
                .toString();
    }

    static String withError(String redirectUri, OAuthError error, @Nullable String state, String issuer) {
        return new Redirection(redirectUri)
                .add("error", error.code())
                .add("error_description", error.description())
                .add("state", state)
                .add("iss", issuer)
                .url
                .toString();
    }

    private Redirection add(String name, @Nullable String value) {
        if (value != null) {
            url.append(next).append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            next = '&';
        }
        return this;
    }
}
