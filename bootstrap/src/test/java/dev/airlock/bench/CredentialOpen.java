package dev.airlock.bench;

import dev.airlock.application.connection.CallerConnections;
import dev.airlock.application.connection.SealBrokenException;
import dev.airlock.application.connection.Vault;
import dev.airlock.application.identity.People;
import dev.airlock.application.server.Servers;
import dev.airlock.bootstrap.Node;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.server.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs a call to find its caller's connection, which this node has read before, and to open the credential. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CredentialOpen {
    private @Nullable Running running;

    private record Running(
            Path directory, Node node, CallerConnections connections, Vault vault, Caller caller, Server server) {}

    /** Starts a node whose only person is connected to one server. */
    @Setup
    public void start() throws Exception {
        Path directory = Files.createTempDirectory("credential-open");
        var upstream = URI.create("http://127.0.0.1:1");
        BenchInstallation.main(new String[] {directory.toString(), "1", "1", "1"});
        Node node = Node.start(BenchInstallation.configuration(directory, upstream));
        People people = node.instance(People.class);
        People.Account account = Objects.requireNonNull(people.account(new EmailAddress(BenchInstallation.EMAIL)));
        var caller =
                new Caller.SignedIn(people.memberships(account.person().id()).getFirst(), "127.0.0.1");
        Server server = Objects.requireNonNull(
                        node.instance(Servers.class).load(caller.organizationId(), new Slug("orders-1")))
                .server();
        running = new Running(
                directory, node, node.instance(CallerConnections.class), node.instance(Vault.class), caller, server);
    }

    /** Finds and opens it. */
    @Benchmark
    public Credential open() throws SealBrokenException {
        Running now = Objects.requireNonNull(running);
        return now.vault.open(Objects.requireNonNull(now.connections.find(now.caller, now.server)));
    }

    /** Stops the node and removes what it kept. */
    @TearDown
    public void stop() throws IOException {
        Running now = Objects.requireNonNull(running);
        now.node.close();
        try (var files = Files.walk(now.directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
