package dev.airlock.bootstrap.clients;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airlock.bootstrap.fixture.ConformanceUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One Airlock for all tests of clients, with the API of {@link ConformanceUpstream} as its server {@code conformance}. */
final class ConformanceAirlock implements AutoCloseable {
    static final String SERVER = "conformance";

    private final ConformanceUpstream upstream;
    private final DemoAirlock airlock;

    private ConformanceAirlock(ConformanceUpstream upstream, DemoAirlock airlock) {
        this.upstream = upstream;
        this.airlock = airlock;
    }

    /** Hands it to a test that asks for it as a parameter; started for the first, stopped after the last. */
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == ConformanceAirlock.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .getOrComputeIfAbsent(ConformanceAirlock.class, type -> start(), ConformanceAirlock.class);
        }
    }

    private static ConformanceAirlock start() {
        ConformanceUpstream upstream = ConformanceUpstream.start();
        try {
            DemoAirlock airlock = DemoAirlock.start(
                    Files.createTempDirectory("airlock-clients"),
                    List.of(upstream.baseUrl().getAuthority()));
            var started = new ConformanceAirlock(upstream, airlock);
            started.addServer(SERVER);
            // The policy really changes, but for no tool that a scenario calls.
            upstream.onToolChange(() -> started.deny(SERVER, "no_such_tool"));
            return started;
        } catch (IOException e) {
            upstream.close();
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Adds another server for the same API, for a test that changes its policy. */
    void addServer(String slug) throws IOException, InterruptedException {
        airlock.api().addServer(slug, upstream.openApiDocument());
    }

    /** Adds another server for the same API, which wants a bearer token from its users. */
    void addServerThatWantsCredentials(String slug) throws IOException, InterruptedException {
        var document = (ObjectNode) ManagementApi.JSON.readTree(upstream.openApiDocument());
        document.withObject("/components/securitySchemes/token")
                .put("type", "http")
                .put("scheme", "bearer");
        document.putArray("security").addObject().putArray("token");
        airlock.api().addServer(slug, document.toString());
    }

    /** Connects the owner of the token to such a server. */
    void connect(String server) {
        try {
            airlock.api().connect(server, "any token");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Denies these tools of a server, and allows every other. */
    void deny(String server, String tools) {
        try {
            airlock.api().denyOnly(server, tools);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The MCP endpoint of a server. */
    String mcpUrl(String server) {
        return airlock.mcpUrl(server);
    }

    /** A token that reaches it. */
    String token() {
        return airlock.token();
    }

    @Override
    public void close() {
        airlock.close();
        upstream.close();
    }
}
