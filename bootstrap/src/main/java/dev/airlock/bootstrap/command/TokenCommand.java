package dev.airlock.bootstrap.command;

import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.identity.People;
import dev.airlock.bootstrap.Node;
import dev.airlock.bootstrap.Terminal;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.TokenScope;
import java.time.Duration;
import java.util.Set;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code token create}: issues a personal access token to somebody, from the machine that Airlock runs on. */
public final class TokenCommand extends InstallationCommand {
    /** Makes the command. */
    public TokenCommand() {
        super("token", "\"token create\" issues a personal access token and prints its secret, once");
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("verb").choices("create");
        super.configure(parser);
        parser.addArgument("--email").required(true).help("whose token it is");
        parser.addArgument("--name").required(true).help("what the token is called");
        parser.addArgument("--days").type(Integer.class).setDefault(30).help("for how many days it is good");
        parser.addArgument("--access")
                .choices("READ", "WRITE")
                .setDefault("WRITE")
                .help("whether it may change anything");
    }

    @Override
    void run(AirlockConfiguration configuration, Namespace arguments) throws Exception {
        try (Node node = Node.start(configuration)) {
            People people = node.instance(People.class);
            People.Account account = people.account(new EmailAddress(arguments.getString("email")));
            if (account == null) {
                throw new IllegalArgumentException("there is nobody with the address " + arguments.getString("email"));
            }
            var caller = new Caller.SignedIn(
                    people.memberships(account.person().id()).getFirst(), "the command line");
            var scope = new TokenScope(Set.of(), TokenScope.Access.valueOf(arguments.getString("access")));
            Result<IssueToken.Issued> issued = node.instance(IssueToken.class)
                    .issue(caller, arguments.getString("name"), scope, Duration.ofDays(arguments.getInt("days")));
            switch (issued) {
                case Result.Done<IssueToken.Issued>(var token) -> Terminal.say(token.secret());
                case Result.Refused<IssueToken.Issued>(var refusal) ->
                    throw new IllegalArgumentException(refusal.message());
            }
        }
    }
}
