package dev.airlock.application.change;

import java.util.function.Consumer;

/** News of changes, from this node and all others. */
public interface ChangeNotices {
    /** Calls the listener for every change from now on, on a thread that it must not block; closing ends that. */
    Subscription subscribe(Consumer<Change> listener);

    /** Ends a subscription when closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
