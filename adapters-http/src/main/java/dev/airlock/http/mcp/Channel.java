package dev.airlock.http.mcp;

import dev.airlock.application.identity.Authentication;
import dev.airlock.domain.oauth.McpResource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What messages come through.
 *
 * @param resource the endpoint that it leads to, null where the path is of none
 * @param headers what is said beside a message
 * @param authentication what the presented token proves when it is asked, for channels that stay open
 * @param isSocket whether it is a WebSocket, whose messages have no headers of their own and on which Airlock may speak first
 */
record Channel(
        @Nullable McpResource resource,
        RequestHeaders headers,
        Supplier<Authentication> authentication,
        boolean isSocket) {}
