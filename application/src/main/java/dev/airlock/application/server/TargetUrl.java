package dev.airlock.application.server;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Judges addresses to which a server's calls may go. */
final class TargetUrl {
    private TargetUrl() {}

    /** Returns what is wrong with the address, or null. */
    static @Nullable String problem(@Nullable URI url) {
        if (url == null) {
            return "the description names no absolute server address; give the API's base URL, such as https://api.example.com/v1";
        }
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web || url.getHost() == null) {
            return "\"" + url + "\" is no web address; give the API's base URL, such as https://api.example.com/v1";
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            return "a base URL has no user name, query or fragment; credentials belong into each user's connection";
        }
        return null;
    }
}
