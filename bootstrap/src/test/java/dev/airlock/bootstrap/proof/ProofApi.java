package dev.airlock.bootstrap.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airlock.application.connection.Connect;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.People;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.application.server.AddServer;
import dev.airlock.application.server.DocumentSource;
import dev.airlock.application.server.NewServer;
import dev.airlock.application.server.TargetWish;
import dev.airlock.bootstrap.Node;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.bootstrap.fixture.Answers;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.PolicyPreset;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.policy.ToolPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An API whose every operation takes a marker, so that a call can be found again at the upstream and in the audit log: {@code read},
 * {@code write}, {@code slow}, {@code failing}, {@code echo}, {@code denied} (by policy) and {@code asking} (for approval).
 */
final class ProofApi {
    static final Slug SLUG = new Slug("proof");
    static final List<String> OPERATIONS = List.of("read", "write", "slow", "failing", "echo", "denied", "asking");

    private ProofApi() {}

    /** Adds it to an installation that is not running, through the product's own verbs. */
    static void install(AirlockConfiguration configuration, String email, RecordingUpstream upstream, String secret) {
        upstream.answer("/slow", Answers.slow(Duration.ofMillis(150), Answers.ok()))
                .answer("/failing", Answers.status(500))
                .answer("/echo", Answers.echo());
        try (Node node = Node.start(configuration)) {
            Caller caller = caller(node, email);
            must(node.instance(AddServer.class)
                    .add(
                            caller,
                            new NewServer(
                                    "Proof",
                                    SLUG,
                                    TargetWish.of(UrlTemplate.of(upstream.baseUrl())),
                                    null,
                                    new DocumentSource.Content(document().getBytes(UTF_8)),
                                    PolicyPreset.ALLOW_ALL)));
            must(node.instance(ChangePolicy.class).replace(caller, SLUG, 1, policy()));
            must(node.instance(Connect.class).connect(caller, SLUG, false, new Credential.Bearer(secret), Map.of()));
        }
    }

    /** Gives everybody who has none of their own a connection to it, in an installation that is not running. */
    static void connectEverybody(AirlockConfiguration configuration, String email, String secret) {
        try (Node node = Node.start(configuration)) {
            must(node.instance(Connect.class)
                    .connect(caller(node, email), SLUG, true, new Credential.Bearer(secret), Map.of()));
        }
    }

    private static Caller caller(Node node, String email) {
        People people = node.instance(People.class);
        People.Account account = people.account(new EmailAddress(email));
        if (account == null) {
            throw new AssertionError("there is nobody with the address " + email);
        }
        return new Caller.SignedIn(people.memberships(account.person().id()).getFirst(), "127.0.0.1");
    }

    private static PolicySet policy() {
        return new PolicySet(
                Action.ALLOW, List.of(rule("denied", Action.DENY), rule("asking", Action.REQUIRE_APPROVAL)));
    }

    private static Rule rule(String tool, Action action) {
        return new Rule(
                tool,
                List.of(new ToolPattern(tool)),
                Set.of(),
                Subjects.EVERYONE,
                null,
                null,
                action,
                ApprovalDemand.CONFIRMED_BY_OWNER);
    }

    private static String document() {
        var document = new StringBuilder("""
                openapi: 3.0.3
                info: {title: Proof, version: '1'}
                components: {securitySchemes: {key: {type: http, scheme: bearer}}}
                security: [{key: []}]
                paths:
                """);
        for (String operation : OPERATIONS) {
            String method = operation.equals("read") ? "get" : "post";
            document.append("""
                      /%s:
                        %s:
                          operationId: %s
                          summary: Proof
                          parameters: [{name: marker, in: query, required: true, schema: {type: string}}]
                          responses: {'200': {description: Done}}
                    """.formatted(operation, method, operation));
        }
        return document.toString();
    }

    /** The value of what must have been done. */
    static <T> T must(Result<T> result) {
        return switch (result) {
            case Result.Done<T>(T value) -> value;
            case Result.Refused<T>(var refusal) -> throw new AssertionError(refusal.message());
        };
    }
}
