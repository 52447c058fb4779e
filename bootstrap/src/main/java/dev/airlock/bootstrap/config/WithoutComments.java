package dev.airlock.bootstrap.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dropwizard.configuration.ConfigurationSourceProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;

/** Blanks the lines that are comments, so that a variable which is only talked about need not exist; the others keep their numbers. */
public final class WithoutComments implements ConfigurationSourceProvider {
    private final ConfigurationSourceProvider source;

    /** Blanks the comments of what this one opens. */
    public WithoutComments(ConfigurationSourceProvider source) {
        this.source = source;
    }

    @Override
    public InputStream open(String path) throws IOException {
        try (InputStream stream = source.open(path)) {
            String text = new String(stream.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.stripLeading().startsWith("#") ? "" : line)
                    .collect(Collectors.joining("\n", "", "\n"));
            return new ByteArrayInputStream(text.getBytes(UTF_8));
        }
    }
}
