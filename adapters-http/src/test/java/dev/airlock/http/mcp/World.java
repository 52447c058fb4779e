package dev.airlock.http.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.approval.ApprovalSettings;
import dev.airlock.application.approval.ApprovalUpkeep;
import dev.airlock.application.approval.ReadApprovals;
import dev.airlock.application.call.ListTools;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.change.Change;
import dev.airlock.application.connection.CallerConnections;
import dev.airlock.application.connection.Connections;
import dev.airlock.application.fake.CallVerbs;
import dev.airlock.application.fake.ConnectionVerbs;
import dev.airlock.application.fake.CountingIds;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakeAccessTokens;
import dev.airlock.application.fake.FakeMessageCodes;
import dev.airlock.application.fake.FakeVault;
import dev.airlock.application.fake.Fakes;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.fake.ManualClock;
import dev.airlock.application.fake.RecordingAuditLog;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.AuthenticateToken;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.Tokens;
import dev.airlock.application.oauth.AuthenticateAgent;
import dev.airlock.application.oauth.ConnectByTicket;
import dev.airlock.application.oauth.Grants;
import dev.airlock.application.oauth.Resources;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.CodeChallenge;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.policy.InvalidConditionException;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolName;
import dev.airlock.http.FaultMapper;
import dev.airlock.http.web.AllowedOrigins;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** The endpoint on a loopback port: the real application on stores in memory, before an upstream that is scripted. */
final class World implements AutoCloseable {
    /** Quick enough for tests of streams. */
    static final McpSettings BRISK = brisk(new SocketSettings(
            4,
            2,
            5,
            4,
            3,
            2,
            4,
            1,
            64 << 20,
            64 << 10,
            Duration.ofMillis(400),
            Duration.ofSeconds(2),
            Duration.ofMillis(200),
            Duration.ofSeconds(5)));

    private static final Act LET_IN = new Act("client.authorize", Role.MEMBER, null, Json.Obj.EMPTY);
    private static final Act PUT_OUT = new Act("grant.revoke", Role.MEMBER, null, Json.Obj.EMPTY);

    /** As long as a stop may wait for requests in progress; it should never have to. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    /** After which time a connection is closed that nothing is done with. */
    static final Duration IDLE_TIMEOUT = Duration.ofSeconds(1);

    static final URI BASE_URL = URI.create("https://airlock.example.com");

    final ManualClock clock = new ManualClock();
    final Fakes fakes = new Fakes(clock);
    final FakeAccessTokens accessTokens = new FakeAccessTokens(new Resources(BASE_URL));
    final CountingIds ids = new CountingIds();
    final RecordingAuditLog audit = new RecordingAuditLog();
    final ScriptedUpstream upstream = new ScriptedUpstream();
    final Gate gate = new Gate(fakes.unitOfWork(), audit, clock, ids);
    final ChangePolicy changePolicy = new ChangePolicy(gate, fakes.servers(), World::noConditions);
    final ConnectionVerbs connecting =
            ConnectionVerbs.on(fakes, new FakeVault(), audit, clock, ids, new CountingSecrets());
    final IssueToken issueToken = new IssueToken(gate, fakes.tokens(), new CountingSecrets());

    /** Whether tokens and connections cannot be read, unless they are known. */
    volatile boolean storeIsAway;

    private final ServerSnapshots snapshots = new ServerSnapshots(
            fakes.servers(), World::noConditions, new RequiredArguments(), Set.of(upstream), fakes.notices());
    final CallVerbs calls =
            CallVerbs.on(fakes, snapshots, connecting.credentials(), audit, clock, ids, Duration.ofHours(1));

    private final org.eclipse.jetty.server.Server jetty;
    private final ServerConnector connector;

    World() {
        this(BRISK);
    }

