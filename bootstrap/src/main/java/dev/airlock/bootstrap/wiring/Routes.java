package dev.airlock.bootstrap.wiring;

import dev.airlock.http.mcp.McpEndpoint;
import io.dropwizard.core.setup.Environment;
import jakarta.inject.Inject;

/** Which door leads where: agents to a plain servlet, people and scripts to Jersey. */
public final class Routes {
    private final McpEndpoint mcp;

    @Inject
    Routes(McpEndpoint mcp) {
        this.mcp = mcp;
    }

    /** Opens every door. */
    public void open(Environment environment) {
        environment.servlets().addServlet("mcp", mcp.servlet()).addMapping(McpEndpoint.MAPPING);
        environment.lifecycle().addServerLifecycleListener(server -> server.addEventListener(mcp.streamsEnder()));
    }
}
