package dev.airlock.bootstrap.command;

import dev.airlock.bootstrap.AirlockApplication;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.bootstrap.demo.Demo;
import dev.airlock.bootstrap.demo.DemoOptions;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** {@code demo}: everything on this machine, with a demo organization and a demo API, ready for a first call. */
public final class DemoCommand extends ServerCommand<AirlockConfiguration> {
    private final AirlockApplication application;
    private @Nullable Demo demo;

    /** Makes the command. */
    public DemoCommand(AirlockApplication application) {
        super(application, "demo", "starts with a demo organization and a demo API (the default command)");
        this.application = application;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--port").type(Integer.class).setDefault(8080).help("where to listen, on 127.0.0.1");
        parser.addArgument("--data-dir")
                .dest("dataDirectory")
                .setDefault(".airlock/demo")
                .help("where everything is kept");
        parser.addArgument("--json").help("a file that also gets what is printed");
        parser.addArgument("--allow-upstream")
                .dest("allow")
                .metavar("HOST:PORT")
                .action(Arguments.append())
                .help("an address that may be called although it is private or loopback; may be repeated");
    }

    @Override
    public void run(Bootstrap<?> wildcard, Namespace arguments) throws Exception {
        @SuppressWarnings("unchecked") // this command is only ever added to Airlock's own bootstrap
        var bootstrap = (Bootstrap<AirlockConfiguration>) wildcard;
        String json = arguments.getString("json");
        List<String> allowed = arguments.getList("allow");
        var started = Demo.begin(new DemoOptions(
                arguments.getInt("port"),
                Path.of(arguments.getString("dataDirectory")).toAbsolutePath().normalize(),
                json == null ? null : Path.of(json),
                allowed == null ? List.of() : allowed));
        demo = started;
        AirlockConfiguration configuration = started.configuration();
        configuration.getLoggingFactory().configure(bootstrap.getMetricRegistry(), application.getName());
        run(bootstrap, arguments, configuration);
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        Failures.tell(failure);
    }

    @Override
    protected void run(Environment environment, Namespace arguments, AirlockConfiguration configuration)
            throws Exception {
        if (demo != null) {
            prepare(demo, environment);
        }
        super.run(environment, arguments, configuration);
    }

    private void prepare(Demo started, Environment environment) throws IOException {
        try {
            started.prepare(application.node(), environment);
        } catch (IOException | RuntimeException e) {
            application.node().close();
            throw e;
        }
    }
}
