package dev.airlock.application.server;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Judges addresses to which a server's calls are to go. */
final class TargetUrl {
    private final TargetCheck reachable;

    TargetUrl(TargetCheck reachable) {
        this.reachable = reachable;
    }

    /** Returns what is wrong with the address, or null; may look the host up. */
    @Nullable
    String problem(@Nullable URI url) {
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
        return reachable.problem(url);
    }
}
