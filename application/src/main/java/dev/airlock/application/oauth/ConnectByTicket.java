package dev.airlock.application.oauth;

import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.Secrets;
import dev.airlock.application.identity.TokenReference;
import dev.airlock.domain.oauth.McpResource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tickets, with which a client that cannot send its token where it connects, such as a web page, connects all the same. A ticket is good once, for half a
 * minute, at one endpoint; it stands for the token, and opens no more than that does, and for no longer.
 */
public final class ConnectByTicket {
    /** What every ticket begins with. */
    public static final String PREFIX = "airlock_ticket_";

    /** How long a ticket is good. */
    public static final Duration LIFETIME = Duration.ofSeconds(30);

    private final AuthenticateAgent agents;
    private final Tickets tickets;
    private final Secrets secrets;

    /** Makes the verb. */
    public ConnectByTicket(AuthenticateAgent agents, Tickets tickets, Secrets secrets) {
        this.agents = agents;
        this.tickets = tickets;
        this.secrets = secrets;
    }

    /** Issues a ticket to whoever presents a good token; null where it is good no more. */
    public @Nullable String issue(String token, McpResource resource) {
        TokenReference reference = agents.reference(token);
        String ticket = secrets.next(PREFIX);
        return reference != null && tickets.add(SecretHash.of(ticket), resource, reference) ? ticket : null;
    }

    /** Uses a ticket up, and returns the token that it stands for; null where it is used, too old or for another endpoint. */
    public @Nullable TokenReference redeem(String ticket, McpResource resource) {
        return tickets.redeem(SecretHash.of(ticket), resource, LIFETIME);
    }
}
