package dev.airlock.http.api;

import dev.airlock.application.server.ChangeServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to change of a server; what is left out stays. */
record ServerEditBody(
        @Nullable String name,
        @Nullable String description,
        @Nullable String targetUrl,
        @Nullable List<@Nullable SchemeBody> authentication) {

    ChangeServer.Edit toEdit() {
        return new ChangeServer.Edit(
                name,
                description,
                Input.optional("targetUrl", targetUrl, Input::address),
                SchemeBody.read(authentication));
    }
}
