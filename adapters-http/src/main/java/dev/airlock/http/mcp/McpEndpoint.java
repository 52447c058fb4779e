package dev.airlock.http.mcp;

import dev.airlock.application.call.CallTool;
import dev.airlock.application.call.ListTools;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.application.oauth.AuthenticateAgent;
import dev.airlock.application.oauth.Resources;
import dev.airlock.http.FaultMapper;
import dev.airlock.http.web.AllowedOrigins;
import dev.airlock.http.web.Cors;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import org.eclipse.jetty.util.component.LifeCycle;

/** The MCP endpoint, put together: a servlet for {@code /mcp/*} whose threads may block. */
public final class McpEndpoint {
    /** Where the servlet belongs. */
    public static final String MAPPING = "/mcp/*";

    private final Subscriptions subscriptions;
    private final LongCalls longCalls;
    private final McpServlet servlet;

    /** Makes the endpoint of the server at the base URL; its version is told to clients. */
    public McpEndpoint(
            AuthenticateAgent authenticateAgent,
            ServerSnapshots snapshots,
            ListTools listTools,
            CallTool callTool,
            ChangeNotices notices,
            AllowedOrigins origins,
            FaultMapper faults,
            URI baseUrl,
            String version,
            McpSettings settings) {
        String base = baseUrl.toString().replaceAll("/+$", "");
        var server = new ServerInfo(version);
        var tools = new ToolMethods(listTools, callTool, new ToolPages(settings.pageSize(), settings.preparedLists()));
        this.subscriptions = new Subscriptions(snapshots, notices, settings.recheck(), settings.keepAlive());
        this.longCalls = new LongCalls(settings.callSilence());
        var eras = new Eras(new LegacyEdition(tools, base, server), new ModernEdition(tools, base, server));
        this.servlet = new McpServlet(
                new Cors(origins),
                new RequestHandler(
                        authenticateAgent,
                        new Challenges(new Resources(baseUrl)),
                        snapshots,
                        eras,
                        faults,
                        settings.maxBody()),
                subscriptions,
                new StreamPlaces(settings.maxStreams(), settings.maxStreamsPerUser()),
                longCalls,
                faults);
    }

    /** The servlet. */
    public HttpServlet servlet() {
        return servlet;
    }

    /** Ends open streams as soon as the server begins to stop, which would wait for them otherwise; to be added to the server's listeners. */
    public LifeCycle.Listener streamsEnder() {
        return new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopping(LifeCycle event) {
                subscriptions.close();
            }

            @Override
            public void lifeCycleStopped(LifeCycle event) {
                longCalls.close();
            }
        };
    }
}
