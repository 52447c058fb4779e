package dev.airlock.bench;

import dev.airlock.application.connection.Connect;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.identity.SetUp;
import dev.airlock.application.oauth.AuthorizationRequest;
import dev.airlock.application.oauth.AuthorizeClient;
import dev.airlock.application.oauth.ClientCredentials;
import dev.airlock.application.oauth.IssueAccessToken;
import dev.airlock.application.oauth.RegisterClient;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.application.server.AddServer;
import dev.airlock.application.server.DocumentSource;
import dev.airlock.application.server.NewServer;
import dev.airlock.application.server.TargetWish;
import dev.airlock.bootstrap.Node;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.bootstrap.config.HttpConfig;
import dev.airlock.bootstrap.config.KeysConfig;
import dev.airlock.bootstrap.config.UpstreamConfig;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.oauth.CodeChallenge;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.domain.oauth.OAuthClient;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.PolicyPreset;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.policy.ToolPattern;
import dev.airlock.persistence.vault.MasterKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills a data directory through Airlock's own verbs: servers on one upstream, each with a policy, a connection and the caller's token; and clients that may act for the caller. */
final class BenchInstallation {
    static final String CREDENTIAL = "bench-upstream-credential";

    static final String EMAIL = "bench@bench.example";

    private static final int CLIENTS = 32;
    private static final String REDIRECT = "http://127.0.0.1/callback";
    private static final String VERIFIER = "v".repeat(43);

    private final Node node;
    private final URI upstream;
    private final int tools;
    private final Caller caller;

    private BenchInstallation(Node node, URI upstream, int tools) {
        this.node = node;
        this.upstream = upstream;
        this.tools = tools;
        this.caller = new Caller.SignedIn(
                must(node.instance(SetUp.class)
                        .found(new SetUp.Founding("bench", "Bench", EMAIL, "eleven quiet herons upstream"))),
                "127.0.0.1");
    }

    /**
     * Arguments: data directory, upstream port, number of servers, tools of each. Leaves the token in the file {@code token}, and in {@code clients}
     * a line of each client: its id and its refresh token for the first server.
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        var upstream = URI.create("http://127.0.0.1:" + arguments[1]);
        MasterKey.readOrCreate(key(directory), new SecureRandom());
        try (Node node = Node.start(configuration(directory, upstream))) {
            var bench = new BenchInstallation(node, upstream, Integer.parseInt(arguments[3]));
            bench.add("conditional", "args.limit <= 100 && args.currency in ['EUR', 'USD']");
            for (int i = 1; i <= Integer.parseInt(arguments[2]); i++) {
                bench.add("orders-" + i, null);
            }
            Files.write(
                    directory.resolve("clients"),
                    Stream.generate(bench::client).limit(CLIENTS).toList());
            Files.writeString(directory.resolve("token"), bench.token());
        }
    }

    /** The configuration of such a directory. */
    static AirlockConfiguration configuration(Path directory, URI upstream) {
        return AirlockConfiguration.of(
                directory,
                HttpConfig.onLoopback(1),
                null,
                KeysConfig.file(key(directory)),
                UpstreamConfig.allowing(List.of(upstream.getAuthority())));
    }

    private static Path key(Path directory) {
        return directory.resolve("master.key");
    }

    private void add(String slug, @Nullable String condition) {
        var server = new Slug(slug);
        must(node.instance(AddServer.class)
                .add(
                        caller,
                        new NewServer(
                                slug,
                                server,
                                TargetWish.of(UrlTemplate.of(upstream)),
                                null,
                                new DocumentSource.Content(
                                        BenchDescription.of(tools).getBytes(StandardCharsets.UTF_8)),
                                PolicyPreset.ALLOW_ALL)));
        must(node.instance(ChangePolicy.class).replace(caller, server, 1, policy(condition)));
        must(node.instance(Connect.class).connect(caller, server, false, new Credential.Bearer(CREDENTIAL), Map.of()));
    }

    private static PolicySet policy(@Nullable String condition) {
        var reads = new Rule(
                "reads are allowed",
                List.of(new ToolPattern("getOrder*")),
                Set.of(),
                Subjects.EVERYONE,
                condition,
                null,
                Action.ALLOW,
                ApprovalDemand.BY_OWNER);
        return new PolicySet(Action.DENY, List.of(reads));
    }

    private String token() {
        return must(node.instance(IssueToken.class).issue(caller, "bench", TokenScope.FULL, Duration.ofDays(30)))
                .secret();
    }

    private String client() {
        OAuthClient client = register();
        var request = new AuthorizationRequest(
                client, client.redirects().getFirst(), CodeChallenge.of(VERIFIER), null, TokenScope.Access.WRITE, null);
        var endpoint = new McpResource(new Slug("bench"), new Slug("orders-1"));
        String answer =
                must(node.instance(AuthorizeClient.class).allow(caller, request, endpoint, TokenScope.Access.WRITE));
        return client.id().value() + " " + redeem(client, answer.replaceAll(".*[?&]code=([^&]*).*", "$1"));
    }

    private OAuthClient register() {
        Json.Obj metadata = Json.object()
                .put("client_name", "Bench")
                .put("redirect_uris", Json.strings(List.of(REDIRECT)))
                .put("token_endpoint_auth_method", "none")
                .build();
        return switch (node.instance(RegisterClient.class).register(metadata, "127.0.0.1")) {
            case RegisterClient.Outcome.Registered registered -> registered.client();
            case RegisterClient.Outcome refused -> throw new IllegalStateException(refused.toString());
        };
    }

    private String redeem(OAuthClient client, String code) {
        var request = new IssueAccessToken.CodeRequest(
                new ClientCredentials(client.id(), null), code, REDIRECT, VERIFIER, null);
        return switch (node.instance(IssueAccessToken.class).forCode(request, "127.0.0.1")) {
            case IssueAccessToken.Outcome.Issued issued -> issued.refreshToken();
            case IssueAccessToken.Outcome.Refused(var error) -> throw new IllegalStateException(error.toString());
        };
    }

    private static <T> T must(Result<T> result) {
        return switch (result) {
            case Result.Done<T>(T value) -> value;
            case Result.Refused<T>(var refusal) -> throw new IllegalStateException(refusal.message());
        };
    }
}
