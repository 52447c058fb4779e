package dev.airlock.persistence.audit;

import dev.airlock.application.change.Change;
import dev.airlock.persistence.transaction.ChangeBroadcast;
import org.jdbi.v3.core.Handle;

/** Nobody listens. */
public final class NoBroadcast implements ChangeBroadcast {
    @Override
    public void send(Handle handle, Change change) {}

    @Override
    public void deliver(Change change) {}
}
