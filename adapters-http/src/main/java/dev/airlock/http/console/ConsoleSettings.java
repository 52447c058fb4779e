package dev.airlock.http.console;

import dev.airlock.application.mail.MailRoute;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.net.Loopback;
import java.net.URI;

/**
 * What the Control Room must know of its surroundings.
 *
 * @param baseUrl scheme, host and port under which people reach Airlock; no path
 * @param mail where messages to people go
 */
public record ConsoleSettings(URI baseUrl, MailRoute mail) {

    public ConsoleSettings {
        if (baseUrl.getHost() == null || baseUrl.getScheme() == null) {
            throw new IllegalArgumentException(
                    "a base URL looks like https://airlock.example.com, and not like \"" + baseUrl + "\"");
        }
    }

    /** Returns whether browsers reach Airlock encrypted, so that cookies may demand it. */
    boolean secure() {
        return "https".equals(baseUrl.getScheme());
    }

    /** The origin of the Control Room's own pages, as browsers write it. */
    String origin() {
        return origin(baseUrl.getHost());
    }

    /** Returns whether a page of this origin is one of ours: the three names of this very machine count as one. */
    boolean isOwn(String origin) {
        return origin.equals(origin())
                || (Loopback.isName(baseUrl.getHost())
                        && Loopback.names().stream().anyMatch(host -> origin.equals(origin(host))));
    }

    /** Where agents reach a server. */
    String mcpUrl(Slug organization, Slug server) {
        return origin() + "/mcp/" + organization + "/" + server;
    }

    private String origin(String host) {
        return baseUrl.getScheme() + "://" + host + (baseUrl.getPort() == -1 ? "" : ":" + baseUrl.getPort());
    }
}
