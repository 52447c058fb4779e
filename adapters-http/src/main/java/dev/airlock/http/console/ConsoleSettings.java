package dev.airlock.http.console;

import dev.airlock.application.mail.MailRoute;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.net.OwnOrigin;
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
        return ownOrigin().toString();
    }

    /** Returns whether a page of this origin is one of ours. */
    boolean isOwn(String origin) {
        return ownOrigin().is(origin);
    }

    private OwnOrigin ownOrigin() {
        return new OwnOrigin(baseUrl);
    }

    /** Where agents reach a server. */
    String mcpUrl(Slug organization, Slug server) {
        return origin() + "/mcp/" + organization + "/" + server;
    }
}
