package dev.airlock.bootstrap.command;

import dev.airlock.bootstrap.AirlockApplication;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import net.sourceforge.argparse4j.inf.Argument;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code serve config.yml}: a production node. */
public final class ServeCommand extends ServerCommand<AirlockConfiguration> {
    /** Makes the command. */
    public ServeCommand(AirlockApplication application) {
        super(application, "serve", "serves as a configuration file says");
    }

    /** The file is required: nothing is served by default. */
    @Override
    protected Argument addFileArgument(Subparser parser) {
        return parser.addArgument("file").metavar("config.yml").help("the installation's configuration");
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        Failures.tell(failure);
    }
}
