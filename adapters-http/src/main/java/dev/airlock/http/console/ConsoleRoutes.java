package dev.airlock.http.console;

import com.codahale.metrics.MetricRegistry;
import dev.airlock.application.identity.Secrets;
import dev.airlock.http.FaultMapper;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.views.common.ViewMessageBodyWriter;
import io.dropwizard.views.mustache.MustacheViewRenderer;
import java.time.InstantSource;
import java.util.List;
import org.glassfish.jersey.server.ServerProperties;

/** The rooms of the Control Room and what guards their doors. */
public final class ConsoleRoutes {
    private final Console console;
    private final FaultMapper faults;

    /** Furnishes the rooms. */
    public ConsoleRoutes(
            ConsoleSettings settings, ConsoleVerbs verbs, Secrets secrets, InstantSource clock, FaultMapper faults) {
        this.console = new Console(settings, verbs, new Cookies(settings.secure()), Assets.load(), secrets, clock);
        this.faults = faults;
    }

    /** Registers every route of the Control Room, beside those below {@code /api/}, which it leaves alone. */
    public void register(JerseyEnvironment jersey, MetricRegistry metrics) {
        var visits = new Visits(console);
        // Redirects stay relative: an absolute one would be made of whatever Host header a client sends.
        jersey.property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
        jersey.register(new ViewMessageBodyWriter(metrics, List.of(new MustacheViewRenderer())));
        jersey.register(new Doorkeeper(console, visits));
        jersey.register(new SecurityHeaders(console.settings()));
        jersey.register(new FaultPages.OfRequests(visits, faults));
        jersey.register(new FaultPages.OfStates(visits, faults));
        jersey.register(new FaultPages.OfAnything(visits, faults));
        jersey.register(new AssetsRoom(console.assets()));
        jersey.register(new SetUpRoom(console));
        jersey.register(new SignInRoom(console));
        jersey.register(new ProviderRoom(console));
        jersey.register(new ForgottenPasswordRoom(console));
        jersey.register(new SecondStepRoom(console));
        jersey.register(new AccountRoom(console));
        jersey.register(new TwoStepRoom(console));
        jersey.register(new OutboxRoom(console));
        jersey.register(new OrganizationsRoom(console));
        jersey.register(new DeleteOrganizationRoom(console));
        jersey.register(new ConsentRoom(console));
        jersey.register(new ClientsRoom(console));
        jersey.register(new HomeRoom(console));
        jersey.register(new ServersRoom(console));
        jersey.register(new AddServerRoom(console));
        jersey.register(new ServerRoom(console));
        jersey.register(new ToolRoom(console));
        jersey.register(new ImportRoom(console));
        jersey.register(new RemoveServerRoom(console));
        jersey.register(new ConnectionRoom(console));
        jersey.register(new ServiceClientRoom(console));
        jersey.register(new ConnectAgentRoom(console));
        jersey.register(new TokensRoom(console));
        jersey.register(new AuditRoom(console));
        registerApprovals(jersey);
        registerPeople(jersey);
    }

    private void registerApprovals(JerseyEnvironment jersey) {
        jersey.register(new ApprovalsRoom(console));
        jersey.register(new ApprovalRoom(console));
        jersey.register(new EditApprovalRoom(console));
        jersey.register(new LiveApprovalsRoom(console));
    }

    private void registerPeople(JerseyEnvironment jersey) {
        jersey.register(new MembersRoom(console));
        jersey.register(new InvitationsRoom(console));
        jersey.register(new JoinRoom(console));
        jersey.register(new GroupsRoom(console));
        jersey.register(new AccessRoom(console));
        jersey.register(new ConventionsRoom(console));
        jersey.register(new TargetRoom(console));
        jersey.register(new AuthenticationRoom(console));
        jersey.register(new SessionsRoom(console));
        jersey.register(new ServiceAccountsRoom(console));
    }
}
