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
import dev.airlock.bootstrap.fixture.Answers;
import dev.airlock.bootstrap.fixture.MailBox;
import dev.airlock.bootstrap.fixture.Recorded;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
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
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two nodes, a mail server, and an API of notes, each of which has somebody who must approve when Dave's agent writes it: {@code NOTE@acme.example}. Dave
 * himself approves what is written to the note {@code own}. At the second node a request waits for some seconds only.
 */
public final class NotesGround implements AutoCloseable {
    /** Whose agent it is. */
    public static final String DAVE = "dave@acme.example";

    /** The password of everybody. */
    public static final String PASSWORD = Commands.PASSWORD;

    /** What a note says before anybody writes it. */
    public static final String DRAFT = "the first draft";

    private static final String OWN = "own";
    private static final Slug SLUG = new Slug("notes");
    private static final String DOCUMENT = """
            openapi: 3.0.3
            info: {title: Notes, version: '1'}
            components: {securitySchemes: {key: {type: http, scheme: bearer}}}
            security: [{key: []}]
            paths:
              /notes/{id}:
                parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                get:
                  operationId: readNote
                  summary: Read a note
                  responses: {'200': {description: The note}}
                put:
                  operationId: writeNote
                  summary: Write a note
                  requestBody:
                    required: true
                    content: {application/json: {schema: {type: object, properties: {text: {type: string}}}}}
                  responses: {'200': {description: The note as it is now}}
                patch:
                  operationId: reviseNote
                  summary: Write parts of a note
                  requestBody:
                    required: true
                    content: {application/json: {schema: {type: object, properties: {text: {type: string}}}}}
                  responses: {'200': {description: The note as it is now}}
                post:
                  operationId: replaceNote
                  summary: Write a note anew
                  requestBody:
                    required: true
                    content: {application/json: {schema: {type: object, properties: {text: {type: string}}}}}
                  responses: {'200': {description: The note as it is now}}
            """;

    private final RecordingUpstream upstream = RecordingUpstream.start();
    private final Map<String, byte[]> notes = new ConcurrentHashMap<>();
    private final MailBox mailBox;
    private final ExternalPostgres postgres;
    private final ServeRun one;
    private final ServeRun two;
    private final Path configuration;
    private final String token;
    private final String otherToken;

    private NotesGround(List<String> named) throws IOException {
        Path ground = Ground.fresh("notes");
        Path key = ServeRun.key(ground.resolve("master.key"));
        String allowed = "127.0.0.1:" + upstream.port();
        upstream.answer("/notes/", this::answer);
        mailBox = MailBox.open();
        postgres = new ExternalPostgres(ground.resolve("external"));
        one = new ServeRun(ground.resolve("one"));
        two = new ServeRun(ground.resolve("two"));
        String[] common = {
            ServeRun.database(postgres.url()),
            "keys: {masterKeyFile: " + key + "}",
            mailBox.section(),
            "upstream: {allow: ['" + allowed + "']}"
        };
        configuration = one.configuration(common);
        new Commands(ground).found(configuration, ApprovalApi.ADA);
        try (Node node = Node.start(one.installation(postgres.url(), key, allowed))) {
            Caller dave = install(node, named);
            token = token(node, dave, "agent");
            otherToken = token(node, dave, "other agent");
        }
        one.start(configuration);
        String[] brief = Arrays.copyOf(common, common.length + 1);
        brief[common.length] = "approvals: {lifetime: 4s}";
        two.start(two.configuration(brief));
    }

    /** Starts it with these notes and {@code own}. */
    public static NotesGround start(List<String> notes) throws IOException {
        return new NotesGround(notes);
    }

    private Caller install(Node node, List<String> named) {
        Caller ada = new AgreeingPerson(node, ApprovalApi.ADA).caller();
        String hash = node.instance(PasswordHashes.class).hash(PASSWORD);
        Caller dave = join(node, ada, DAVE, hash);
        ProofApi.must(node.instance(AddServer.class)
                .add(
                        ada,
                        new NewServer(
                                "Notes",
                                SLUG,
                                TargetWish.of(UrlTemplate.of(upstream.baseUrl())),
                                null,
                                new DocumentSource.Content(DOCUMENT.getBytes(UTF_8)),
                                PolicyPreset.ALLOW_ALL)));
        List<Rule> rules = new ArrayList<>();
        rules.add(rule(OWN, new ApprovalDemand(Set.of(dave.user()), Set.of(), 1, true)));
        for (String note : named) {
            Caller approver = join(node, ada, approver(note), hash);
            rules.add(rule(note, new ApprovalDemand(Set.of(approver.user()), Set.of(), 1, false)));
        }
        ProofApi.must(node.instance(ChangePolicy.class).replace(ada, SLUG, 1, new PolicySet(Action.ALLOW, rules)));
        ProofApi.must(
                node.instance(Connect.class).connect(dave, SLUG, false, new Credential.Bearer("daves-key"), Map.of()));
        return dave;
    }

