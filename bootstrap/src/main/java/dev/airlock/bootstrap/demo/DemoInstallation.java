package dev.airlock.bootstrap.demo;

import dev.airlock.application.connection.Connect;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.AuthenticateToken;
import dev.airlock.application.identity.Authentication;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.identity.Organizations;
import dev.airlock.application.identity.People;
import dev.airlock.application.identity.SetUp;
import dev.airlock.application.identity.SignIn;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.application.server.AddServer;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.application.server.DocumentSource;
import dev.airlock.application.server.NewServer;
import dev.airlock.application.server.ReadServers;
import dev.airlock.application.server.Servers;
import dev.airlock.application.server.TargetWish;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.PolicyPreset;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.policy.ToolPattern;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts into a new installation what the demo shows, and finds it again in an old one. Every step is done only where it is missing. */
final class DemoInstallation {
    static final Slug ORGANIZATION = new Slug("demo");
    static final Slug SERVER = new Slug("harbour-supplies");
    static final String EMAIL = "admin@demo.example";

    private static final Duration TOKEN_LIFETIME = Duration.ofDays(365);
    private static final Duration LINK_LIFETIME = Duration.ofHours(1);

    private final Organizations organizations;
    private final People people;
    private final SetUp setUp;
    private final SignIn signIn;
    private final AuthenticateToken authenticate;
    private final IssueToken tokens;
    private final ReadServers readServers;
    private final AddServer addServer;
    private final ChangeServer changeServer;
    private final ChangePolicy changePolicy;
    private final Connect connect;

    @Inject
    DemoInstallation(
            Organizations organizations,
            People people,
            SetUp setUp,
            SignIn signIn,
            AuthenticateToken authenticate,
            IssueToken tokens,
            ReadServers readServers,
            AddServer addServer,
            ChangeServer changeServer,
            ChangePolicy changePolicy,
            Connect connect) {
        this.organizations = organizations;
        this.people = people;
        this.setUp = setUp;
        this.signIn = signIn;
        this.authenticate = authenticate;
        this.tokens = tokens;
        this.readServers = readServers;
        this.addServer = addServer;
        this.changeServer = changeServer;
        this.changePolicy = changePolicy;
        this.connect = connect;
    }

    /** What {@link #ensure} leaves behind. */
    record Ready(DemoSecrets secrets, String signInSecret) {}

    /** Makes sure that organization, owner, server, connection and token are there and work. */
    Ready ensure(DemoApi api, DemoSecrets secrets) {
        Membership owner = owner(secrets.password());
        var caller = new Caller.SignedIn(owner, "127.0.0.1");
        Servers.Loaded server = readServers.find(caller, SERVER);
        if (server == null) {
            addServer(caller, api);
        } else if (!server.server().target().url().equals(UrlTemplate.of(api.baseUrl()))) {
            var moved = ChangeServer.Edit.of(TargetWish.of(UrlTemplate.of(api.baseUrl())));
            must(changeServer.change(caller, SERVER, server.server().version(), moved));
        }
        connectWhereNeeded(caller, secrets.apiKey());
        DemoSecrets complete = works(secrets.token()) ? secrets : secrets.withToken(issueToken(caller));
        return new Ready(complete, signIn.link(owner, LINK_LIFETIME));
    }

    private Membership owner(String password) {
        if (organizations.find(ORGANIZATION) == null) {
            return must(setUp.found(new SetUp.Founding(ORGANIZATION.value(), "Demo Admin", EMAIL, password)));
        }
        People.Account account = people.account(new EmailAddress(EMAIL));
        if (account == null) {
            throw new IllegalStateException(
                    "the data directory holds an organization \"demo\" without its owner " + EMAIL);
        }
        return people.memberships(account.person().id()).getFirst();
    }

    private void addServer(Caller caller, DemoApi api) {
        byte[] document = api.openApiDocument().getBytes(StandardCharsets.UTF_8);
        must(addServer.add(
                caller,
                new NewServer(
                        "Harbour Supplies",
                        SERVER,
                        TargetWish.of(UrlTemplate.of(api.baseUrl())),
                        null,
                        new DocumentSource.Content(document),
                        PolicyPreset.ALLOW_ALL)));
        must(changePolicy.replace(caller, SERVER, 1, policy()));
    }

    private void connectWhereNeeded(Caller caller, String apiKey) {
        Servers.Loaded loaded = Objects.requireNonNull(readServers.find(caller, SERVER));
        Connection present = connect.find(caller, loaded.server());
        if (present == null || !present.fits(loaded.server())) {
            must(connect.connect(caller, SERVER, false, new Credential.Bearer(apiKey), Map.of()));
        }
    }

    private static PolicySet policy() {
        return new PolicySet(
                Action.ALLOW,
                List.of(
                        rule("large refunds ask", "refund*", "args.amount > 100", Action.REQUIRE_APPROVAL),
                        rule("nothing is deleted", "delete*", null, Action.DENY)));
    }

    private static Rule rule(String name, String tools, @Nullable String when, Action action) {
        return new Rule(
                name,
                List.of(new ToolPattern(tools)),
                Set.of(),
                Subjects.EVERYONE,
                when,
                null,
                action,
                ApprovalDemand.CONFIRMED_BY_OWNER);
    }

    private boolean works(@Nullable String token) {
        return authenticate.authenticate(token, "127.0.0.1") instanceof Authentication.Authenticated;
    }

    private String issueToken(Caller caller) {
        return must(tokens.issue(caller, "demo agent", TokenScope.FULL, TOKEN_LIFETIME))
                .secret();
    }

    private static <T> T must(Result<T> result) {
        return switch (result) {
            case Result.Done<T>(T value) -> value;
            case Result.Refused<T>(var refusal) ->
                throw new IllegalStateException("the demo could not be set up: " + refusal.message());
        };
    }
}
