package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.connection.RegisterService;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.identity.Members;
import dev.airlock.application.identity.People;
import dev.airlock.application.server.AddServer;
import dev.airlock.application.server.DocumentSource;
import dev.airlock.application.server.NewServer;
import dev.airlock.application.server.TargetWish;
import dev.airlock.bootstrap.Node;
import dev.airlock.bootstrap.clients.OpenIdProviderProcess;
import dev.airlock.bootstrap.fixture.Answer;
import dev.airlock.bootstrap.fixture.Answers;
import dev.airlock.bootstrap.fixture.Recorded;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.PolicyPreset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Two people, two nodes, both eras of the protocol, and a certified authorization server that replaces refresh tokens and ends a family of which an old
 * one is shown: however many calls want a new token at once, {@code -Dairlock.refresh.calls} of each at once, each person's is renewed
 * once, no call fails, and none goes out with the other's.
 */
final class RefreshIT {
    private static final int CALLS = Integer.getInteger("airlock.refresh.calls", 10);
    private static final List<String> PEOPLE = List.of("ada@acme.example", "dave@acme.example");

    private static final Duration EARLY = Duration.ofSeconds(60);

    /** Tokens are renewed a minute before they end; what remains is time for the calls. */
    private static final Duration LIFETIME = EARLY.plusSeconds(10).plusMillis(600L * CALLS);

    private final Path ground = Ground.fresh("refresh");
    private final Path key = ServeRun.key(ground.resolve("master.key"));
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Map<String, String> tokens = new HashMap<>();
    private final int providerPort = Ground.freePort();

    @Test
    void any_number_of_calls_at_two_nodes_cost_each_person_one_refresh_and_no_token_crosses() throws Exception {
        try (var upstream = RecordingUpstream.start().answer("/", unlessEnded());
                var postgres = new ExternalPostgres(ground.resolve("external"));
                var one = new ServeRun(ground.resolve("one"));
                var two = new ServeRun(ground.resolve("two"))) {
            String callback = one.url("/servers/proof/connection/callback").toString();
            try (var provider = OpenIdProviderProcess.start(providerPort, callback, LIFETIME)) {
                String[] allowed = {"127.0.0.1:" + upstream.port(), "localhost:" + providerPort};
                String[] lines = {
                    ServeRun.database(postgres.url()),
                    "keys: {masterKeyFile: " + key + "}",
                    "upstream: {allow: ['" + String.join("', '", allowed) + "']}"
                };
                Path configuration = one.configuration(lines);
                new Commands(ground).found(configuration, PEOPLE.getFirst());
                try (Node node = Node.start(one.installation(postgres.url(), key, allowed))) {
                    install(node, upstream, callback);
                }
                Instant connected = Instant.now();
                one.start(configuration);
                two.start(two.configuration(lines));
                Await.until(
                        "the tokens are about to end",
                        () -> Instant.now()
                                .isAfter(connected.plus(LIFETIME).minus(EARLY).plusSeconds(1)));

                callAll(one, two);
                assertThat(renewals(provider))
                        .containsExactlyInAnyOrder("renewed " + PEOPLE.get(0), "renewed " + PEOPLE.get(1));
                ended.addAll(owners(provider).keySet());
                callAll(one, two);
                assertThat(renewals(provider)).hasSize(4);
                assertThat(provider.told()).noneMatch(line -> line.startsWith("refused"));
                eachCallWentWithItsPersonsToken(upstream, owners(provider));
                Files.writeString(
                        ground.resolve("report.txt"),
                        upstream.requests().size() + " requests, "
                                + renewals(provider).size() + " refreshes\n");
            }
        }
    }

    /** An API that takes no token that it was told has ended. */
    private Answer unlessEnded() {
        return (request, out) ->
                (ended.contains(bearer(request)) ? Answers.status(401) : Answers.ok()).write(request, out);
    }

    private static String bearer(Recorded request) {
        return request.header("Authorization").orElse("").replaceFirst("^Bearer ", "");
    }

