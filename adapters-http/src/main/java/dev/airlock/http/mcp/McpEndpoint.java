package dev.airlock.http.mcp;

import dev.airlock.application.oauth.Resources;
import dev.airlock.http.FaultMapper;
import dev.airlock.http.web.AllowedOrigins;
import dev.airlock.http.web.Cors;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.util.component.LifeCycle;

/** The MCP endpoint, put together: a servlet for {@code /mcp/*} whose threads may block. */
public final class McpEndpoint {
    /** Where the servlet belongs. */
    public static final String MAPPING = "/mcp/*";

    private final Sleepers sleepers;
    private final LongCalls longCalls;
    private final ApprovalWaits approvalWaits;
    private final HeldCalls heldCalls;
    private final Sockets sockets;
    private final McpServlet servlet;

    /** Makes the endpoint of the server at the base URL; its version is told to clients. */
    public McpEndpoint(
            McpVerbs verbs,
            AllowedOrigins origins,
            FaultMapper faults,
            URI baseUrl,
            String version,
            McpSettings settings,
            InstantSource clock,
            Supplier<UUID> ids) {
        String base = baseUrl.toString().replaceAll("/+$", "");
        var server = new ServerInfo(version);
        var checkApproval = new CheckApproval(verbs.followApproval());
        var tools = new ToolMethods(
                verbs.listTools(),
                verbs.callTool(),
                new ToolPages(settings.pageSize(), settings.preparedLists()),
                checkApproval);
        var places = new Places(settings.maxStreams(), settings.maxStreamsPerUser());
        this.sleepers = new Sleepers(verbs.notices());
        this.longCalls = new LongCalls(settings.callSilence());
        this.approvalWaits = new ApprovalWaits(verbs.followApproval(), verbs.notices(), faults);
        this.heldCalls = new HeldCalls(approvalWaits, settings.holds(), settings.keepAlive());
        var modern = ResultFrame.modern(server);
        var modernResults = new CallResults(modern, base);
        var requiredInput = new RequiredInput(
                modern,
                new UrlElicitation(base),
                new RequestStates(verbs.codes(), clock),
                new ConnectionWaits(sleepers, places, settings.connecting()),
                checkApproval,
                verbs.readApprovals());
        var eras = new Eras(
                new LegacyEdition(
                        tools,
                        base,
                        server,
                        new SessionCalls(
                                new Sessions(verbs.codes(), ids), verbs.connections(), new UrlElicitation(base))),
                new ModernEdition(
                        tools,
                        modernResults,
                        modern,
                        requiredInput,
                        new Tasks(
                                modern, modernResults, checkApproval, verbs.followApproval(), verbs.decideApproval())));
        var dispatcher = new Dispatcher(verbs.snapshots(), eras, faults);
        var watches = new Watches(verbs.snapshots(), verbs.connections());
        SocketSettings bounds = settings.sockets();
        var callPlaces = new Places(bounds.maxCalls(), bounds.maxCallsPerUser());
        var unfinished = new Places(bounds.maxUnfinished(), bounds.maxUnfinishedPerUser());
        this.sockets = new Sockets(
                new Sockets.Tools(
                        dispatcher, watches, approvalWaits, callPlaces, unfinished, faults, bounds, settings.maxBody()),
                verbs.notices(),
                settings.recheck());
        this.servlet = new McpServlet(
                new Cors(origins),
                new RequestHandler(
                        verbs.authenticateAgent(),
                        verbs.tickets(),
                        new Resources(baseUrl),
                        dispatcher,
                        settings.maxBody()),
                new Subscriptions(watches, sleepers, settings.recheck(), settings.keepAlive()),
                places,
                longCalls,
                heldCalls,
                dispatcher,
                sockets,
                faults);
    }

    /** The servlet; the context that it is in must be prepared. */
    public HttpServlet servlet() {
        return servlet;
    }

    /** Makes connections to servlets of a context, which has not started, into WebSockets where a servlet wants that. */
    public static void prepare(ServletContextHandler context) {
        JettyWebSocketServletContainerInitializer.configure(context, null);
    }

    /** Ends open streams and WebSockets as soon as the server begins to stop, which would wait for them otherwise; to be added to the server's listeners. */
    public LifeCycle.Listener streamsEnder() {
        return new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopping(LifeCycle event) {
                sleepers.close();
                heldCalls.close();
                sockets.close();
            }

            @Override
            public void lifeCycleStopped(LifeCycle event) {
                longCalls.close();
                approvalWaits.close();
            }
        };
    }
}
