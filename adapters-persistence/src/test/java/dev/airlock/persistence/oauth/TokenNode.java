package dev.airlock.persistence.oauth;

import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.fake.FakeClientDocuments;
import dev.airlock.application.fake.RecordingAuditLog;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.AuthenticateToken;
import dev.airlock.application.identity.Authentication;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.Secrets;
import dev.airlock.application.oauth.AccessTokens;
import dev.airlock.application.oauth.AuthenticateAgent;
import dev.airlock.application.oauth.ClientCredentials;
import dev.airlock.application.oauth.ClientDirectory;
import dev.airlock.application.oauth.Grants.CodeTerms;
import dev.airlock.application.oauth.IssueAccessToken;
import dev.airlock.application.oauth.IssueAccessToken.CodeRequest;
import dev.airlock.application.oauth.IssueAccessToken.Outcome;
import dev.airlock.application.oauth.IssueAccessToken.RefreshRequest;
import dev.airlock.application.oauth.OAuthSettings;
import dev.airlock.application.oauth.Resources;
import dev.airlock.application.oauth.RevokeGrant;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.CodeChallenge;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.persistence.Persistence;
import dev.airlock.persistence.identity.RandomSecrets;
import dev.airlock.persistence.vault.MasterKeys;
import dev.airlock.persistence.vault.UnusableKeyException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** One node's authorization server on a database that it shares with others. */
final class TokenNode {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Resources RESOURCES = new Resources(URI.create("https://airlock.example.com"));
    private static final String REDIRECT = "http://localhost:4711/callback";
    private static final String HOME = "192.0.2.1";

    /** The example of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final CodeChallenge CHALLENGE = new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    private static final ClientCredentials CLIENT =
            new ClientCredentials(new ClientId("https://agent.example.com/client.json"), null);

    final RecordingAuditLog audit = new RecordingAuditLog();
    private final Persistence ports;
    private final Gate gate;
    private final IssueAccessToken issue;
    private final AuthenticateAgent authenticate;
    private final RevokeGrant revoke;
    private final Secrets secrets = new RandomSecrets(RANDOM);

    TokenNode(Persistence ports, MasterKeys master) throws UnusableKeyException {
        this.ports = ports;
        AccessTokens tokens = ports.accessTokens(
                ports.seals(master, RANDOM, UUID::randomUUID), RESOURCES, CLOCK, RANDOM, UUID::randomUUID);
        var directory = new ClientDirectory(ports.clients(), new FakeClientDocuments(), OAuthSettings.DEFAULT, CLOCK);
        var ledger = new IdentityAudit(audit, CLOCK, UUID::randomUUID);
        gate = new Gate(ports.unitOfWork(), audit, CLOCK, UUID::randomUUID);
        issue = new IssueAccessToken(
                directory,
                ports.grants(),
                tokens,
                RESOURCES,
                secrets,
                ports.unitOfWork(),
                ledger,
                CLOCK,
                OAuthSettings.DEFAULT);
        authenticate = new AuthenticateAgent(
                new AuthenticateToken(ports.tokens(), ports.notices(), CLOCK),
                tokens,
                ports.grants(),
                RESOURCES,
                ports.notices(),
                CLOCK);
        revoke = new RevokeGrant(gate, directory, ports.grants(), tokens, ports.unitOfWork(), ledger);
    }

    /** A code that the person has just allowed. */
    String code(Membership person) {
        String code = secrets.next("airlock_code_");
        Result<Boolean> added = gate.admit(
                new Caller.SignedIn(person, HOME),
                new Act("client.authorize", Role.MEMBER, null, Json.Obj.EMPTY),
                admission -> {
                    var grant = new Grant(
                            admission.organization(),
                            new GrantId(admission.newId()),
                            person.person().id(),
                            CLIENT.id(),
                            "An agent",
                            resource(person),
                            Access.WRITE,
                            admission.now(),
                            admission.now().plus(Duration.ofDays(90)));
                    ports.grants().addCode(admission, SecretHash.of(code), grant, new CodeTerms(REDIRECT, CHALLENGE));
                    return Result.done(true);
                });
        if (!(added instanceof Result.Done)) {
            throw new AssertionError(added);
        }
        return code;
    }

    private static McpResource resource(Membership person) {
        return new McpResource(person.organization().slug(), new Slug("orders"));
    }

    Outcome redeem(String code) {
        return issue.forCode(new CodeRequest(CLIENT, code, REDIRECT, VERIFIER, null), HOME);
    }

    Outcome refresh(String token) {
        return issue.forRefresh(new RefreshRequest(CLIENT, token, null, null), HOME);
    }

    /** Returns whether the person's endpoint lets the token in. */
    boolean letsIn(Membership person, String accessToken) {
        return authenticate.authenticate(accessToken, HOME, resource(person)) instanceof Authentication.Authenticated;
    }

    /** Ends every grant of the person. */
    void revokeAll(Membership person) {
        var caller = new Caller.SignedIn(person, HOME);
        revoke.list(caller, null, 100)
                .forEach(listed -> revoke.revoke(caller, listed.grant().id()));
    }
}
