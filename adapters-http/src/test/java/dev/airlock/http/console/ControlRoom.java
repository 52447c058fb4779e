package dev.airlock.http.console;

import com.codahale.metrics.MetricRegistry;
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
import dev.airlock.application.fake.FakeClientDocuments;
import dev.airlock.application.fake.FakePasswordHashes;
import dev.airlock.application.fake.FakeVault;
import dev.airlock.application.fake.Fakes;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.fake.IdentityVerbs;
import dev.airlock.application.fake.ManualClock;
import dev.airlock.application.fake.RecordedTrail;
import dev.airlock.application.fake.RecordingAuditLog;
import dev.airlock.application.gate.Gate;
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
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.policy.PolicyPreset;
import dev.airlock.http.ConsentVerbs;
import dev.airlock.http.FaultMapper;
import io.dropwizard.jersey.DropwizardResourceConfig;
import io.dropwizard.jersey.setup.JerseyContainerHolder;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;

/** A Control Room on a real Jetty, with every port in memory. */
final class ControlRoom implements AutoCloseable {
    static final String PASSWORD = "a sentence is fine";

    final ManualClock clock = new ManualClock();
    final Fakes fakes = new Fakes(clock);
    final RecordingAuditLog audit = new RecordingAuditLog();
    final RecordedTrail trail = new RecordedTrail(audit);
    final CountingIds ids = new CountingIds();
    final CountingSecrets secrets = new CountingSecrets();
    final DropwizardResourceConfig resources = new DropwizardResourceConfig(new MetricRegistry());
    final URI address;
    final ConsoleVerbs verbs;
    final FakeClientDocuments documents;
    final ScriptedExecutor upstream = new ScriptedExecutor();
    CallVerbs calls;
    final ConnectionVerbs connections = ConnectionVerbs.on(fakes, new FakeVault(), audit, clock, ids, secrets);

    private final Server jetty = new Server();

    /** Opens a room at an address of its own. */
    static ControlRoom open() throws Exception {
        return new ControlRoom(null, 0);
    }

    /** Opens a room that believes to be reached under another address, as behind a proxy. */
    static ControlRoom behind(URI baseUrl) throws Exception {
        return new ControlRoom(baseUrl, 0);
    }

    ControlRoom(@Nullable URI baseUrl, int port) throws Exception {
        var connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        jetty.addConnector(connector);
        connector.open();
        address = URI.create("http://127.0.0.1:" + connector.getLocalPort());
        URI publicly = baseUrl == null ? address : baseUrl;
        var oauth = ConsentVerbs.of(
                fakes,
                publicly,
                new Gate(fakes.unitOfWork(), audit, clock, ids),
                new IdentityAudit(audit, clock, ids),
                secrets,
                clock);
        documents = oauth.documents();
        verbs = verbs(oauth);
        var jersey = new JerseyEnvironment(new JerseyContainerHolder(new ServletContainer(resources)), resources);
        new ConsoleRoutes(
                        new ConsoleSettings(publicly, MailRoute.CONTROL_ROOM),
                        verbs,
                        secrets,
                        clock,
                        new FaultMapper(ids))
                .register(jersey, new MetricRegistry());
        var context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new ServletContainer(resources)), "/*");
        jetty.setHandler(context);
        jetty.start();
    }

    private ConsoleVerbs verbs(ConsentVerbs oauth) {
        Gate gate = new Gate(fakes.unitOfWork(), audit, clock, ids);
        var descriptions = new SmallDescriptions();
        var identity = IdentityVerbs.on(fakes, audit, clock, ids, secrets);
        Condition.Compiler conditions = expression -> Condition.ALWAYS;
        var snapshots = new ServerSnapshots(
                fakes.servers(), conditions, schema -> arguments -> List.of(), Set.of(upstream), fakes.notices());
        calls = CallVerbs.on(fakes, snapshots, connections.credentials(), audit, clock, ids, Duration.ofHours(24));
        return new ConsoleVerbs(
                identity.setUp(),
                identity.signIn(),
                identity.signInWithProvider(),
                identity.secondFactor(),
                identity.resetPassword(),
                identity.changePassword(),
                identity.switchOrganization(),
                new DeleteOrganization(gate, fakes.organizations()),
                new ReadOutbox(fakes.outbox(), MailRoute.CONTROL_ROOM),
                new ReadServers(fakes.servers()),
                new AddServer(gate, fakes.servers(), descriptions, target -> null),
                new ChangeServer(gate, fakes.servers(), target -> null),
                new ImportTools(gate, fakes.servers(), descriptions),
                new ChangePolicy(gate, fakes.servers(), conditions),
                connections.connect(),
                connections.connectByOAuth(),
                new TestConnection(
                        gate, snapshots, fakes.connections(), connections.connect(), connections.credentials()),
                connections.registerService(),
                new IssueToken(gate, fakes.tokens(), secrets),
                oauth.authorize(),
                oauth.grants(),
                calls.read(),
                new ReviewApproval(calls.read(), fakes.approvals(), fakes.servers(), calls.judge(), trail),
                calls.decide(),
                new ReadAudit(trail),
                new ReadMembers(fakes.members()),
                new ChangeMember(gate, fakes.members()),
                new ManageGroups(gate, fakes.groups(), fakes.members()),
                new Invite(gate, fakes.invitations(), fakes.members(), secrets, fakes.outbox(), MailRoute.NOWHERE),
                identity.acceptInvitation(),
                new ManageSessions(gate, fakes.sessions(), fakes.members(), clock),
                new ManageServiceAccounts(gate, fakes.members(), fakes.people(), fakes.tokens(), secrets));
    }

    /** Lets someone join, with the password of all. */
    void join(Membership membership) {
        fakes.organizations().found(membership, new FakePasswordHashes().hash(PASSWORD));
    }

    /** Takes someone into an organization that exists, with the password of all. */
    void take(Membership membership) {
        fakes.people().add(membership.person(), new FakePasswordHashes().hash(PASSWORD));
        fakes.join(membership);
    }

    /** Adds a server to someone's organization. */
    void add(Membership owner, String slug, String document, PolicyPreset policy) {
        var source = new DocumentSource.Content(document.getBytes(StandardCharsets.UTF_8));
        verbs.addServer()
                .add(
                        Fixtures.signedIn(owner),
                        new NewServer(null, new Slug(slug), TargetWish.NOTHING, null, source, policy));
    }

    /** Makes the audit log's pages fail from now on. */
    void fail(String secret) {
        trail.fail(secret);
    }

    /** Returns a browser in which nobody is signed in. */
    Browser browser() {
        return new Browser(address);
    }

    /** Returns a browser in which the person is signed in. */
    Browser browser(Membership membership) throws Exception {
        Browser browser = browser();
        browser.get("/sign-in");
        browser.submit("/sign-in", "email", membership.person().email().value(), "password", PASSWORD);
        return browser;
    }

    /** Returns a browser in which the person, who has no password, is signed in. */
    Browser browserByLink(Membership membership) throws Exception {
        String link = "/sign-in/link/" + verbs.signIn().link(membership, Duration.ofMinutes(10));
        Browser browser = browser();
        browser.get(link);
        browser.submit(link);
        return browser;
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty does not stop", e);
        }
    }
}
