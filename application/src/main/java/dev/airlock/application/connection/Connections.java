package dev.airlock.application.connection;

import dev.airlock.application.gate.Admission;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import org.jspecify.annotations.Nullable;

/** The stored connections of users, sealed. */
public interface Connections {
    /** Returns the user's connection to the server, or null. */
    @Nullable
    Connection find(OrganizationId organization, ServerId server, UserId user);

    /** Stores the caller's own connection in place of any earlier one. */
    void put(Admission admission, Connection connection);

    /** Removes the caller's own connection; false where there is none. */
    boolean remove(Admission admission, ServerId server);
}
