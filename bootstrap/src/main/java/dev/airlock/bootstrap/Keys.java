package dev.airlock.bootstrap;

import dev.airlock.bootstrap.config.KeysConfig;
import dev.airlock.persistence.vault.MasterKey;
import dev.airlock.persistence.vault.UnusableKeyException;
import org.jspecify.annotations.Nullable;

/** Gets the operator's key from where the configuration says. */
public final class Keys {
    private Keys() {}

    /** Returns the master key, or says what is wrong with it; Airlock does not run without a good one. */
    public static MasterKey master(@Nullable KeysConfig config) {
        if (config == null || (config.masterKey() == null && config.masterKeyFile() == null)) {
            throw new ConfigurationProblem("keys: give \"masterKeyFile\" or \"masterKey\". Make a key with:"
                    + " (umask 077; openssl rand -base64 32 > /etc/airlock/master.key)");
        }
        if (config.masterKey() != null && config.masterKeyFile() != null) {
            throw new ConfigurationProblem("keys: give either \"masterKeyFile\" or \"masterKey\", not both");
        }
        try {
            return config.masterKeyFile() == null
                    ? MasterKey.of("keys.masterKey", config.masterKey())
                    : MasterKey.read(config.masterKeyFile());
        } catch (UnusableKeyException e) {
            throw new ConfigurationProblem(String.valueOf(e.getMessage()));
        }
    }
}
