package dev.airlock.bootstrap;

import dev.airlock.persistence.audit.FileCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a node keeps the audit log's checkpoints and the key that signs them. */
record CheckpointFiles(Path checkpoints, Path key) {
    static CheckpointFiles in(Path dataDirectory) {
        return new CheckpointFiles(
                dataDirectory.resolve("audit-checkpoints.jsonl"), dataDirectory.resolve("audit-signing.key"));
    }

    FileCheckpoints open() throws IOException {
        Files.createDirectories(checkpoints.toAbsolutePath().getParent());
        return FileCheckpoints.open(checkpoints, key);
    }
}
