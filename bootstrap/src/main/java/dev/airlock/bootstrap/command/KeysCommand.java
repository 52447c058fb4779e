package dev.airlock.bootstrap.command;

import dev.airlock.bootstrap.Installation;
import dev.airlock.bootstrap.Terminal;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.bootstrap.config.KeySource;
import dev.airlock.bootstrap.config.KeysConfig;
import dev.airlock.persistence.vault.KeyMaintenance;
import dev.airlock.persistence.vault.KeyMaintenance.MasterKeyStatus;
import dev.airlock.persistence.vault.KeyMaintenance.Status;
import dev.airlock.persistence.vault.UnusableKeyException;
import java.nio.file.Path;
import java.time.Duration;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** {@code keys rotate} and {@code keys status}: replaces the keys that secrets are sealed under while nodes serve, and says what is sealed under which. */
public final class KeysCommand extends InstallationCommand {
    /** A call opens its credential within moments of reading it; this is many times as long. */
    private static final Duration CALLS_UNDER_WAY = Duration.ofSeconds(15);

    /** Makes the command. */
    public KeysCommand() {
        super(
                "keys",
                "\"keys rotate\" gives every organization a new data key or, with --master-key-file or --next, replaces"
                        + " the master key; \"keys status\" says how much is sealed under which key");
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("verb").choices("rotate", "status");
        super.configure(parser);
        parser.addArgument("--master-key-file")
                .dest("masterKeyFile")
                .help("a file with the master key that is to replace the present one");
        parser.addArgument("--next")
                .action(Arguments.storeTrue())
                .help("replace the master key by the one that the configuration calls keys.next");
    }

    @Override
    void run(AirlockConfiguration configuration, Namespace arguments) {
        KeySource next = next(configuration.keys(), arguments);
        boolean rotates = arguments.getString("verb").equals("rotate");
        boolean masterKey = arguments.getString("masterKeyFile") != null || arguments.getBoolean("next");
        Installation.maintainKeys(configuration, next, keys -> {
            if (rotates) {
                rotate(keys, masterKey);
            }
            tell(keys.status());
        });
    }

    private static @Nullable KeySource next(@Nullable KeysConfig configured, Namespace arguments) {
        String file = arguments.getString("masterKeyFile");
        if (arguments.getBoolean("next")) {
            if (file != null) {
                throw new IllegalArgumentException("give either --master-key-file or --next, not both");
            }
            if (configured == null || configured.next() == null) {
                throw new IllegalArgumentException("the configuration has no keys.next; name a --master-key-file");
            }
        }
        return file == null ? null : KeySource.file(Path.of(file));
    }

    private static void rotate(KeyMaintenance keys, boolean masterKey) throws UnusableKeyException {
        if (masterKey) {
            Terminal.say("Wrapping everything under the new master key ...");
            Terminal.say("%d keys and secrets were wrapped anew. Make the new key the present one of every node's"
                            .formatted(keys.rotateMasterKey())
                    + " configuration, without keys.next, and destroy the old one.");
        } else {
            Terminal.say("Sealing everything under new data keys; the old ones are deleted after %d seconds ..."
                    .formatted(CALLS_UNDER_WAY.toSeconds()));
            Terminal.say("%d rows were sealed anew.".formatted(keys.rotateDataKeys(CALLS_UNDER_WAY)));
        }
    }

    private static void tell(Status status) {
        for (MasterKeyStatus key : status.masterKeys()) {
            Terminal.say("Master key %s%s: %d data keys and secrets of the installation."
                    .formatted(key.name(), key.seals() ? " (in force)" : "", key.rows()));
        }
        if (status.unknown() > 0) {
            Terminal.say("%d are sealed under a master key that is not given here.".formatted(status.unknown()));
        }
        Terminal.say("%d rows are sealed under the newest data key of their organization, %d under older ones."
                .formatted(status.newest(), status.older()));
        if (status.underWay() != null) {
            Terminal.say("Not finished: %s. Run the same ./airlock keys rotate again.".formatted(status.underWay()));
        }
    }
}
