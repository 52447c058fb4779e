package dev.airlock.bootstrap.browser;

import dev.airlock.bootstrap.clients.Client;
import dev.airlock.bootstrap.proof.Ground;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An OpenID Connect provider in a process of its own, which believes everybody. */
final class OpenIdProviderProcess implements AutoCloseable {
    private static final String ID = "harbour-id";
    static final String SECRET = "a-secret-between-airlock-and-harbour-id";

    private final Process process;
    private final int port;

    private OpenIdProviderProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a provider that knows the Airlock of this address. */
    static OpenIdProviderProcess start(URI airlock) throws IOException {
        return start(
                Ground.freePort(),
                airlock.resolve("/sign-in/with/" + ID + "/callback").toString());
    }

    /** Starts a provider at a port, whose one client is answered at this address. */
    static OpenIdProviderProcess start(int port, String redirect) throws IOException {
        Process process = Client.process(
                        "openid-provider.mjs",
                        List.of("--port", "" + port, "--redirect", redirect, "--client", "airlock", "--secret", SECRET))
                .redirectErrorStream(true)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("ready")) {
                Thread.ofVirtual().start(() -> output.lines().forEach(rest -> {}));
                return new OpenIdProviderProcess(process, port);
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the provider did not start: " + said);
    }

    /** The section of the configuration that names it. */
    String section() {
        return """
                signIn:
                  providers:
                    - {id: %s, title: Harbour ID, issuer: 'http://localhost:%d', clientId: airlock, clientSecret: %s}
                """.formatted(ID, port, SECRET);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
