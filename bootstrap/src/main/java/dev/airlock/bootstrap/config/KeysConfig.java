package dev.airlock.bootstrap.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator's key, under which every stored secret is sealed.
 *
 * @param present where it comes from
 * @param next the key that is to replace it, null while none is
 */
public record KeysConfig(KeySource present, @Nullable KeySource next) {
    /** A key in a file. */
    public static KeysConfig file(Path file) {
        return new KeysConfig(KeySource.file(file), null);
    }

    @JsonCreator
    static KeysConfig read(
            @JsonProperty("masterKey") @Nullable String masterKey,
            @JsonProperty("masterKeyFile") @Nullable Path masterKeyFile,
            @JsonProperty("masterKeyCommand") @Nullable List<String> masterKeyCommand,
            @JsonProperty("next") @Nullable KeySource next) {
        return new KeysConfig(new KeySource(masterKey, masterKeyFile, masterKeyCommand), next);
    }

    @Override
    public String toString() {
        return "KeysConfig[hidden]";
    }
}
