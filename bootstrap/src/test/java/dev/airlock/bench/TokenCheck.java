package dev.airlock.bench;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.AuthenticateToken;
import dev.airlock.application.identity.Authentication;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.oauth.AccessTokens;
import dev.airlock.application.oauth.AuthenticateAgent;
import dev.airlock.application.oauth.Grants.CodeTerms;
import dev.airlock.application.oauth.Resources;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.CodeChallenge;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.domain.oauth.McpResource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to know an agent again by a token that this node has seen before; where it comes from is then no matter, so that stores in memory do. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenCheck {
    /** As long as the tokens that are really signed. */
    private static final String ACCESS_TOKEN = "eyJ" + "x".repeat(700);

    private static final McpResource ENDPOINT = new McpResource(Fixtures.HARBOUR.slug(), new Slug("orders"));

    private final House house = new House();
    private final Resources resources = new Resources(URI.create("https://airlock.example.com"));
    private final String personal = "airlock_pat_" + "y".repeat(43);
    private final AuthenticateAgent agents;

    /** Makes an organization whose owner has a token of each kind. */
    public TokenCheck() {
        house.store.organizations().found(Fixtures.ADA, "unused");
        var grant = new Grant(
                Fixtures.HARBOUR.id(),
                new GrantId(new UUID(1, 1)),
                Fixtures.ADA.person().id(),
                new ClientId("https://agent.example.com/client.json"),
                "An agent",
                ENDPOINT,
                TokenScope.Access.WRITE,
                Fixtures.NOW,
                Fixtures.NOW.plus(Duration.ofDays(90)));
        House.done(house.admitted(admission -> {
            var terms = new CodeTerms("http://localhost/callback", new CodeChallenge("c".repeat(43)));
            house.store.grants().addCode(admission, SecretHash.of("code"), grant, terms);
            house.store
                    .tokens()
                    .add(admission, Fixtures.token(Fixtures.ADA, 21, TokenScope.FULL), SecretHash.of(personal));
            return Result.done(house.store.grants().redeem(SecretHash.of("code"), grant));
        }));
        agents = new AuthenticateAgent(
                new AuthenticateToken(house.store.tokens(), house.store.notices(), house.clock),
                new OneToken(grant, resources),
                house.store.grants(),
                resources,
                house.store.notices(),
                house.clock);
    }

    /** A personal access token. */
    @Benchmark
    public Authentication personalAccessToken() {
        return admitted(agents.authenticate(personal, "192.0.2.7", ENDPOINT));
    }

    /** An access token of the authorization server. */
    @Benchmark
    public Authentication accessToken() {
        return admitted(agents.authenticate(ACCESS_TOKEN, "192.0.2.7", ENDPOINT));
    }

    private static Authentication admitted(Authentication authentication) {
        if (!(authentication instanceof Authentication.Authenticated)) {
            throw new IllegalStateException("what is refused is quick and says nothing: " + authentication);
        }
        return authentication;
    }

    private record OneToken(Grant grant, Resources resources) implements AccessTokens {
        @Override
        public String sign(Grant other, Instant now, Instant expiresAt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Claims verify(String token) {
            return new Claims(
                    grant.id(), resources.url(grant.resource()), Fixtures.NOW, Fixtures.NOW.plus(Duration.ofHours(1)));
        }

        @Override
        public Json.Obj keys() {
            return Json.Obj.EMPTY;
        }
    }
}
