package dev.airlock.bootstrap.command;

import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.SetUp;
import dev.airlock.bootstrap.Node;
import dev.airlock.bootstrap.Terminal;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code create-admin}: founds an organization with its owner, for installations that are set up by scripts. */
public final class CreateAdminCommand extends InstallationCommand {
    /** Makes the command. */
    public CreateAdminCommand() {
        super("create-admin", "founds an organization with its owner, as the set-up page does");
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--organization").required(true).help("the organization's name");
        parser.addArgument("--name").required(true).help("the owner's name");
        parser.addArgument("--email").required(true).help("the owner's e-mail address");
        parser.addArgument("--password-file")
                .dest("passwordFile")
                .required(true)
                .help("a file that holds the password");
    }

    @Override
    void run(AirlockConfiguration configuration, Namespace arguments) throws Exception {
        String password =
                Files.readString(Path.of(arguments.getString("passwordFile"))).strip();
        var founding = new SetUp.Founding(
                arguments.getString("organization"),
                arguments.getString("name"),
                arguments.getString("email"),
                password);
        try (Node node = Node.start(configuration)) {
            switch (node.instance(SetUp.class).found(founding)) {
                case Result.Done<?> founded ->
                    Terminal.say(
                            "Founded. Sign in at " + configuration.http().baseUrl() + " as " + founding.email() + ".");
                case Result.Refused<?>(var refusal) -> throw new IllegalArgumentException(refusal.message());
            }
        }
    }
}
