package dev.airlock.application.oauth;

import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.TokenReference;
import dev.airlock.domain.oauth.McpResource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tickets, by the hash of their secret. Their age is measured by the store's own clock, which all nodes share. A ticket goes with its token. */
public interface Tickets {
    /** Stores a ticket; false where its token is gone. */
    boolean add(SecretHash ticket, McpResource resource, TokenReference token);

    /** Uses a ticket for this endpoint up, and returns whose token it stands for; null where there is none so young. Of two who try at once one gets it. */
    @Nullable
    TokenReference redeem(SecretHash ticket, McpResource resource, Duration lifetime);
}
