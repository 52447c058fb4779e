package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.approval.ReviewApproval;
import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.audit.ReadAudit;
import dev.airlock.application.call.ScriptedExecutor;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.call.TestConnection;
import dev.airlock.application.fake.CallVerbs;
import dev.airlock.application.fake.ConnectionVerbs;
import dev.airlock.application.fake.CountingIds;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakeVault;
import dev.airlock.application.fake.Fakes;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.fake.IdentityVerbs;
import dev.airlock.application.fake.ManualClock;
import dev.airlock.application.fake.RecordedTrail;
import dev.airlock.application.fake.RecordingAuditLog;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.AuthenticateToken;
import dev.airlock.application.identity.ChangeMember;
import dev.airlock.application.identity.DeleteOrganization;
import dev.airlock.application.identity.Invite;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.identity.ManageGroups;
import dev.airlock.application.identity.ManageServiceAccounts;
import dev.airlock.application.identity.ManageSessions;
import dev.airlock.application.identity.ReadMembers;
import dev.airlock.application.mail.MailRoute;
import dev.airlock.application.mail.ReadOutbox;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.application.server.AddServer;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.application.server.DocumentSource;
import dev.airlock.application.server.ImportTools;
import dev.airlock.application.server.NewServer;
import dev.airlock.application.server.ReadServers;
import dev.airlock.application.server.TargetWish;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.policy.InvalidConditionException;
import dev.airlock.domain.policy.PolicyPreset;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.tool.ToolName;
import dev.airlock.http.ConsentVerbs;
import dev.airlock.http.FaultMapper;
import dev.airlock.http.console.ConsoleRoutes;
import dev.airlock.http.console.ConsoleSettings;
import dev.airlock.http.console.ConsoleVerbs;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.logging.common.ExternalLoggingFactory;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The management API in a real Dropwizard on a loopback port, beside the Control Room as in production, on stores in memory. */
final class ApiWorld implements AutoCloseable {
    /** An administrator of Ada's organization. */
    static final Membership CAROL = Fixtures.member(Fixtures.HARBOUR, 13, "carol@example.com", "Carol", Role.ADMIN);

    /** A member of Ada's organization. */
    static final Membership DAVE = Fixtures.member(Fixtures.HARBOUR, 14, "dave@example.com", "Dave", Role.MEMBER);

    /** An administrator of Bob's organization. */
    static final Membership ERIN = Fixtures.member(Fixtures.MEADOW, 15, "erin@example.com", "Erin", Role.ADMIN);

    private static final URI BASE_URL = URI.create("https://airlock.example.com/");

    /** Two tools, and a title that must not be seen elsewhere. */
    static final String SHOP = "{\"title\": \"CANARY shop\", \"tools\": [\"GET get_order\", \"DELETE delete_order\"]}";

    final ManualClock clock = new ManualClock();
    final Fakes fakes = new Fakes(clock);
    final CountingIds ids = new CountingIds();
    final RecordingAuditLog audit = new RecordingAuditLog();
    final RecordedTrail trail = new RecordedTrail(audit);
    final Routes routes = new Routes();
    final Contract contract = new Contract();
    final ConsentVerbs oauth = ConsentVerbs.of(
            fakes,
            BASE_URL,
            new Gate(fakes.unitOfWork(), audit, clock, ids),
            new IdentityAudit(audit, clock, ids),
            new CountingSecrets(),
            clock);
    final ConnectionVerbs connections =
            ConnectionVerbs.on(fakes, new FakeVault(), audit, clock, ids, new CountingSecrets());
    final ScriptedExecutor upstream = new ScriptedExecutor();
    CallVerbs calls;
    final ApiVerbs verbs = verbs();

    private final HttpClient http = HttpClient.newHttpClient();
    private final DropwizardTestSupport<Configuration> dropwizard =
            new DropwizardTestSupport<>(ApiApplication.class, configuration()) {
                @Override
                public Application<Configuration> newApplication() {
                    return new ApiApplication();
                }
            };

    private final class ApiApplication extends Application<Configuration> {
        @Override
        public void run(Configuration configuration, Environment environment) {
            environment.jersey().register(routes);
            var faults = new FaultMapper(ids);
            new ConsoleRoutes(
                            new ConsoleSettings(BASE_URL, MailRoute.NOWHERE),
                            consoleVerbs(),
                            new CountingSecrets(),
                            clock,
                            faults)
                    .register(environment.jersey(), environment.metrics());
            new ApiRoutes(verbs, BASE_URL, faults).register(environment.jersey());
        }
    }

