package dev.airlock.application.gate;

import dev.airlock.application.change.Change;
import dev.airlock.domain.identity.OrganizationId;
import java.util.function.Supplier;

/** Transactions. Stores join the transaction of their thread; outside one, each call is its own. */
public interface UnitOfWork {
    /** Runs the work in one transaction that sees this organization's rows alone; a refusal or an exception rolls it back. */
    <T> Result<T> inTransaction(OrganizationId organization, Supplier<Result<T>> work);

    /** Tells every node of a change when the present transaction commits; this node has heard of it when the commit returns. */
    void announce(Change change);
}
