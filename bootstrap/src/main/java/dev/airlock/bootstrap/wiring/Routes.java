package dev.airlock.bootstrap.wiring;

import dev.airlock.http.api.ApiRoutes;
import dev.airlock.http.console.ConsoleRoutes;
import dev.airlock.http.mcp.McpEndpoint;
import dev.airlock.http.oauth.OAuthEndpoints;
import io.dropwizard.core.setup.Environment;
import jakarta.inject.Inject;

/** Which door leads where: agents to plain servlets, people and scripts to Jersey. */
public final class Routes {
    private final McpEndpoint mcp;
    private final OAuthEndpoints oauth;
    private final ApiRoutes api;
    private final ConsoleRoutes console;

    @Inject
    Routes(McpEndpoint mcp, OAuthEndpoints oauth, ApiRoutes api, ConsoleRoutes console) {
        this.mcp = mcp;
        this.oauth = oauth;
        this.api = api;
        this.console = console;
    }

    /** Opens every door. */
    public void open(Environment environment) {
        McpEndpoint.prepare(environment.getApplicationContext());
        environment.servlets().addServlet("mcp", mcp.servlet()).addMapping(McpEndpoint.MAPPING);
        environment.lifecycle().addEventListener(mcp.streamsEnder());
        oauth.servlets()
                .forEach((path, servlet) ->
                        environment.servlets().addServlet(path, servlet).addMapping(path));
        api.register(environment.jersey());
        console.register(environment.jersey(), environment.metrics());
    }
}
