package dev.airlock.http.oauth;

import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.fake.CountingIds;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakeAccessTokens;
import dev.airlock.application.fake.FakeClientDocuments;
import dev.airlock.application.fake.Fakes;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.fake.House;
import dev.airlock.application.fake.ManualClock;
import dev.airlock.application.fake.RecordingAuditLog;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.oauth.AuthorizationRequest;
import dev.airlock.application.oauth.AuthorizeClient;
import dev.airlock.application.oauth.AuthorizeClient.Understanding;
import dev.airlock.application.oauth.ClientDirectory;
import dev.airlock.application.oauth.IssueAccessToken;
import dev.airlock.application.oauth.OAuthSettings;
import dev.airlock.application.oauth.RegisterClient;
import dev.airlock.application.oauth.Resources;
import dev.airlock.application.oauth.RevokeGrant;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.domain.policy.Condition;
import dev.airlock.http.FaultMapper;
import dev.airlock.http.mcp.Reply;
import dev.airlock.http.mcp.Request;
import dev.airlock.http.web.AllowedOrigins;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The authorization server on a loopback port, on stores in memory; Ada owns Harbour and allows what clients ask for. */
final class Issuer implements AutoCloseable {
    static final String URL = "https://airlock.example.com";
    static final String RESOURCE = URL + "/mcp/harbour";
    static final String REDIRECT = "http://127.0.0.1:4711/callback";
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    final ManualClock clock = new ManualClock();
    final Fakes fakes = new Fakes(clock);
    final RecordingAuditLog audit = new RecordingAuditLog();
    final FakeClientDocuments documents = new FakeClientDocuments();
    final AuthorizeClient authorizeClient;

    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);

    Issuer() throws Exception {
        this(OAuthSettings.DEFAULT, URI.create(URL));
    }

    Issuer(OAuthSettings settings, URI baseUrl) throws Exception {
        var ids = new CountingIds();
        var secrets = new CountingSecrets();
        var resources = new Resources(baseUrl);
        var gate = new Gate(fakes.unitOfWork(), audit, clock, ids);
        var directory = new ClientDirectory(fakes.clients(), documents, settings, clock);
        var tokens = new FakeAccessTokens(resources);
        var ledger = new IdentityAudit(audit, clock, ids);
        Condition.Compiler conditions = expression -> Condition.ALWAYS;
        var snapshots = new ServerSnapshots(
                fakes.servers(), conditions, schema -> arguments -> List.of(), Set.of(), fakes.notices());
        authorizeClient = new AuthorizeClient(gate, directory, fakes.grants(), snapshots, resources, secrets, settings);
        var verbs = new OAuthVerbs(
                new RegisterClient(fakes.clients(), secrets, clock, ids),
                new IssueAccessToken(
                        directory,
                        fakes.grants(),
                        tokens,
                        resources,
                        secrets,
                        fakes.unitOfWork(),
                        ledger,
                        clock,
                        settings),
                new RevokeGrant(gate, directory, fakes.grants(), tokens, fakes.unitOfWork(), ledger),
                tokens);
        open(new OAuthEndpoints(
                verbs, resources, settings, new AllowedOrigins(baseUrl, List.of()), new FaultMapper(ids)));
        fakes.organizations().found(Fixtures.ADA, "unused");
    }

    private void open(OAuthEndpoints endpoints) throws Exception {
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        var context = new ServletContextHandler();
        endpoints.servlets().forEach((path, servlet) -> context.addServlet(new ServletHolder(servlet), path));
        jetty.setHandler(context);
        jetty.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    Reply send(Request request) {
        return request.send(port());
    }

    Reply get(String path) {
        return send(Request.of("GET", path));
    }

    /** Posts metadata of a client. */
    Reply register(String json) {
        return send(Request.of("POST", "/oauth/register")
                .with("Content-Type", "application/json; charset=utf-8")
                .saying(json));
    }

    /** Registers a client that may be answered at {@link #REDIRECT}, and returns what it was told. */
    Json.Obj client(String method) {
        return register("{\"client_name\":\"An agent\",\"redirect_uris\":[\"http://127.0.0.1/callback\"],"
                        + "\"token_endpoint_auth_method\":\"" + method + "\"}")
                .json();
    }

    /** The id of a new client without a secret. */
    String publicClient() {
        return Objects.requireNonNull(client("none").text("client_id"));
    }

    /** What such a client asks a person. */
    static Map<String, String> question(String client) {
        return new TreeMap<>(Map.of(
                "client_id", client,
                "redirect_uri", REDIRECT,
                "response_type", "code",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256",
                "resource", RESOURCE,
                "state", "a&b=c"));
    }

    /** What becomes of a question. */
    Understanding understand(Map<String, String> question) {
        return authorizeClient.understand(question.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
    }

    /** A code for a client that Ada allows what it asks. */
    String code(String client) {
        return parameter(allowed(question(client)), "code");
    }

    /** Where a client is answered that Ada allows what it asks. */
    String allowed(Map<String, String> question) {
        AuthorizationRequest request = ((Understanding.Asked) understand(question)).request();
        return House.done(authorizeClient.allow(
                Fixtures.signedIn(Fixtures.ADA),
                request,
                new McpResource(new Slug("harbour"), null),
                request.access()));
    }

    static String parameter(String location, String name) {
        for (String pair : location.substring(location.indexOf('?') + 1).split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError(name + " is not in " + location);
    }

    /** What a client sends for a code. */
    static Map<String, String> exchange(String client, String code) {
        return new TreeMap<>(Map.of(
                "grant_type", "authorization_code",
                "client_id", client,
                "code", code,
                "redirect_uri", REDIRECT,
                "code_verifier", VERIFIER,
                "resource", RESOURCE));
    }

    /** What a client sends for a refresh token. */
    static Map<String, String> refresh(String client, String token) {
        return new TreeMap<>(Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", token));
    }

    static Request form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return Request.of("POST", path)
                .with("Content-Type", "application/x-www-form-urlencoded")
                .saying(body);
    }

    Reply token(Map<String, String> fields) {
        return send(form("/oauth/token", fields));
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty does not stop", e);
        }
    }
}
