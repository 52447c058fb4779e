package dev.airlock.bootstrap.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airlock.application.connection.Connect;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.identity.Members;
import dev.airlock.application.identity.PasswordHashes;
import dev.airlock.application.identity.People;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.application.server.AddServer;
import dev.airlock.application.server.DocumentSource;
import dev.airlock.application.server.NewServer;
import dev.airlock.application.server.TargetWish;
import dev.airlock.bootstrap.Node;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.PolicyPreset;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.policy.ToolPattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** An API whose every operation one of four people must approve, or two of them for a {@code quorum*}, and Dave's agent, who asks for them. */
final class ApprovalApi {
    static final String ADA = "ada@acme.example";
    static final String CAROL = "carol@acme.example";
    static final String ERIN = "erin@acme.example";
    static final String FRANK = "frank@acme.example";

    /** Everybody who may decide. */
    static final List<String> APPROVERS = List.of(ADA, CAROL, ERIN, FRANK);

    private static final String DAVE = "dave@acme.example";

    private ApprovalApi() {}

    /** Adds it to an installation that Ada has founded and that is not running; returns the secret of the agent's token. */
    static String install(AirlockConfiguration configuration, URI api, String document) {
        try (Node node = Node.start(configuration)) {
            Caller ada = new AgreeingPerson(node, ADA).caller();
            var approvers = Set.of(
                    ada.user(),
                    join(node, ada, CAROL, "Carol").user(),
                    join(node, ada, ERIN, "Erin").user(),
                    join(node, ada, FRANK, "Frank").user());
            Caller dave = join(node, ada, DAVE, "Dave");
            ProofApi.must(node.instance(AddServer.class)
                    .add(
                            ada,
                            new NewServer(
                                    "Proof",
                                    ProofApi.SLUG,
                                    TargetWish.of(UrlTemplate.of(api)),
                                    null,
                                    new DocumentSource.Content(document.getBytes(UTF_8)),
                                    PolicyPreset.ALLOW_ALL)));
            List<Rule> rules = List.of(
                    asking("one of them", List.of(), new ApprovalDemand(approvers, Set.of(), 1, false)),
                    asking(
                            "two of them",
                            List.of(new ToolPattern("quorum*")),
                            new ApprovalDemand(approvers, Set.of(), 2, false)));
            ProofApi.must(node.instance(ChangePolicy.class)
                    .replace(ada, ProofApi.SLUG, 1, new PolicySet(Action.ALLOW, rules)));
            ProofApi.must(node.instance(Connect.class)
                    .connect(dave, ProofApi.SLUG, false, new Credential.Bearer("daves-key"), Map.of()));
            return ProofApi.must(
                            node.instance(IssueToken.class).issue(dave, "agent", TokenScope.FULL, Duration.ofDays(1)))
                    .secret();
        }
    }

    private static Rule asking(String name, List<ToolPattern> tools, ApprovalDemand demand) {
        return new Rule(name, tools, Set.of(), Subjects.EVERYONE, null, null, Action.REQUIRE_APPROVAL, demand);
    }

    private static Caller join(Node node, Caller ada, String email, String name) {
        var person = new Person(new UserId(UUID.randomUUID()), new EmailAddress(email), name);
        ProofApi.must(node.instance(UnitOfWork.class)
                .inTransaction(
                        ada.organizationId(),
                        () -> Result.done(node.instance(People.class)
                                        .add(
                                                person,
                                                node.instance(PasswordHashes.class)
                                                        .hash(Commands.PASSWORD))
                                && node.instance(Members.class)
                                        .join(new Membership(ada.organization(), person, Role.MEMBER)))));
        return new AgreeingPerson(node, email).caller();
    }

    /** Describes operations that each take a marker in the query and a text. */
    static String operations(List<String> names) {
        var paths = new StringBuilder();
        for (String name : names) {
            paths.append("""
                      /%s:
                        post:
                          operationId: %s
                          summary: Proof
                          parameters: [{name: marker, in: query, required: true, schema: {type: string}}]
                          requestBody: {required: true, content: {text/plain: {schema: {type: string}}}}
                          responses: {'200': {description: Done}}
                    """.formatted(name, name));
        }
        return document(paths.toString());
    }

    /** Describes operations by their paths, indented by two. */
    static String document(String paths) {
        return """
                openapi: 3.0.3
                info: {title: Proof, version: '1'}
                components: {securitySchemes: {key: {type: http, scheme: bearer}}}
                security: [{key: []}]
                paths:
                """ + paths;
    }
}