    private static Caller join(Node node, Caller ada, String email, String passwordHash) {
        var person = new Person(
                new UserId(UUID.randomUUID()), new EmailAddress(email), email.substring(0, email.indexOf('@')));
        ProofApi.must(node.instance(UnitOfWork.class)
                .inTransaction(
                        ada.organizationId(),
                        () -> Result.done(node.instance(People.class).add(person, passwordHash)
                                && node.instance(Members.class)
                                        .join(new Membership(ada.organization(), person, Role.MEMBER)))));
        return new AgreeingPerson(node, email).caller();
    }

    private static Rule rule(String note, ApprovalDemand demand) {
        return new Rule(
                note,
                List.of(new ToolPattern("writeNote"), new ToolPattern("reviseNote"), new ToolPattern("replaceNote")),
                Set.of(),
                Subjects.EVERYONE,
                "args.id == \"" + note + "\"",
                null,
                Action.REQUIRE_APPROVAL,
                demand);
    }

    private static String token(Node node, Caller caller, String name) {
        return ProofApi.must(node.instance(IssueToken.class).issue(caller, name, TokenScope.FULL, Duration.ofDays(1)))
                .secret();
    }

    private boolean answer(Recorded request, OutputStream out) throws IOException {
        if (!request.method().equals("GET")) {
            notes.put(request.target(), request.body());
        }
        byte[] draft = "{\"text\":\"%s\"}".formatted(DRAFT).getBytes(UTF_8);
        return Answers.whole(200, "application/json", notes.getOrDefault(request.target(), draft))
                .write(request, out);
    }

    /** Who approves what is written to a note. */
    public static String approver(String note) {
        return note.equals(OWN) ? DAVE : note + "@acme.example";
    }

    /** The token of Dave's agent. */
    public String token() {
        return token;
    }

    /** The token of another agent of Dave's. */
    public String otherToken() {
        return otherToken;
    }

    /** The MCP endpoint at the first node. */
    public String mcpUrl() {
        return one.url("/mcp/acme/" + SLUG).toString();
    }

    /** The MCP endpoint at the second node, where requests expire soon. */
    public String briefMcpUrl() {
        return two.url("/mcp/acme/" + SLUG).toString();
    }

    /** The second node's Control Room. */
    public URI room() {
        return two.address();
    }

    /** Waits for the mail to whoever approves what is written to a note, and returns its link; it comes while the call waits. */
    public URI link(String note, CompletableFuture<?> call) {
        Await.until("a mail comes to " + approver(note), () -> {
            if (call.isDone()) {
                throw new AssertionError("the call did not wait: " + call.join());
            }
            return !mails(note).isEmpty();
        });
        Matcher link = Pattern.compile("http://localhost:\\d+/approvals/[0-9a-f-]{36}")
                .matcher(mails(note).getFirst());
        if (!link.find()) {
            throw new AssertionError("the mail has no link: " + mails(note));
        }
        return URI.create(link.group());
    }

    private List<String> mails(String note) {
        return mailBox.messages().stream()
                .filter(mail -> mail.contains("To: " + approver(note)))
                .toList();
    }

    /** What was sent to the API to write a note. */
    public List<String> written(String note) {
        return upstream.requests("/notes/" + note).stream()
                .filter(request -> !request.method().equals("GET"))
                .map(Recorded::bodyText)
                .toList();
    }

    /** Stops the first node as an operator does. */
    public void stopFirst() {
        one.process().terminate();
    }

    /** Ends the first node as a power cut does. */
    public void killFirst() {
        one.process().kill();
    }

    /** Starts the first node again. */
    public void startFirst() {
        one.start(configuration);
    }

    @Override
    public void close() throws IOException {
        one.close();
        two.close();
        postgres.close();
        mailBox.close();
        upstream.close();
    }
}
