package dev.airlock.application.connection;

import dev.airlock.application.gate.Admission;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The stored connections, sealed. Where a user is asked for, null means the shared connection of a server. */
public interface Connections {
    /** Returns the connection to the server, or null. */
    @Nullable
    Connection find(OrganizationId organization, ServerId server, @Nullable UserId user);

    /** Stores a connection in place of any earlier one of the same user, or of the same server where it is shared. */
    void put(Admission admission, Connection connection);

    /** Removes a connection; false where there is none. */
    boolean remove(Admission admission, ServerId server, @Nullable UserId user);

    /** Returns how often such a connection was removed. */
    long removals(OrganizationId organization, ServerId server, @Nullable UserId user);

    /**
     * Takes the right to renew a connection's credential, for so long at the most; false where another has it, on whichever node, or the connection
     * is no more what it was.
     */
    boolean lease(Connection connection, Duration longest);

    /** Stores a renewed connection and ends the lease; false, and nothing done, where its connection has been made again or removed meanwhile. Inside a transaction. */
    boolean renew(Connection renewed);

    /** Gives the lease back without a renewal. */
    void release(Connection connection);

    /** Notes that a connection does not work any more; false where that is known already, or where it has changed meanwhile. Inside a transaction. */
    boolean breakOff(Connection connection, String fault);

    /** Notes that a connection of this version works, and whose account it is; false where it has changed meanwhile. */
    boolean identify(Admission admission, Connection identified);

    /** Stores what was chosen for the variables, the origins and the generation of a connection of this version; false where it has changed meanwhile. */
    boolean place(Admission admission, Connection placed);

    /** Notes when a connection was used last; best effort. */
    void used(Connection connection, Instant at);

    /** Returns when the connection was used last, or null. */
    @Nullable
    Instant lastUsed(Connection connection);
}
