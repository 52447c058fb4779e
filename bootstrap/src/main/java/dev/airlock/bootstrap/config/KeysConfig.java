package dev.airlock.bootstrap.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The operator's key, under which every stored credential is sealed; exactly one of the two is given.
 *
 * @param masterKey 32 random bytes in base64, handed in through the environment
 * @param masterKeyFile a file that holds them, readable by Airlock's user alone
 */
public record KeysConfig(
        @Nullable String masterKey, @Nullable Path masterKeyFile) {
    @JsonCreator
    static KeysConfig read(
            @JsonProperty("masterKey") @Nullable String masterKey,
            @JsonProperty("masterKeyFile") @Nullable Path masterKeyFile) {
        return new KeysConfig(masterKey, masterKeyFile);
    }

    @Override
    public String toString() {
        return "KeysConfig[hidden]";
    }
}
