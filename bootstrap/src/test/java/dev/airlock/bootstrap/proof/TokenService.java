package dev.airlock.bootstrap.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airlock.application.connection.ConnectByOAuth;
import dev.airlock.application.connection.RegisterService;
import dev.airlock.application.server.AddServer;
import dev.airlock.application.server.DocumentSource;
import dev.airlock.application.server.NewServer;
import dev.airlock.application.server.TargetWish;
import dev.airlock.bootstrap.Node;
import dev.airlock.bootstrap.fixture.Answers;
import dev.airlock.bootstrap.fixture.Recorded;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.PolicyPreset;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * An API with an authorization server beside it, every secret of which can be told from all else. The first token has to be renewed at once, a later
 * one lasts; once told to refuse, both refuse and quote what they were sent.
 */
final class TokenService {
    static final Slug SLUG = new Slug("service");
    private static final int SOON = 30;
    private static final int LONG = 3600;

    private final RecordingUpstream upstream;
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final String code = secret("the code", "CNRY/code+");
    private final String clientSecret = secret("the secret of the registration", "CNRY+client/");
    private volatile boolean refusing;
    private volatile boolean closing;
    private volatile CountDownLatch held = new CountDownLatch(0);

    TokenService(RecordingUpstream upstream) {
        this.upstream = upstream;
        upstream.answer("/token", this::token).answer("/data", this::data);
    }

    private synchronized String secret(String name, String beginning) {
        String secret = beginning + UUID.randomUUID();
        secrets.put(name, secret);
        return secret;
    }

    /** Adds it to an installation and connects the caller, through the product's own verbs. */
    void connect(Node node, Caller caller) {
        var document = new DocumentSource.Content(document().getBytes(UTF_8));
        ProofApi.must(node.instance(AddServer.class)
                .add(
                        caller,
                        new NewServer(
                                "Service",
                                SLUG,
                                TargetWish.of(UrlTemplate.of(upstream.baseUrl())),
                                null,
                                document,
                                PolicyPreset.ALLOW_ALL)));
        ProofApi.must(node.instance(RegisterService.class).register(caller, SLUG, "airlock", clientSecret));
        var verb = node.instance(ConnectByOAuth.class);
        String session = UUID.randomUUID().toString();
        String callback = "http://localhost/servers/service/connection/callback";
        URI asked = ProofApi.must(
                verb.begin(caller, new ConnectByOAuth.Wish(SLUG, false, List.of("data"), Map.of(), session, callback)));
        String state = AgreeingPerson.parameters(asked).get("state");
        ProofApi.must(verb.finish(caller, new ConnectByOAuth.Return(SLUG, state, code, null, session, callback)));
    }

    private String document() {
        return """
                {"openapi": "3.1.0", "info": {"title": "Service", "version": "1"},
                 "paths": {"/data": {"get": {"operationId": "data",
                   "responses": {"200": {"description": "Done"}}}}},
                 "components": {"securitySchemes": {"id": {"type": "oauth2", "flows": {"authorizationCode": {
                   "authorizationUrl": "BASE/authorize", "tokenUrl": "BASE/token", "scopes": {"data": "Data"}}}}}}}
                """.replace("BASE", upstream.baseUrl().toString().replaceFirst("/$", ""));
    }

    /** Ends each connection with its first answer. */
    TokenService closing() {
        closing = true;
        return this;
    }

    /** Lets the API answer nothing before the latch opens. */
    void hold(CountDownLatch latch) {
        held = latch;
    }

    /** From now on nothing is good any more. */
    void refuse() {
        refusing = true;
    }

    /** Every secret that was made so far, by its name. */
    synchronized Map<String, String> secrets() {
        return new LinkedHashMap<>(secrets);
    }

    /** How many times tokens were asked for. */
    int asked() {
        return upstream.requests("/token").size();
    }

    private boolean token(Recorded request, OutputStream out) throws IOException {
        if (refusing) {
            Map<String, String> sent = AgreeingPerson.parameters(URI.create("/?" + request.bodyText()));
            return json(400, """
                    {"error":"invalid_grant","error_description":"%s of %s has ended"}
                    """.formatted(sent.get("refresh_token"), sent.get("client_secret")), out, request);
        }
        int number = asked();
        return json(
                200,
                """
                {"access_token":"%s","refresh_token":"%s","token_type":"Bearer","expires_in":%d}
                """.formatted(
                                secret("access token " + number, "CNRY/access+"),
                                secret("refresh token " + number, "CNRY/refresh+"),
                                number == 1 ? SOON : LONG),
                out,
                request);
    }

    private boolean data(Recorded request, OutputStream out) throws IOException {
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
        String body = "{\"you sent\":\"" + request.header("Authorization").orElse("") + "\"}";
        return json(refusing ? 401 : 200, body, out, request);
    }

    private boolean json(int status, String body, OutputStream out, Recorded request) throws IOException {
        if (closing) {
            String head = "HTTP/1.1 " + status
                    + " -\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ";
            out.write((head + body.length() + "\r\n\r\n" + body).getBytes(UTF_8));
            return false;
        }
        return Answers.whole(status, "application/json", body.getBytes(UTF_8)).write(request, out);
    }
}
