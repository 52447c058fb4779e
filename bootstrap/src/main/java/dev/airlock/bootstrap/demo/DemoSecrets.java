package dev.airlock.bootstrap.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * What a demo must remember to be the same at its next start. A production installation keeps no such file.
 *
 * @param password of the demo's owner
 * @param token that agents present, null until it is issued
 * @param apiKey that the demo API asks for
 * @param apiPort where the demo API listened last, 0 before its first start
 */
record DemoSecrets(
        @JsonProperty("password") String password,
        @JsonProperty("token") @Nullable String token,
        @JsonProperty("apiKey") String apiKey,
        @JsonProperty("apiPort") int apiPort) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static @Nullable DemoSecrets load(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return JSON.readValue(Files.readString(file), DemoSecrets.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged; remove the data directory to begin a new demo", e);
        }
    }

    void save(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, JSON.writeValueAsString(this));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    DemoSecrets withToken(String issued) {
        return new DemoSecrets(password, issued, apiKey, apiPort);
    }

    DemoSecrets withApiPort(int port) {
        return new DemoSecrets(password, token, apiKey, port);
    }

    @Override
    public String toString() {
        return "DemoSecrets[hidden]";
    }
}
