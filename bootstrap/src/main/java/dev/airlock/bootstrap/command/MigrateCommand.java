package dev.airlock.bootstrap.command;

import dev.airlock.bootstrap.Installation;
import dev.airlock.bootstrap.Terminal;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code migrate}: brings the database to the shape that this version needs. */
public final class MigrateCommand extends InstallationCommand {
    /** Makes the command. */
    public MigrateCommand() {
        super("migrate", "brings the database to the shape that this version needs; serve does it too");
    }

    @Override
    void run(AirlockConfiguration configuration, Namespace arguments) {
        boolean changed = Installation.migrate(configuration);
        Terminal.say(changed ? "The database was migrated." : "The database is current.");
    }
}
