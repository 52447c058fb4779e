package dev.airlock.bootstrap.command;

import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.bootstrap.demo.Demo;
import io.dropwizard.configuration.ConfigurationFactory;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.nio.file.Path;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** A command on an installation: the one of a configuration file, or the demo of a data directory. */
abstract class InstallationCommand extends Command {
    InstallationCommand(String name, String description) {
        super(name, description);
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("file").nargs("?").metavar("config.yml").help("the installation's configuration");
        parser.addArgument("--data-dir")
                .dest("dataDirectory")
                .help("the data directory of a demo, instead of a configuration (default: .airlock/demo)");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace arguments) throws Exception {
        run(configuration(bootstrap, arguments), arguments);
    }

    abstract void run(AirlockConfiguration configuration, Namespace arguments) throws Exception;

    private static AirlockConfiguration configuration(Bootstrap<?> bootstrap, Namespace arguments) throws Exception {
        String file = arguments.getString("file");
        String directory = arguments.getString("dataDirectory");
        if (file == null) {
            return Demo.installation(Path.of(directory == null ? ".airlock/demo" : directory));
        }
        if (directory != null) {
            throw new IllegalArgumentException("give either a configuration or --data-dir, not both");
        }
        ConfigurationFactory<AirlockConfiguration> factory = ConfigurationReader.factory(bootstrap);
        return factory.build(bootstrap.getConfigurationSourceProvider(), file);
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        Failures.tell(failure);
    }
}
