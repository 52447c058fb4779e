package dev.airlock.persistence.transaction;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.domain.identity.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Transactions on PostgreSQL, bound to their thread. Each says whose rows it wants, and row-level security shows it no others. Stores run
 * their statements here: inside the transaction of their thread, or in a short one of their own.
 */
public final class Transactions implements UnitOfWork {
    private final ScopedValue<Transaction> current = ScopedValue.newInstance();
    private final Jdbi jdbi;
    private final ChangeBroadcast broadcast;

    private record Transaction(Handle handle, OrganizationId organization, List<Change> changes) {}

    /** Makes transactions that tell of their changes through the broadcast. */
    public Transactions(Jdbi jdbi, ChangeBroadcast broadcast) {
        this.jdbi = jdbi;
        this.broadcast = broadcast;
    }

    @Override
    public <T> Result<T> inTransaction(OrganizationId organization, Supplier<Result<T>> work) {
        if (current.isBound()) {
            throw new IllegalStateException("this thread has a transaction open already");
        }
        var changes = new ArrayList<Change>();
        Result<T> result = jdbi.withHandle(handle -> committing(new Transaction(handle, organization, changes), work));
        if (result instanceof Result.Done) {
            changes.forEach(broadcast::deliver);
        }
        return result;
    }

    private <T> Result<T> committing(Transaction transaction, Supplier<Result<T>> work) {
        Handle handle = transaction.handle;
        boolean done = false;
        handle.begin();
        try {
            Visibility.of(transaction.organization).set(handle);
            Result<T> result = ScopedValue.where(current, transaction).call(work::get);
            done = result instanceof Result.Done;
            return result;
        } finally {
            if (done) {
                handle.commit();
            } else {
                handle.rollback();
            }
        }
    }

    @Override
    public void announce(Change change) {
        if (!current.isBound()) {
            throw new IllegalStateException("a change is announced inside the transaction that makes it");
        }
        broadcast.send(current.get().handle, change);
        current.get().changes.add(change);
    }

    /** Runs statements on the rows of one organization; inside a transaction it must be the transaction's own. */
    public <T> T in(OrganizationId organization, Function<Handle, T> work) {
        if (!current.isBound()) {
            return alone(Visibility.of(organization), work);
        }
        if (!current.get().organization.equals(organization)) {
            throw new IllegalStateException("the transaction is another organization's");
        }
        return work.apply(current.get().handle);
    }

    /** Runs statements in the transaction that its caller has opened; without one it refuses. */
    public <T> T within(OrganizationId organization, Function<Handle, T> work) {
        if (!current.isBound()) {
            throw new IllegalStateException("this is done inside a transaction");
        }
        return in(organization, work);
    }

    /** Like {@link #in}, and outside a transaction all the statements see the database at one moment. */
    public <T> T inSnapshot(OrganizationId organization, Function<Handle, T> work) {
        if (current.isBound()) {
            return in(organization, work);
        }
        return jdbi.inTransaction(handle -> {
            handle.execute("set transaction isolation level repeatable read");
            Visibility.of(organization).set(handle);
            return work.apply(handle);
        });
    }

    /** Runs statements that must see every organization's rows: only where a secret or an address is all that is known. */
    public <T> T acrossOrganizations(Function<Handle, T> work) {
        if (!current.isBound()) {
            return alone(Visibility.INSTALLATION, work);
        }
        Transaction transaction = current.get();
        Visibility.INSTALLATION.set(transaction.handle);
        T result = work.apply(transaction.handle);
        Visibility.of(transaction.organization).set(transaction.handle);
        return result;
    }

    private <T> T alone(Visibility visibility, Function<Handle, T> work) {
        return jdbi.inTransaction(handle -> {
            visibility.set(handle);
            return work.apply(handle);
        });
    }
}
