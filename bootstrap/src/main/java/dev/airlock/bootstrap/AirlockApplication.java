package dev.airlock.bootstrap;

import dev.airlock.bootstrap.command.AuditCommand;
import dev.airlock.bootstrap.command.CheckConfigCommand;
import dev.airlock.bootstrap.command.CreateAdminCommand;
import dev.airlock.bootstrap.command.DemoCommand;
import dev.airlock.bootstrap.command.KeysCommand;
import dev.airlock.bootstrap.command.MigrateCommand;
import dev.airlock.bootstrap.command.OrganizationCommand;
import dev.airlock.bootstrap.command.ServeCommand;
import dev.airlock.bootstrap.command.TokenCommand;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.bootstrap.config.WithoutComments;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Airlock as a Dropwizard application. */
public final class AirlockApplication extends Application<AirlockConfiguration> {
    private final InstantSource clock;
    private @Nullable Node node;

    /** Airlock by this machine's clock. */
    public AirlockApplication() {
        this(InstantSource.system());
    }

    /** Airlock by another clock. */
    public AirlockApplication(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String getName() {
        return "airlock";
    }

    @Override
    public void initialize(Bootstrap<AirlockConfiguration> bootstrap) {
        bootstrap.getObjectMapper().registerModule(new HiddenCredentials());
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                new WithoutComments(bootstrap.getConfigurationSourceProvider()),
                new EnvironmentVariableSubstitutor(true)));
    }

    @Override
    protected void addDefaultCommands(Bootstrap<AirlockConfiguration> bootstrap) {
        bootstrap.addCommand(new DemoCommand(this));
        bootstrap.addCommand(new ServeCommand(this));
        bootstrap.addCommand(new CheckConfigCommand());
        bootstrap.addCommand(new MigrateCommand());
        bootstrap.addCommand(new CreateAdminCommand());
        bootstrap.addCommand(new TokenCommand());
        bootstrap.addCommand(new AuditCommand());
        bootstrap.addCommand(new KeysCommand());
        bootstrap.addCommand(new OrganizationCommand());
    }

    @Override
    public void run(AirlockConfiguration configuration, Environment environment) {
        LibraryDetail.keepOut();
        FreePorts.check(configuration.http());
        Node started = Node.start(configuration, clock);
        node = started;
        environment.lifecycle().manage(new AutoCloseableManager(started));
        try {
            started.serve(environment);
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /** The node that {@link #run} started. */
    public Node node() {
        return Objects.requireNonNull(node, "the node has not started yet");
    }
}
