package dev.airlock.application.fake;

import dev.airlock.application.change.Change;
import dev.airlock.application.change.ChangeNotices;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** News within one process. */
public final class FakeNotices implements ChangeNotices {
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    private volatile boolean losing;

    @Override
    public Subscription subscribe(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Tells every listener, at once, as another node's change would. */
    public void deliver(Change change) {
        if (!losing) {
            listeners.forEach(listener -> listener.accept(change));
        }
    }

    /** Does something whose notices get lost. */
    public void lose(Runnable action) {
        losing = true;
        action.run();
        losing = false;
    }
}
