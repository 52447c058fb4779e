package dev.airlock.application.connection;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** People who were sent to a service to be asked, and are expected back. */
public interface PendingConnections {
    /**
     * Whom and what is expected.
     *
     * @param state the value that the service hands back, hashed
     * @param session the person's session, hashed: nobody else's browser can bring the answer
     * @param shared whether the connection is to be everybody's
     * @param scopes what was asked for
     * @param variables what the person chose for the server's variables
     */
    record Pending(
            SecretHash state,
            SecretHash session,
            UserId user,
            ServerId server,
            boolean shared,
            List<String> scopes,
            Map<String, String> variables) {}

    /** Expects someone; what was expected more than a day ago is forgotten. */
    void add(Admission admission, Pending pending);

    /** Returns what was expected with this state by the caller in this session within the lifetime, and expects it no more; null where nothing was. */
    @Nullable
    Pending take(Admission admission, SecretHash state, SecretHash session, Duration lifetime);
}
