package dev.airlock.application.gate;

import dev.airlock.application.change.Change;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Proof that the gate has authorized and recorded an act. Every port method that changes something asks for one, and only the gate can make
 * one: a change that forgets the gate does not compile.
 */
public final class Admission {
    private final Caller caller;
    private final Instant now;
    private final Supplier<UUID> ids;
    private final UnitOfWork work;

    Admission(Caller caller, Instant now, Supplier<UUID> ids, UnitOfWork work) {
        this.caller = caller;
        this.now = now;
        this.ids = ids;
        this.work = work;
    }

    /** Who does it. */
    public Caller caller() {
        return caller;
    }

    /** In which organization. */
    public OrganizationId organization() {
        return caller.organizationId();
    }

    /** When. */
    public Instant now() {
        return now;
    }

    /** A fresh id. */
    public UUID newId() {
        return ids.get();
    }

    /** Tells every node of the change once it is committed. */
    public void announce(Change change) {
        work.announce(change);
    }
}
