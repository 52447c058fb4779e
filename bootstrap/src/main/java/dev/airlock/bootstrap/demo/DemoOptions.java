package dev.airlock.bootstrap.demo;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a demo is asked to run.
 *
 * @param port where Airlock listens, on loopback
 * @param dataDirectory where everything is kept
 * @param json a file that also gets what is printed, null for none
 * @param allowedUpstreams HOST:PORT addresses that may be called although they are private or loopback
 */
public record DemoOptions(
        int port, Path dataDirectory, @Nullable Path json, List<String> allowedUpstreams) {
    public DemoOptions {
        allowedUpstreams = List.copyOf(allowedUpstreams);
    }
}
