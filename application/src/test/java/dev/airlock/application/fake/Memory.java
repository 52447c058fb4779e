package dev.airlock.application.fake;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.domain.identity.OrganizationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tables of immutable rows, one thread at a time, and transactions that roll back. */
final class Memory implements UnitOfWork {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Map<?, ?>> tables = new ArrayList<>();
    private final Consumer<Change> deliver;
    private @Nullable Transaction current;

    private record Transaction(OrganizationId organization, List<Change> changes) {}

    Memory(Consumer<Change> deliver) {
        this.deliver = deliver;
    }

    <K, V> Map<K, V> table() {
        var table = new LinkedHashMap<K, V>();
        tables.add(table);
        return table;
    }

    /** Runs a look-up or change of one organization; inside a transaction it must be the transaction's own. */
    <T> T in(OrganizationId organization, Supplier<T> work) {
        return anywhere(() -> {
            if (current != null && !current.organization.equals(organization)) {
                throw new IllegalStateException("the transaction is another organization's");
            }
            return work.get();
        });
    }

    /** Runs a look-up or change that crosses organizations. */
    <T> T anywhere(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T> Result<T> inTransaction(OrganizationId organization, Supplier<Result<T>> work) {
        var transaction = new Transaction(organization, new ArrayList<>());
        Result<T> result = anywhere(() -> run(transaction, work));
        if (result instanceof Result.Done) {
            transaction.changes.forEach(deliver);
        }
        return result;
    }

    private <T> Result<T> run(Transaction transaction, Supplier<Result<T>> work) {
        if (current != null) {
            throw new IllegalStateException("this thread has a transaction open already");
        }
        List<Runnable> undo = tables.stream().map(Memory::restorer).toList();
        boolean done = false;
        current = transaction;
        try {
            Result<T> result = work.get();
            done = result instanceof Result.Done;
            return result;
        } finally {
            current = null;
            if (!done) {
                undo.forEach(Runnable::run);
            }
        }
    }

    private static <K, V> Runnable restorer(Map<K, V> table) {
        var before = new LinkedHashMap<>(table);
        return () -> {
            table.clear();
            table.putAll(before);
        };
    }

    @Override
    public void announce(Change change) {
        Transaction transaction = lock.isHeldByCurrentThread() ? current : null;
        if (transaction == null) {
            throw new IllegalStateException("a change is announced inside the transaction that makes it");
        }
        transaction.changes.add(change);
    }
}
