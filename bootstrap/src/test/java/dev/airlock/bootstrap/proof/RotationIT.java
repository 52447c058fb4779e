package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.application.identity.Organizations;
import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Outbox;
import dev.airlock.bootstrap.Node;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * K-06: keys are replaced under two nodes that serve agents all the while, and whoever replaces them is killed at random moments, {@code
 * -Dairlock.rotation.kills} times for each kind of key. No call fails, nothing is left under an old key, and the old one then opens nothing.
 */
final class RotationIT {
    private static final int KILLS = Integer.getInteger("airlock.rotation.kills", 2);
    private static final int ORGANIZATIONS = 40;
    private static final int MESSAGES = 25;
    private static final String EMAIL = "owner@acme.example";

    private final long seed = Long.getLong("airlock.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Path ground = Ground.fresh("rotation");
    private final Path old = ServeRun.key(ground.resolve("elsewhere/old.key"));
    private final Path next = ServeRun.key(ground.resolve("elsewhere/next.key"));
    private final Commands commands = new Commands(ground.resolve("elsewhere"));
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private volatile boolean stopped;

    @Test
    void keys_are_replaced_under_two_nodes_however_the_work_is_killed() throws Exception {
        try (var upstream = RecordingUpstream.start();
                var postgres = new ExternalPostgres(ground.resolve("external"));
                var one = new ServeRun(ground.resolve("one"));
                var two = new ServeRun(ground.resolve("two"))) {
            String allowed = "127.0.0.1:" + upstream.port();
            String database = ServeRun.database(postgres.url());
            String upstreams = "upstream: {allow: ['" + allowed + "']}";
            Path first = one.configuration(database, "keys: {masterKeyFile: " + old + "}", upstreams);
            commands.found(first, EMAIL);
            AirlockConfiguration installation = one.installation(postgres.url(), old, allowed);
            ProofApi.install(installation, EMAIL, upstream, "proof-key");
            fill(installation);
            String token = commands.issueToken(first, EMAIL);

            one.start(first);
            refuses(
                    "do not have the new key",
                    "keys",
                    "rotate",
                    first.toString(),
                    "--master-key-file",
                    next.toString());
            one.process().terminate();
            String both = "keys: {masterKeyFile: " + old + ", next: {masterKeyFile: " + next + "}}";
            Path prepared = one.configuration(database, both, upstreams);
            one.start(prepared);
            two.start(two.configuration(database, both, upstreams));

            List<Thread> agents = List.of(calling(one, token), calling(two, token), calling(two, token));
            rotate(prepared, Duration.ofSeconds(6), "keys", "rotate", prepared.toString());
            rotate(prepared, Duration.ofMillis(600), "keys", "rotate", prepared.toString(), "--next");
            stopped = true;
            for (Thread agent : agents) {
                agent.join();
            }

            assertThat(failures).as("seed %d", seed).isEmpty();
            assertThat(answered.get()).isGreaterThan(100);
            assertThat(commands.run("keys", "status", prepared))
                    .contains(": 0 data keys", (ORGANIZATIONS * MESSAGES + 1) + " rows", ", 0 under older ones");
            ownersReadWhatWasDone(two, token);
            onlyTheNewKeyIsNeeded(one, two, token, database, upstreams);
            Files.writeString(
                    ground.resolve("report.txt"),
                    "%d kills of each kind, %d calls, 0 failed, seed %d%n".formatted(KILLS, answered.get(), seed));
        }
    }

    /** Organizations with keys of their own, and rows that are sealed under them. */
    private static void fill(AirlockConfiguration installation) {
        try (Node node = Node.start(installation)) {
            for (int i = 0; i < ORGANIZATIONS; i++) {
                var organization =
                        new Organization(new OrganizationId(UUID.randomUUID()), new Slug("filler-" + i), "Filler " + i);
                var address = new EmailAddress("filler" + i + "@example.com");
                var person = new Person(new UserId(UUID.randomUUID()), address, "Filler");
                node.instance(Organizations.class).found(new Membership(organization, person, Role.OWNER), "no hash");
                ProofApi.must(node.instance(UnitOfWork.class).inTransaction(organization.id(), () -> {
                    for (int m = 0; m < MESSAGES; m++) {
                        node.instance(Outbox.class)
                                .add(
                                        organization.id(),
                                        new Message(address, "Message " + m, List.of()),
                                        InstantSource.system().instant());
                    }
                    return Result.done(organization);
                }));
            }
        }
    }

    private Thread calling(ServeRun node, String token) {
        return Thread.ofVirtual().start(() -> {
            try (Agent agent = node.agent("acme", token)) {
                while (!stopped) {
                    Agent.Reply reply = agent.call("read", Map.of("marker", "m"));
                    answered.incrementAndGet();
                    if (!reply.isSuccess()) {
                        failures.add(reply.status() + " " + reply.body());
                    }
                }
            } catch (IOException e) {
                failures.add(e.toString());
            }
        });
    }

    private void rotate(Path configuration, Duration longest, String... command) throws IOException {
        for (int kill = 0; kill < KILLS; kill++) {
            Path output = Files.createTempFile(ground, "killed", ".log");
            try (var rotating = AirlockProcess.start(output, Map.of(), List.of(command))) {
                Await.until(
                        "it begins",
                        () -> !rotating.isAlive() || rotating.output().contains("..."));
                if (rotating.endsWithin(Duration.ofMillis(random.nextLong(longest.toMillis())))) {
                    assertThat(rotating.awaitExit()).as(rotating.output()).isZero();
                    return;
                }
                rotating.kill();
            }
            assertThat(commands.run("keys", "status", configuration)).contains("Master key");
        }
        commands.run((Object[]) command);
    }

    private static void ownersReadWhatWasDone(ServeRun node, String token) {
        try (var api = new Api()) {
            for (String action : List.of("data-key.rotate", "master-key.rotate")) {
                var events = api.ask(node.url("/api/v1/audit?action=" + action), token);
                assertThat(events.statusCode()).isEqualTo(200);
                assertThat(events.body()).contains("STARTED", "SUCCEEDED", "replaces", "the command line");
            }
        }
    }

    private void onlyTheNewKeyIsNeeded(ServeRun one, ServeRun two, String token, String database, String upstreams)
            throws IOException {
        one.process().terminate();
        one.start(one.configuration(database, "keys: {masterKeyFile: " + next + "}", upstreams));
        try (Agent agent = one.agent("acme", token);
                Agent neighbour = two.agent("acme", token)) {
            assertThat(agent.call("read", Map.of("marker", "n")).isSuccess()).isTrue();
            assertThat(neighbour.call("read", Map.of("marker", "n")).isSuccess())
                    .isTrue();
        }
        Path outdated = new ServeRun(ground.resolve("outdated"))
                .configuration(database, "keys: {masterKeyFile: " + old + "}", upstreams);
        refuses("not the one that this database was sealed with", "serve", outdated.toString());
    }

    private void refuses(String reason, String... command) {
        var ended = commands.end((Object[]) command);
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains(reason).doesNotContain("\tat ");
    }
}
