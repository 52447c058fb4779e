package dev.airlock.http.api;

import dev.airlock.http.FaultMapper;
import dev.airlock.http.web.ServerPages;
import io.dropwizard.auth.AuthDynamicFeature;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.net.URI;

/** The routes of the management API and what guards them. */
public final class ApiRoutes {
    private final ApiVerbs verbs;
    private final McpUrls mcpUrls;
    private final ServerPages pages;
    private final FaultMapper faults;

    /** Makes the routes of the server at the base URL. */
    public ApiRoutes(ApiVerbs verbs, URI baseUrl, FaultMapper faults) {
        this.verbs = verbs;
        this.mcpUrls = new McpUrls(baseUrl);
        this.pages = new ServerPages(baseUrl.toString().replaceAll("/+$", ""));
        this.faults = faults;
    }

    /** Registers every route below {@code /api/}; others are left alone. */
    public void register(JerseyEnvironment jersey) {
        jersey.register(new AuthDynamicFeature(new TokenFilter(verbs.authenticateToken())));
        jersey.register(new AuthValueFactoryProvider.Binder<>(Identified.class));
        jersey.register(new BodyRequired());
        jersey.register(new ApiHeaders());
        jersey.register(new BodyReader());
        jersey.register(new BodyWriter());
        jersey.register(new FaultProblems.OfRequests(faults));
        jersey.register(new FaultProblems.OfStates(faults));
        jersey.register(new FaultProblems.OfAnything(faults));
        jersey.register(new DescriptionResource());
        jersey.register(new MeResource(verbs.readServers()));
        jersey.register(new ServersResource(verbs.readServers(), verbs.addServer(), mcpUrls));
        jersey.register(new ServerResource(
                verbs.readServers(), verbs.changeServer(), verbs.members(), verbs.groups(), mcpUrls));
        jersey.register(new ToolsResource(verbs.snapshots(), verbs.changePolicy()));
        jersey.register(new ImportResource(verbs.importTools()));
        jersey.register(new PolicyResource(verbs.readServers(), verbs.changePolicy(), verbs.members(), verbs.groups()));
        registerConnections(jersey);
        jersey.register(new TokensResource(verbs.tokens(), verbs.readServers()));
        jersey.register(new ClientsResource(verbs.grants(), mcpUrls));
        registerPeople(jersey);
        jersey.register(new ApprovalsResource(verbs.approvals(), verbs.decideApproval()));
        jersey.register(new AuditResource(verbs.readAudit()));
    }

    private void registerConnections(JerseyEnvironment jersey) {
        jersey.register(new ConnectionResource(verbs.readServers(), verbs.connect()));
        jersey.register(new TestConnectionResource(verbs.readServers(), verbs.testConnection()));
        jersey.register(new SharedConnectionResource(verbs.readServers(), verbs.connect(), verbs.connectByOAuth()));
        jersey.register(new AuthorizeConnectionResource(verbs.readServers(), verbs.connectByOAuth(), pages));
        jersey.register(new RegistrationResource(verbs.readServers(), verbs.registerService(), pages));
    }

    private void registerPeople(JerseyEnvironment jersey) {
        jersey.register(new MembersResource(
                verbs.members(), verbs.changeMember(), verbs.sessions(), verbs.groups(), verbs.secondFactor()));
        jersey.register(new GroupsResource(verbs.groups()));
        jersey.register(new InvitationsResource(verbs.invite()));
        jersey.register(new SessionsResource(verbs.sessions()));
        jersey.register(new ServiceAccountsResource(verbs.serviceAccounts(), verbs.groups(), verbs.readServers()));
    }
}