    private void install(Node node, RecordingUpstream upstream, String callback) throws Exception {
        Caller ada = new AgreeingPerson(node, PEOPLE.getFirst()).caller();
        var document = new DocumentSource.Content(document().getBytes(StandardCharsets.UTF_8));
        ProofApi.must(node.instance(AddServer.class)
                .add(
                        ada,
                        new NewServer(
                                "Proof",
                                ProofApi.SLUG,
                                TargetWish.of(UrlTemplate.of(upstream.baseUrl())),
                                null,
                                document,
                                PolicyPreset.ALLOW_ALL)));
        ProofApi.must(node.instance(RegisterService.class)
                .register(ada, ProofApi.SLUG, "airlock", OpenIdProviderProcess.SECRET));
        join(node, ada);
        for (String person : PEOPLE) {
            Caller caller = new AgreeingPerson(node, person).caller();
            tokens.put(
                    person,
                    ProofApi.must(node.instance(IssueToken.class)
                                    .issue(caller, "proof", TokenScope.FULL, Duration.ofDays(1)))
                            .secret());
            new ServiceVisit(node, caller, callback).connect(ProofApi.SLUG);
        }
    }

    private static void join(Node node, Caller ada) {
        var dave = new Person(new UserId(UUID.randomUUID()), new EmailAddress(PEOPLE.getLast()), "Dave");
        ProofApi.must(node.instance(UnitOfWork.class)
                .inTransaction(
                        ada.organizationId(),
                        () -> Result.done(node.instance(People.class).add(dave, null)
                                && node.instance(Members.class)
                                        .join(new Membership(ada.organization(), dave, Role.MEMBER)))));
    }

    private String document() {
        return """
                {"openapi": "3.1.0", "info": {"title": "Proof", "version": "1"},
                 "paths": {"/read": {"get": {"operationId": "read",
                   "parameters": [{"name": "marker", "in": "query", "required": true, "schema": {"type": "string"}}],
                   "responses": {"200": {"description": "Done"}}}}},
                 "components": {"securitySchemes": {"id": {"type": "oauth2", "flows": {"authorizationCode": {
                   "authorizationUrl": "http://localhost:PORT/auth", "tokenUrl": "http://localhost:PORT/token",
                   "scopes": {"openid": "Who you are"}}}}}}}
                """.replace("PORT", Integer.toString(providerPort));
    }

    /** Each person's agents call both nodes at once, in both eras. */
    private void callAll(ServeRun one, ServeRun two) throws Exception {
        List<Agent> agents = new ArrayList<>();
        List<Callable<Agent.Reply>> calls = new ArrayList<>();
        for (String person : PEOPLE) {
            for (ServeRun node : List.of(one, two)) {
                Agent legacy = node.agent("acme", tokens.get(person));
                Agent modern = legacy.modern();
                agents.addAll(List.of(legacy, modern));
                for (int i = 0; i < CALLS / 2; i++) {
                    Agent agent = i % 2 == 0 ? legacy : modern;
                    calls.add(() -> agent.call("read", Map.of("marker", person)));
                }
            }
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Agent.Reply> reply : threads.invokeAll(calls)) {
                assertThat(reply.get().isSuccess()).as(reply.get().toString()).isTrue();
            }
        } finally {
            agents.forEach(Agent::close);
        }
    }

    private static List<String> renewals(OpenIdProviderProcess provider) {
        return provider.told().stream()
                .filter(line -> line.startsWith("renewed "))
                .toList();
    }

    /** Whose each token is that the provider gave. */
    private static Map<String, String> owners(OpenIdProviderProcess provider) {
        var owners = new HashMap<String, String>();
        provider.told().stream()
                .map(line -> line.split(" "))
                .filter(words -> words[0].equals("token"))
                .forEach(words -> owners.put(words[1], words[2]));
        return owners;
    }

    private static void eachCallWentWithItsPersonsToken(RecordingUpstream upstream, Map<String, String> owners) {
        assertThat(upstream.requests()).hasSizeGreaterThanOrEqualTo(4 * CALLS).allSatisfy(request -> {
            String person = owners.get(bearer(request));
            assertThat(person).as("whose token %s is", bearer(request)).isIn(PEOPLE);
            assertThat(request.target()).isEqualTo("/read?marker=" + person.replace("@", "%40"));
        });
    }
}
