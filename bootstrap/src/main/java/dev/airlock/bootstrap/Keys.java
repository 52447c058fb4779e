package dev.airlock.bootstrap;

import dev.airlock.bootstrap.config.KeySource;
import dev.airlock.bootstrap.config.KeysConfig;
import dev.airlock.persistence.vault.MasterKey;
import dev.airlock.persistence.vault.MasterKeys;
import dev.airlock.persistence.vault.UnusableKeyException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gets the operator's keys from where the configuration says. */
public final class Keys {
    private static final String SOURCES = "\"masterKeyFile\", \"masterKey\" or \"masterKeyCommand\"";

    private Keys() {}

    /** Returns the master keys, or says what is wrong with them; Airlock does not run without a good one. */
    public static MasterKeys masters(@Nullable KeysConfig config) {
        return masters(config, config == null ? null : config.next());
    }

    /** The same with another next key than the configuration's, or with none. */
    static MasterKeys masters(@Nullable KeysConfig config, @Nullable KeySource next) {
        MasterKey present = key("keys", config == null ? new KeySource(null, null, null) : config.present());
        try {
            return next == null ? MasterKeys.of(present) : MasterKeys.of(present, key("keys.next", next));
        } catch (UnusableKeyException e) {
            throw problem(e);
        }
    }

    private static MasterKey key(String section, KeySource source) {
        long given = Stream.of(source.masterKey(), source.masterKeyFile(), source.masterKeyCommand())
                .filter(Objects::nonNull)
                .count();
        if (given == 0) {
            throw new ConfigurationProblem(section + ": give " + SOURCES + ". Make a key with:"
                    + " (umask 077; openssl rand -base64 32 > /etc/airlock/master.key)");
        }
        if (given > 1) {
            throw new ConfigurationProblem(section + ": give one of " + SOURCES + ", not several");
        }
        try {
            return read(section, source);
        } catch (UnusableKeyException e) {
            throw problem(e);
        }
    }

    private static MasterKey read(String section, KeySource source) throws UnusableKeyException {
        List<String> command = source.masterKeyCommand();
        if (command != null) {
            String name = section + ".masterKeyCommand";
            return MasterKey.of("what " + name + " printed", KeyCommand.run(name, command));
        }
        return source.masterKeyFile() == null
                ? MasterKey.of(section + ".masterKey", source.masterKey())
                : MasterKey.read(source.masterKeyFile());
    }

    private static ConfigurationProblem problem(UnusableKeyException e) {
        return new ConfigurationProblem(String.valueOf(e.getMessage()));
    }
}
