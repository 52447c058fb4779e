package dev.airlock.http.console;

import dev.airlock.domain.oauth.OAuthClient;
import dev.airlock.domain.oauth.RedirectUri;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A client as the person who is asked should see it.
 *
 * @param publisher the host whose metadata document describes the client; null where it registered itself, under whatever name it liked
 * @param destination where the answer goes: a host, or an application's scheme
 * @param local whether the answer goes to some program on the person's own computer
 * @param application whether the answer goes to the application that opens links of a scheme
 */
record AskingClient(String name, @Nullable String publisher, String destination, boolean local, boolean application) {
    static AskingClient of(OAuthClient client, RedirectUri redirect) {
        String publisher =
                client.id().isDocument() ? URI.create(client.id().value()).getHost() : null;
        return new AskingClient(
                client.name(), publisher, redirect.destination(), redirect.isLoopback(), redirect.isApplication());
    }

    /** Returns whether any program on the person's computer could pass for the client that somebody well known publishes. */
    boolean anybodys() {
        return publisher != null && local;
    }
}