    World(McpSettings settings) {
        jetty = new org.eclipse.jetty.server.Server(new VirtualThreadPool());
        connector = new ServerConnector(jetty, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        jetty.addConnector(connector);
        McpEndpoint endpoint = endpoint(settings);
        var context = new ServletContextHandler();
        context.addServlet(new ServletHolder(endpoint.servlet()), McpEndpoint.MAPPING);
        McpEndpoint.prepare(context);
        jetty.setHandler(new GracefulHandler(context));
        jetty.setStopTimeout(STOP_TIMEOUT.toMillis());
        jetty.addEventListener(endpoint.streamsEnder());
        start();
        fakes.organizations().found(Fixtures.ADA, "unused");
        fakes.organizations().found(Fixtures.BOB, "unused");
    }

    /** The same with other bounds of WebSockets. */
    static McpSettings brisk(SocketSettings sockets) {
        return new McpSettings(
                1 << 20,
                3,
                1 << 20,
                4,
                2,
                Duration.ofMillis(50),
                Duration.ofMillis(150),
                Duration.ofSeconds(20),
                Duration.ofMillis(150),
                HoldSettings.of(Duration.ZERO),
                sockets);
    }

    private McpEndpoint endpoint(McpSettings settings) {
        var connections = new CallerConnections(unlessAway(Connections.class, fakes.connections()), fakes.notices());
        var authenticateAgent = new AuthenticateAgent(
                new AuthenticateToken(unlessAway(Tokens.class, fakes.tokens()), fakes.notices(), clock),
                accessTokens,
                fakes.grants(),
                new Resources(BASE_URL),
                fakes.notices(),
                clock);
        return new McpEndpoint(
                new McpVerbs(
                        authenticateAgent,
                        new ConnectByTicket(authenticateAgent, fakes.tickets(), new CountingSecrets()),
                        snapshots,
                        new ListTools(snapshots),
                        calls.callTool(),
                        calls.follow(),
                        calls.read(),
                        calls.decide(),
                        connections,
                        new FakeMessageCodes(),
                        fakes.notices()),
                new AllowedOrigins(BASE_URL, List.of("https://agent.example.net")),
                new FaultMapper(ids),
                BASE_URL,
                "1.2.3",
                settings,
                clock,
                ids);
    }

    private <T> T unlessAway(Class<T> port, T store) {
        return port.cast(Proxy.newProxyInstance(
                World.class.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (storeIsAway) {
                        throw new IllegalStateException("the store is away");
                    }
                    return method.invoke(store, arguments);
                }));
    }

    private static Condition noConditions(String expression) throws InvalidConditionException {
        throw new InvalidConditionException("these tests have no expressions");
    }

