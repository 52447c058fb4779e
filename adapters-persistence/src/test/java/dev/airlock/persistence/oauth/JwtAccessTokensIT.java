package dev.airlock.persistence.oauth;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.airlock.application.fake.ManualClock;
import dev.airlock.application.oauth.AccessTokens;
import dev.airlock.application.oauth.AccessTokens.Claims;
import dev.airlock.application.oauth.Resources;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.persistence.Persistence;
import dev.airlock.persistence.TestStore;
import dev.airlock.persistence.vault.MasterKeys;
import dev.airlock.persistence.vault.Seals;
import dev.airlock.persistence.vault.TestKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** O-14: only what this installation signed, as an access token and with ES256, is one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JwtAccessTokensIT {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Resources RESOURCES = new Resources(URI.create("https://airlock.example.com"));
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock();
    private TestStore store;
    private Persistence node;
    private Seals seals;
    private AccessTokens tokens;

    @BeforeAll
    void open() throws Exception {
        store = new TestStore();
        node = store.openNode();
        seals = node.seals(MasterKeys.of(TestKeys.random()), RANDOM, UUID::randomUUID);
    }

    @AfterAll
    void close() {
        store.close();
    }

    @BeforeEach
    void forget() throws Exception {
        store.clear();
        tokens = anotherNode();
    }

    private AccessTokens anotherNode() {
        return node.accessTokens(seals, RESOURCES, clock, RANDOM, UUID::randomUUID);
    }

    private Grant grant() {
        return new Grant(
                HARBOUR.id(),
                new GrantId(uuid(41)),
                ADA.person().id(),
                new ClientId("client"),
                "An agent",
                new McpResource(HARBOUR.slug(), new Slug("orders")),
                Access.WRITE,
                clock.instant(),
                clock.instant().plus(Duration.ofDays(90)));
    }

    private String signed() {
        return tokens.sign(grant(), clock.instant(), clock.instant().plus(HOUR));
    }

    @Test
    void a_token_says_whom_it_is_for_and_how_long() throws Exception {
        Instant now = clock.instant();
        String token = signed();

        assertThat(tokens.verify(token))
                .isEqualTo(new Claims(
                        new GrantId(uuid(41)), "https://airlock.example.com/mcp/harbour/orders", now, now.plus(HOUR)));
        SignedJWT parsed = SignedJWT.parse(token);
        assertThat(parsed.getHeader().getType()).hasToString("at+jwt");
        assertThat(parsed.getJWTClaimsSet().getIssuer()).isEqualTo("https://airlock.example.com");
        assertThat(parsed.getJWTClaimsSet().getStringClaim("client_id")).isEqualTo("client");
        assertThat(parsed.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("mcp:tools");
    }

    @Test
    void every_node_accepts_what_another_signed_and_publishes_the_same_public_keys() throws Exception {
        AccessTokens other = anotherNode();
        assertThat(other.verify(signed())).isNotNull();
        assertThat(other.keys()).isEqualTo(tokens.keys());
        JWKSet published = JWKSet.parse(new String(JsonWriter.write(tokens.keys()), StandardCharsets.UTF_8));
        assertThat(published.getKeys()).singleElement().satisfies(key -> {
            assertThat(key.isPrivate()).isFalse();
            assertThat(key.getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        });
    }

    @Test
    void a_new_key_is_published_before_it_signs_and_an_old_one_verifies_until_its_last_token_is_over()
            throws Exception {
        String early = signed();
        clock.advance(Duration.ofDays(31));
        String first = keyId(signed());
        assertThat(tokens.keys().items("keys")).hasSize(2);
        assertThat(first).isEqualTo(keyId(early));

        clock.advance(Duration.ofMinutes(11));
        String late = signed();
        assertThat(keyId(late)).isNotEqualTo(first);
        assertThat(tokens.verify(early)).isNotNull();
        assertThat(anotherNode().verify(late)).isNotNull();

        clock.advance(Duration.ofDays(30));
        assertThat(tokens.verify(early)).isNull();
    }

    private static String keyId(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    @Test
    void a_private_key_is_nowhere_in_the_database() throws Exception {
        signed();
        try (var owner = store.owner().getConnection();
                var statement = owner.createStatement()) {
            statement.execute("begin; set local airlock.scope = 'installation'");
            var rows = statement.executeQuery("select public_key, private_key from oauth_signing_key");
            assertThat(rows.next()).isTrue();
            assertThat(ECKey.parse(rows.getString(1)).isPrivate()).isFalse();
            assertThat(new String(rows.getBytes(2), StandardCharsets.ISO_8859_1))
                    .doesNotContain("\"d\"", "EC");
            statement.execute("rollback");
        }
    }

    @Test
    void without_a_signature_nothing_is_a_token() throws Exception {
        SignedJWT token = SignedJWT.parse(signed());
        assertThat(tokens.verify(new PlainJWT(token.getJWTClaimsSet()).serialize()))
                .isNull();
        String[] parts = token.serialize().split("\\.");
        assertThat(tokens.verify(parts[0] + "." + parts[1] + ".")).isNull();
        assertThat(tokens.verify(parts[0] + "." + parts[1])).isNull();
    }

    @Test
    void a_changed_token_is_refused() {
        String token = signed();
        int middle = token.indexOf('.') + 20;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        assertThat(tokens.verify(token.substring(0, middle) + other + token.substring(middle + 1)))
                .isNull();
    }

    @Test
    void the_public_key_is_no_secret_to_sign_with() throws Exception {
        SignedJWT token = SignedJWT.parse(signed());
        byte[] publicKey = JsonWriter.write(tokens.keys().items("keys").getFirst());
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(token.getHeader().getType())
                .keyID(token.getHeader().getKeyID())
                .build();
        assertThat(tokens.verify(sign(header, token.getJWTClaimsSet(), new MACSigner(publicKey))))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "' or 1=1 --", "00000000-0000-4000-8000-000000000029", ""})
    void a_key_id_finds_our_keys_alone(String keyId) throws Exception {
        assertThat(tokens.verify(forged(new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(keyId))))
                .isNull();
    }

    @Test
    void a_key_that_a_token_brings_along_is_not_used() throws Exception {
        ECKey own = stranger();
        String known = keyId(signed());
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(known)
                .jwk(own.toPublicJWK())
                .jwkURL(URI.create("http://127.0.0.1:9/keys"));
        assertThat(tokens.verify(forged(header))).isNull();
    }

    @Test
    void a_token_of_another_kind_or_issuer_is_none_although_the_key_is_right() throws Exception {
        String token = signed();
        var elsewhere = node.accessTokens(
                seals, new Resources(URI.create("https://other.example.com")), clock, RANDOM, UUID::randomUUID);
        assertThat(elsewhere.verify(token)).isNull();
        String identity =
                elsewhere.sign(grant(), clock.instant(), clock.instant().plus(HOUR));
        assertThat(tokens.verify(identity)).isNull();
    }

    private static String forged(JWSHeader.Builder header) throws Exception {
        var claims = new JWTClaimsSet.Builder()
                .issuer(RESOURCES.issuer())
                .audience("https://airlock.example.com/mcp/harbour/orders")
                .claim("grant_id", uuid(41).toString())
                .build();
        return sign(header.build(), claims, new ECDSASigner(stranger()));
    }

    private static ECKey stranger() throws Exception {
        return new ECKeyGenerator(Curve.P_256).keyID("stranger").generate();
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws Exception {
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }
}
