package dev.airlock.persistence.transaction;

import dev.airlock.application.change.Change;
import org.jdbi.v3.core.Handle;

/** How a transaction's changes are told. */
public interface ChangeBroadcast {
    /** Tells the other nodes when the handle's transaction commits. */
    void send(Handle handle, Change change);

    /** Tells this node, at once. */
    void deliver(Change change);
}