    ApiWorld() {
        fakes.organizations().found(Fixtures.ADA, "unused");
        fakes.organizations().found(Fixtures.BOB, "unused");
        List.of(CAROL, DAVE, ERIN).forEach(fakes::join);
        try {
            dropwizard.before();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Configuration configuration() {
        var server = new DefaultServerFactory();
        server.setApplicationConnectors(List.of(loopback()));
        server.setAdminConnectors(List.of(loopback()));
        var silent = new LogbackAccessRequestLogFactory();
        silent.setAppenders(List.of());
        server.setRequestLogFactory(silent);
        var configuration = new Configuration();
        configuration.setServerFactory(server);
        configuration.setLoggingFactory(new ExternalLoggingFactory());
        return configuration;
    }

    private static HttpConnectorFactory loopback() {
        var connector = new HttpConnectorFactory();
        connector.setBindHost("127.0.0.1");
        connector.setPort(0);
        return connector;
    }

    private ApiVerbs verbs() {
        Gate gate = new Gate(fakes.unitOfWork(), audit, clock, ids);
        var descriptions = new ToolListDescriptions();
        var snapshots = new ServerSnapshots(
                fakes.servers(),
                ApiWorld::condition,
                schema -> arguments -> List.of(),
                Set.of(upstream),
                fakes.notices());
        calls = CallVerbs.on(fakes, snapshots, connections.credentials(), audit, clock, ids, Duration.ofHours(24));
        var testConnection = new TestConnection(
                gate, snapshots, fakes.connections(), connections.connect(), connections.credentials());
        return new ApiVerbs(
                new AuthenticateToken(fakes.tokens(), fakes.notices(), clock),
                new ReadServers(fakes.servers()),
                snapshots,
                new AddServer(gate, fakes.servers(), descriptions, origin -> null),
                new ChangeServer(gate, fakes.servers(), origin -> null),
                new ImportTools(gate, fakes.servers(), descriptions),
                new ChangePolicy(gate, fakes.servers(), ApiWorld::condition),
                connections.connect(),
                connections.connectByOAuth(),
                testConnection,
                connections.registerService(),
                new IssueToken(gate, fakes.tokens(), new CountingSecrets()),
                oauth.grants(),
                calls.read(),
                calls.decide(),
                new ReadAudit(trail),
                new ReadMembers(fakes.members()),
                new ChangeMember(gate, fakes.members()),
                new ManageGroups(gate, fakes.groups(), fakes.members()),
                new Invite(
                        gate,
                        fakes.invitations(),
                        fakes.members(),
                        new CountingSecrets(),
                        fakes.outbox(),
                        MailRoute.NOWHERE),
                new ManageSessions(gate, fakes.sessions(), fakes.members(), clock),
                new ManageServiceAccounts(gate, fakes.members(), fakes.people(), fakes.tokens(), new CountingSecrets()),
                IdentityVerbs.on(fakes, audit, clock, ids, new CountingSecrets())
                        .secondFactor());
    }

    private ConsoleVerbs consoleVerbs() {
        var identity = IdentityVerbs.on(fakes, audit, clock, ids, new CountingSecrets());
        return new ConsoleVerbs(
                identity.setUp(),
                identity.signIn(),
                identity.signInWithProvider(),
                identity.secondFactor(),
                identity.resetPassword(),
                identity.changePassword(),
                identity.switchOrganization(),
                new DeleteOrganization(new Gate(fakes.unitOfWork(), audit, clock, ids), fakes.organizations()),
                new ReadOutbox(fakes.outbox(), MailRoute.NOWHERE),
                verbs.readServers(),
                verbs.addServer(),
                verbs.changeServer(),
                verbs.importTools(),
                verbs.changePolicy(),
                verbs.connect(),
                connections.connectByOAuth(),
                verbs.testConnection(),
                connections.registerService(),
                verbs.tokens(),
                oauth.authorize(),
                oauth.grants(),
                calls.read(),
                new ReviewApproval(calls.read(), fakes.approvals(), fakes.servers(), calls.judge(), trail),
                calls.decide(),
                verbs.readAudit(),
                verbs.members(),
                verbs.changeMember(),
                verbs.groups(),
                verbs.invite(),
                identity.acceptInvitation(),
                verbs.sessions(),
                verbs.serviceAccounts());
    }

    private static Condition condition(String expression) throws InvalidConditionException {
        if (expression.contains("nonsense")) {
            throw new InvalidConditionException("\"nonsense\" is not known here");
        }
        return Condition.ALWAYS;
    }

    /** Adds a server with the tools of {@link #SHOP}, without the API. */
    Server addServer(Membership owner, String slug) {
        var source = new DocumentSource.Content(SHOP.getBytes(StandardCharsets.UTF_8));
        return done(verbs.addServer()
                        .add(
                                Fixtures.signedIn(owner),
                                new NewServer(
                                        null,
                                        new Slug(slug),
                                        TargetWish.NOTHING,
                                        null,
                                        source,
                                        PolicyPreset.ALLOW_ALL)))
                .server();
    }

    /** Lets an agent of a connected person's ask for a call that their own token, "a script's", could have asked for. */
    ApprovalId ask(Membership person, Server server) {
        var tool = new ToolName("delete_order");
        done(verbs.changePolicy()
                .setToolAction(Fixtures.signedIn(Fixtures.ADA), server.slug(), tool, Action.REQUIRE_APPROVAL));
        var entitlement = new Entitlement(Entitlement.Kind.TOKEN, ids.get());
        var agent = new Caller.Agent(person, TokenScope.FULL, "a script's", "192.0.2.7", entitlement);
        var call = new ToolCall(
                agent,
                server.slug(),
                tool.value(),
                Json.object().put("id", "CANARY-order").build());
        return ((CallOutcome.AwaitingApproval) calls.callTool().call(call)).approval();
    }

    /** The digest of what waits. */
    String digest(ApprovalId id) {
        return fakes.approvals()
                .find(Fixtures.HARBOUR.id(), id)
                .approval()
                .requested()
                .shown()
                .toString();
    }

    /** Shares a credential, without the API. */
    void share(Slug server) {
        done(verbs.connect()
                .connect(
                        Fixtures.signedIn(Fixtures.ADA),
                        server,
                        true,
                        new Credential.Bearer("CANARY-shared"),
                        Map.of()));
    }

    /** Lets people sign in at a service behind the server, and registers Airlock there, without the API. */
    void registerAirlock(Slug server) {
        var service = new OAuthService(
                OAuthService.Flow.AUTHORIZATION_CODE,
                UrlTemplate.of("https://notes.example/authorize"),
                UrlTemplate.of("https://notes.example/token"),
                List.of(),
                " ",
                true,
                OAuthService.ClientAuthentication.POST,
                Map.of());
        List<CredentialScheme> schemes = List.of(new CredentialScheme.OAuth(service));
        var ada = Fixtures.signedIn(Fixtures.ADA);
        done(verbs.changeServer().change(ada, server, 1, ChangeServer.Edit.of(schemes)));
        done(verbs.registerService().register(ada, server, "airlock-app", "CANARY-secret"));
    }

    /** Issues a token of full access. */
    String token(Membership user) {
        return issue(user, TokenScope.FULL).secret();
    }

    /** Issues a token, without the API. */
    IssueToken.Issued issue(Membership user, TokenScope scope) {
        return done(verbs.tokens().issue(Fixtures.signedIn(user), "a script's", scope, Duration.ofDays(1)));
    }

    /** Lets a client act for the person, without the API. */
    Grant allow(Membership user) {
        var grant = new Grant(
                user.organization().id(),
                new GrantId(ids.get()),
                user.person().id(),
                new ClientId("CANARY-client"),
                "CANARY client",
                new McpResource(user.organization().slug(), new Slug("shop")),
                Access.WRITE,
                clock.instant(),
                clock.instant().plus(Duration.ofDays(90)));
        fakes.begin(grant);
        return grant;
    }

    /** Starts a request below {@code /api/v1}. */
    Call call(String method, String path) {
        return new Call(this, method, path);
    }

    /** Sends a request and holds what comes back against the API's own description. */
    Answer send(Call call) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + dropwizard.getLocalPort() + "/api/v1" + call.path()))
                .method(
                        call.method(),
                        call.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        try {
            Answer answer = Answer.of(http.send(request.build(), BodyHandlers.ofString()));
            contract.check(call.method(), call.path(), answer);
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T done(Result<T> result) {
        assertThat(result).isInstanceOf(Result.Done.class);
        return ((Result.Done<T>) result).value();
    }

    @Override
    public void close() {
        dropwizard.after();
        http.close();
    }
}