    private void start() {
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    /** The endpoint of a server. */
    String url(String path) {
        return "http://127.0.0.1:" + port() + "/mcp/" + path;
    }

    /** Gives an organization a server without credentials; every tool is allowed. */
    Server addServer(Membership owner, long id, String slug, Tool... tools) {
        return addServer(
                owner, Fixtures.server(owner, id, slug, URI.create("https://api.example.com/v1")), List.of(tools));
    }

    /** Gives an organization a server that wants a bearer token from its users. */
    Server addServerThatWantsCredentials(Membership owner, long id, String slug, Tool... tools) {
        Server server = Fixtures.server(
                owner, id, slug, URI.create("https://api.example.com/v1"), new CredentialScheme.Bearer());
        return addServer(owner, server, List.of(tools));
    }

    /** Gives an organization this server; every tool is allowed. */
    Server addServer(Membership owner, Server server, List<Tool> tools) {
        done(gate.admit(
                Fixtures.signedIn(owner),
                new Act("server.add", Role.ADMIN, server.slug().value(), Json.Obj.EMPTY),
                admission -> Result.done(fakes.servers().add(admission, server, tools, PolicySet.ALLOW_ALL))));
        return server;
    }

    /** Connects a person to a server with a token of theirs. */
    Connection connect(Membership person, String server) {
        return done(connecting
                .connect()
                .connect(
                        Fixtures.signedIn(person), new Slug(server), false, new Credential.Bearer("s3cr3t"), Map.of()));
    }

    /** Takes a person's connection to a server away. */
    void disconnect(Membership person, String server) {
        done(connecting.connect().disconnect(Fixtures.signedIn(person), new Slug(server), false));
    }

    /** Gives everybody in an organization a connection to a server. */
    void connectAll(Membership admin, String server) {
        done(connecting
                .connect()
                .connect(Fixtures.signedIn(admin), new Slug(server), true, new Credential.Bearer("s3cr3t"), Map.of()));
    }

    /** Lets a connection fail, as a service does that takes its token no more. */
    void breakOff(Connection connection) {
        assertThat(fakes.connections().breakOff(connection, "the service refused it"))
                .isTrue();
        fakes.notices().deliver(Change.OfConnection.of(connection));
    }

    /** Switches one tool. */
    void setAction(Membership admin, String server, String tool, Action action) {
        done(changePolicy.setToolAction(Fixtures.signedIn(admin), new Slug(server), new ToolName(tool), action));
    }

    /** Issues a token of full access. */
    String token(Membership owner) {
        return issue(owner, TokenScope.FULL).secret();
    }

    /** Issues a token. */
    IssueToken.Issued issue(Membership owner, TokenScope scope) {
        return done(issueToken.issue(Fixtures.signedIn(owner), "an agent's", scope, Duration.ofDays(30)));
    }

    /** Lets a client in to one endpoint, as if its code had been redeemed. */
    Grant letIn(Membership person, String path, TokenScope.Access access) {
        return done(gate.admit(Fixtures.signedIn(person), LET_IN, admission -> {
            var grant = new Grant(
                    admission.organization(),
                    new GrantId(admission.newId()),
                    person.person().id(),
                    new ClientId("client"),
                    "An agent",
                    Objects.requireNonNull(McpResource.of(path)),
                    access,
                    clock.instant(),
                    clock.instant().plus(Duration.ofDays(30)));
            SecretHash code = SecretHash.of(grant.id().toString());
            var terms = new Grants.CodeTerms("http://localhost/callback", new CodeChallenge("c".repeat(43)));
            fakes.grants().addCode(admission, code, grant, terms);
            fakes.grants().redeem(code, grant);
            return Result.done(grant);
        }));
    }

    /** Ends Ada's grant. */
    void putOut(Grant grant) {
        done(gate.admit(Fixtures.signedIn(Fixtures.ADA), PUT_OUT, admission -> {
            fakes.grants().remove(grant.organization(), grant.id());
            admission.announce(new Change.OfGrant(grant.organization(), grant.id()));
            return Result.done(true);
        }));
    }

    /** An access token of a grant, for an hour. */
    String accessToken(Grant grant) {
        return accessTokens.sign(grant, clock.instant(), clock.instant().plus(Duration.ofHours(1)));
    }

    /** Revokes a token. */
    void revoke(Membership owner, IssueToken.Issued issued) {
        done(issueToken.revoke(Fixtures.signedIn(owner), issued.token().id()));
    }

    /** The request of a person's agents that waits, of which there is one. */
    ApprovalId onlyRequest(Membership requester) {
        List<Approval> waiting = waiting(requester);
        assertThat(waiting).hasSize(1);
        return waiting.getFirst().requested().id();
    }

    /** The same as soon as there is one. */
    ApprovalId awaitRequest(Membership requester) {
        while (waiting(requester).isEmpty()) {
            Thread.onSpinWait();
        }
        return onlyRequest(requester);
    }

    private List<Approval> waiting(Membership requester) {
        return calls.read().list(Fixtures.signedIn(requester), false, null, 10).stream()
                .map(ReadApprovals.Seen::approval)
                .filter(Approval.Pending.class::isInstance)
                .toList();
    }

    /** Approves a request, which is sent at once. */
    void approve(Membership approver, ApprovalId id) {
        done(calls.decide().approve(Fixtures.signedIn(approver), id, digest(approver, id), Duration.ZERO));
    }

    /** Rejects a request. */
    void reject(Membership approver, ApprovalId id, String reason) {
        done(calls.decide().reject(Fixtures.signedIn(approver), id, digest(approver, id), reason));
    }

    /** Takes a request of the person's own back. */
    void takeBack(Membership requester, ApprovalId id) {
        done(calls.decide().cancel(Fixtures.signedIn(requester), id));
    }

    /** Begins what Airlock does by itself with requests. */
    ApprovalUpkeep upkeep() {
        return ApprovalUpkeep.start(
                calls.sendApproved(),
                fakes.approvals(),
                fakes.approvalWork(),
                calls.mail(),
                fakes.unitOfWork(),
                ApprovalSettings.withLifetime(Duration.ofHours(1)));
    }

    private RequestDigest digest(Membership person, ApprovalId id) {
        return Objects.requireNonNull(
                        fakes.approvals().find(person.organization().id(), id))
                .approval()
                .requested()
                .digest();
    }

    static <T> T done(Result<T> result) {
        assertThat(result).isInstanceOf(Result.Done.class);
        return ((Result.Done<T>) result).value();
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
