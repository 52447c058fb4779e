package dev.airlock.upstream.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.airlock.application.identity.IdentityProviders.Identification;
import dev.airlock.application.identity.IdentityProviders.Start;
import dev.airlock.application.identity.ProviderAttempt;
import dev.airlock.domain.json.Json;
import dev.airlock.upstream.http.AddressGuard;
import dev.airlock.upstream.http.JsonClient;
import dev.airlock.upstream.http.UpstreamClient;
import dev.airlock.upstream.http.UpstreamLimits;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenIdProvidersTest {
    private static final String BACK = "https://airlock.example.com/sign-in/with/harbour-id/callback";
    private static final String SECRET = "s3cret:+of 32 characters and more";

    private final ProviderAttempt attempt = new ProviderAttempt("harbour-id", "secret of the browser");
    private HarbourId harbour;
    private UpstreamClient client;
    private OpenIdProviders providers;

    @BeforeEach
    void open() throws IOException {
        harbour = new HarbourId();
        harbour.nonce = attempt.nonce();
        var provider = new OpenIdProvider(
                "harbour-id", "Harbour ID", harbour.address(), "airlock", SECRET, List.of("openid", "email"));
        client = new UpstreamClient(new AddressGuard(Set.of(provider.door())), UpstreamLimits.DEFAULT);
        providers = new OpenIdProviders(List.of(provider), new JsonClient(client), InstantSource.system());
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        harbour.close();
    }

    private Identification identify() {
        return identify("good", null);
    }

    private Identification identify(String code, @Nullable String issuer) {
        return providers.identify("harbour-id", attempt, BACK, code, issuer);
    }

    private static void assertRefused(Identification identification) {
        assertThat(identification)
                .isInstanceOfSatisfying(
                        Identification.Failed.class,
                        failed -> assertThat(failed.problem())
                                .startsWith("signing in with Harbour ID failed: ")
                                .doesNotContain(SECRET));
    }

    @Test
    void the_browser_is_sent_with_state_nonce_and_the_challenge_of_a_proof_key() {
        assertThat(providers.begin("harbour-id", attempt, BACK))
                .isInstanceOfSatisfying(
                        Start.Ready.class,
                        ready -> assertThat(ready.location())
                                .hasScheme("http")
                                .hasPath("/authorize")
                                .hasParameter("response_type", "code")
                                .hasParameter("client_id", "airlock")
                                .hasParameter("redirect_uri", BACK)
                                .hasParameter("state", attempt.state())
                                .hasParameter("nonce", attempt.nonce())
                                .hasParameter(
                                        "code_challenge", attempt.challenge().value())
                                .hasParameter("code_challenge_method", "S256"));
    }

    @Test
    void a_person_is_who_the_statement_says() {
        assertThat(identify()).isEqualTo(new Identification.Identified(harbour.issuer, "ada-7", "ada@example.com"));
        assertThat(harbour.tokenRequest)
                .contains("code_verifier=" + attempt.verifier(), "grant_type=authorization_code");
        assertThat(harbour.tokenAuthorization).startsWith("Basic ");
        assertThat(harbour.tokenRequest).doesNotContain("s3cret");
    }

    @Test
    void an_address_that_is_not_verified_is_none() {
        harbour.claims = claims -> claims.claim("email_verified", false);
        assertThat(identify()).isEqualTo(new Identification.Identified(harbour.issuer, "ada-7", null));
        harbour.claims = claims -> claims.claim("email_verified", "true");
        assertThat(identify()).isEqualTo(new Identification.Identified(harbour.issuer, "ada-7", null));
    }

    @Test
    void an_address_may_come_from_what_the_provider_says_about_the_same_person() {
        harbour.claims = claims -> claims.claim("email", null);
        harbour.userInfo = about("ada-7");
        assertThat(identify()).isEqualTo(new Identification.Identified(harbour.issuer, "ada-7", "ada@example.com"));
        harbour.userInfo = about("eve-9");
        assertThat(identify()).isEqualTo(new Identification.Identified(harbour.issuer, "ada-7", null));
    }

    private static Json.Obj about(String subject) {
        return Json.object()
                .put("sub", subject)
                .put("email", "ada@example.com")
                .put("email_verified", true)
                .build();
    }

    static Stream<Arguments> lies() {
        Date past = Date.from(Instant.now().minusSeconds(3600));
        return Stream.of(
                lie("another nonce", claims -> claims.claim("nonce", "another")),
                lie("no nonce", claims -> claims.claim("nonce", null)),
                lie("another audience", claims -> claims.audience("another")),
                lie("two audiences and no party", claims -> claims.audience(List.of("airlock", "another"))),
                lie("another party", claims -> claims.claim("azp", "another")),
                lie("another issuer", claims -> claims.issuer("https://accounts.google.com")),
                lie("over", claims -> claims.expirationTime(past)),
                lie("no subject", claims -> claims.subject(null)));
    }

    private static Arguments lie(String name, UnaryOperator<JWTClaimsSet.Builder> claims) {
        return Arguments.of(name, claims);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void a_statement_that_is_not_for_this_sign_in_is_refused(String name, UnaryOperator<JWTClaimsSet.Builder> claims) {
        harbour.claims = claims;
        assertRefused(identify());
    }

    @Test
    void a_statement_without_the_providers_signature_is_refused() throws Exception {
        harbour.signer = new RSASSASigner(new RSAKeyGenerator(2048).keyID("one").generate());
        assertRefused(identify());
        harbour.header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build();
        harbour.signer = new MACSigner(SECRET);
        assertRefused(identify());
        harbour.plainToken = new PlainJWT(new JWTClaimsSet.Builder()
                        .issuer(harbour.issuer)
                        .subject("ada-7")
                        .audience("airlock")
                        .claim("nonce", attempt.nonce())
                        .build())
                .serialize();
        assertRefused(identify());
    }

    @Test
    void a_code_that_the_provider_refuses_identifies_nobody() {
        assertRefused(identify("bad", null));
    }

    /** O-07. */
    @Test
    void an_answer_that_names_another_issuer_goes_nowhere() {
        assertRefused(identify("good", "https://accounts.google.com"));
        assertThat(harbour.tokenRequest).isEmpty();
        assertThat(identify("good", harbour.issuer)).isInstanceOf(Identification.Identified.class);
    }

    /** O-24. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "file:///etc/passwd",
                "$(id)",
                "http://169.254.169.254/authorize",
                "//evil.example",
                "https://ada@evil.example/"
            })
    void a_browser_is_sent_to_a_web_address_only(String endpoint) {
        harbour.authorizationEndpoint = endpoint;
        assertThat(providers.begin("harbour-id", attempt, BACK)).isInstanceOf(Start.Failed.class);
    }

    @Test
    void a_configuration_of_another_issuer_is_not_used() {
        harbour.issuer = "https://accounts.google.com";
        assertThat(providers.begin("harbour-id", attempt, BACK)).isInstanceOf(Start.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://id.example.com", "file:///etc/passwd", "https://user@id.example.com", "id.example.com"})
    void an_issuer_is_an_https_address(String issuer) {
        assertThatThrownBy(() -> new OpenIdProvider(
                        "id", "Id", URI.create(issuer), "airlock", SECRET, List.of("openid", "email")))
                .hasMessageContaining("https address");
    }
}
