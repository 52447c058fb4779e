package dev.airlock.bootstrap;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, to be closed in the opposite order; one that fails to close does not keep the others open. */
final class Closeables {
    private static final Logger LOG = LoggerFactory.getLogger(Closeables.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    interface Closing<T> {
        void close(T resource) throws Exception;
    }

    <T> T add(T resource, Closing<T> closing) {
        opened.push(() -> closing.close(resource));
        return resource;
    }

    void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.warn("something did not close: {}", e.getMessage());
            }
        }
    }
}
