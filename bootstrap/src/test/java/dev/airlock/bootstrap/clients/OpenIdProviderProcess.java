package dev.airlock.bootstrap.clients;

import dev.airlock.bootstrap.proof.Ground;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An OpenID Connect provider in a process of its own, which believes everybody and replaces refresh tokens at each use. */
public final class OpenIdProviderProcess implements AutoCloseable {
    private static final String ID = "harbour-id";
    /** What Airlock proves with there that it is the client {@code airlock}. */
    public static final String SECRET = "a-secret-between-airlock-and-harbour-id";

    private final Process process;
    private final int port;
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    private OpenIdProviderProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a provider that knows the Airlock of this address. */
    public static OpenIdProviderProcess start(URI airlock) throws IOException {
        return start(
                Ground.freePort(),
                airlock.resolve("/sign-in/with/" + ID + "/callback").toString());
    }

    /** Starts a provider at a port, whose one client is answered at this address. */
    public static OpenIdProviderProcess start(int port, String redirect) throws IOException {
        return start(port, redirect, Duration.ofHours(1));
    }

    /** Starts a provider whose access tokens are good for so long. */
    public static OpenIdProviderProcess start(int port, String redirect, Duration lifetime) throws IOException {
        Process process = Client.process(
                        "openid-provider.mjs",
                        List.of(
                                "--port",
                                "" + port,
                                "--redirect",
                                redirect,
                                "--client",
                                "airlock",
                                "--secret",
                                SECRET,
                                "--lifetime",
                                "" + lifetime.toSeconds()))
                .redirectErrorStream(true)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("ready")) {
                var provider = new OpenIdProviderProcess(process, port);
                Thread.ofVirtual().start(() -> output.lines().forEach(provider.told::add));
                return provider;
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the provider did not start: " + said);
    }

    /** What it did so far: {@code token TOKEN PERSON}, {@code renewed PERSON} and {@code refused ERROR}. */
    public List<String> told() {
        return List.copyOf(told);
    }

    /** The section of the configuration that names it. */
    public String section() {
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
