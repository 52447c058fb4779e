package dev.airlock.bootstrap.command;

import dev.airlock.bootstrap.Keys;
import dev.airlock.bootstrap.Mail;
import dev.airlock.bootstrap.Terminal;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code check-config}: says what is wrong with a configuration, and starts nothing. */
public final class CheckConfigCommand extends InstallationCommand {
    /** Makes the command. */
    public CheckConfigCommand() {
        super("check-config", "says what is wrong with a configuration, and starts nothing");
    }

    @Override
    void run(AirlockConfiguration configuration, Namespace arguments) {
        var _ = Keys.masters(configuration.keys());
        var _ = Mail.settings(configuration.mail());
        Terminal.say("The configuration is good.");
    }
}
