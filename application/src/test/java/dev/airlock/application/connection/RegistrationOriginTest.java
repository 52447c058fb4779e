package dev.airlock.application.connection;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.connection.OpenCredentials.Opened;
import dev.airlock.application.fake.ConnectionVerbs;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakeVault;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.connection.OAuthService.Flow;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.PolicySet;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The secret of a registration goes to the token endpoint for which it was given, and to no other. */
class RegistrationOriginTest {
    private static final Slug NOTES = new Slug("notes");

    private final House house = new House();
    private final ConnectionVerbs verbs = ConnectionVerbs.on(
            house.store, new FakeVault(), house.audit, house.clock, house.ids, new CountingSecrets());

    @BeforeEach
    void aServerAtWhichAirlockIsRegistered() {
        house.store.organizations().found(ADA, "unused");
        house.add(
                server(ADA, 31, "notes", URI.create("https://notes.example/v1"), code("https://notes.example/token")),
                List.of(),
                PolicySet.ALLOW_ALL);
        register("first-secret");
    }

    private static CredentialScheme code(String tokenUrl) {
        return scheme(Flow.AUTHORIZATION_CODE, tokenUrl);
    }

    private static CredentialScheme scheme(Flow flow, String tokenUrl) {
        return new CredentialScheme.OAuth(new OAuthService(
                flow,
                flow == Flow.AUTHORIZATION_CODE ? UrlTemplate.of("https://notes.example/authorize") : null,
                UrlTemplate.of(tokenUrl),
                List.of(),
                " ",
                true,
                OAuthService.ClientAuthentication.POST,
                Map.of()));
    }

    private void register(String secret) {
        done(verbs.registerService().register(signedIn(ADA), NOTES, "airlock-app", secret));
    }

    private void move(CredentialScheme scheme) {
        var server = house.load("notes").server();
        done(new ChangeServer(house.gate, house.store.servers(), origin -> null)
                .change(signedIn(ADA), NOTES, server.version(), ChangeServer.Edit.of(List.of(scheme))));
    }

    private Result<URI> begin() {
        return verbs.connectByOAuth()
                .begin(
                        signedIn(ADA),
                        new ConnectByOAuth.Wish(NOTES, false, List.of(), Map.of(), "s", "https://airlock/cb"));
    }

    private Result<Connection> finish(URI asked) {
        String state = asked.getQuery().replaceAll(".*state=([^&]*).*", "$1");
        return verbs.connectByOAuth()
                .finish(
                        signedIn(ADA),
                        new ConnectByOAuth.Return(NOTES, state, "code", null, "s", "https://airlock/cb"));
    }

    private Opened openLater() {
        house.clock.advance(Duration.ofHours(1));
        var server = house.load("notes").server();
        return verbs.credentials().open(server, verbs.connect().find(signedIn(ADA), server));
    }

    @Test
    void who_moves_the_token_endpoint_does_not_get_the_kept_secret() {
        URI underway = done(begin());
        move(code("https://evil.example/token"));
        for (Result<?> result : List.of(begin(), finish(underway))) {
            assertThat(refusal(result)).isInstanceOf(Refusal.Conflict.class);
            assertThat(refusal(result).message())
                    .contains("register Airlock at", "again", "https://notes.example", "https://evil.example");
        }
        move(scheme(Flow.CLIENT_CREDENTIALS, "https://evil.example/token"));
        assertThat(refusal(verbs.connectByOAuth().shareByClient(signedIn(ADA), NOTES, Map.of()))
                        .message())
                .contains("https://evil.example");
        assertThat(verbs.tokens().secrets()).isEmpty();
        move(code("https://notes.example:443/another/path"));
        done(finish(done(begin())));
        assertThat(verbs.tokens().secrets()).containsExactly("first-secret");
    }

    @Test
    void a_registration_that_was_made_anew_elsewhere_renews_no_connection_of_before() {
        done(finish(done(begin())));
        move(code("https://moved.example/token"));
        assertThat(openLater()).isInstanceOf(Opened.Ready.class);
        register("second-secret");
        assertThat(openLater())
                .isInstanceOfSatisfying(
                        Opened.Broken.class,
                        broken -> assertThat(broken.problem())
                                .contains("https://moved.example", "https://notes.example"));
        assertThat(verbs.tokens().secrets()).containsExactly("first-secret", "first-secret");
        done(finish(done(begin())));
        assertThat(verbs.tokens().secrets()).endsWith("second-secret");
    }

    @Test
    void nothing_is_registered_at_a_server_that_names_no_authorization_server() {
        move(new CredentialScheme.Bearer());
        assertThat(refusal(verbs.registerService().register(signedIn(ADA), NOTES, "id", "secret"))
                        .message())
                .contains("names no authorization server");
    }
}
