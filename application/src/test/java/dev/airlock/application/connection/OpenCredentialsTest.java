package dev.airlock.application.connection;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.connection.OpenCredentials.Opened;
import dev.airlock.application.connection.ServiceTokens.Answer;
import dev.airlock.application.connection.ServiceTokens.Proof;
import dev.airlock.application.fake.ConnectionVerbs;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakeServiceTokens;
import dev.airlock.application.fake.FakeVault;
import dev.airlock.application.fake.House;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.Server;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credentials that run out are renewed, once for all. */
class OpenCredentialsTest {
    private static final Slug NOTES = new Slug("notes");
    private static final String SESSION = "the session's secret";

    private final House house = new House();
    private final FakeVault vault = new FakeVault();
    private final ConnectionVerbs verbs =
            ConnectionVerbs.on(house.store, vault, house.audit, house.clock, house.ids, new CountingSecrets());
    private Server notes;

    /** A service as it is told by its document. */
    static OAuthService service() {
        return new OAuthService(
                OAuthService.Flow.AUTHORIZATION_CODE,
                UrlTemplate.of("https://notes.example/authorize"),
                UrlTemplate.of("https://notes.example/token"),
                List.of(new OAuthService.Scope("notes.read", "Read notes")),
                " ",
                true,
                OAuthService.ClientAuthentication.POST,
                Map.of());
    }

    @BeforeEach
    void aServerThatAdaIsConnectedTo() {
        house.store.organizations().found(ADA, "unused");
        house.add(
                server(ADA, 31, "notes", URI.create("https://notes.example/v1"), new CredentialScheme.OAuth(service())),
                List.of(),
                PolicySet.ALLOW_ALL);
        notes = house.load("notes").server();
        done(verbs.registerService().register(signedIn(ADA), NOTES, "airlock-app", "app-secret"));
        connect();
    }

    private Connection connect() {
        URI asked = done(verbs.connectByOAuth()
                .begin(
                        signedIn(ADA),
                        new ConnectByOAuth.Wish(
                                NOTES, false, List.of("notes.read"), Map.of(), SESSION, "https://airlock/cb")));
        String state = asked.getQuery().replaceAll(".*state=([^&]*).*", "$1");
        return done(verbs.connectByOAuth()
                .finish(
                        signedIn(ADA),
                        new ConnectByOAuth.Return(NOTES, state, "code", null, SESSION, "https://airlock/cb")));
    }

    private Connection kept() {
        return house.store
                .connections()
                .find(ADA.organization().id(), notes.id(), ADA.person().id());
    }

    private Opened open() {
        return verbs.credentials().open(notes, kept());
    }

    private static String token(Opened opened) {
        assertThat(opened).isInstanceOf(Opened.Ready.class);
        return ((Credential.OAuth) ((Opened.Ready) opened).credential()).accessToken();
    }

    @Test
    void a_credential_that_is_good_is_opened_without_asking_anybody() {
        assertThat(token(open())).isEqualTo("access-1");
        assertThat(verbs.tokens().asked()).hasSize(1);
    }

    @Test
    void one_that_runs_out_is_renewed_and_the_replaced_refresh_token_kept() {
        house.clock.advance(Duration.ofMinutes(59).plusSeconds(30));
        assertThat(token(open())).isEqualTo("access-2");
        house.clock.advance(Duration.ofHours(1));
        assertThat(token(open())).isEqualTo("access-3");
        assertThat(verbs.tokens().asked().subList(1, 3))
                .containsExactly(new Proof.Refresh("refresh-1"), new Proof.Refresh("refresh-2"));
        assertThat(kept().generation()).isEqualTo(1);
        assertThat(kept().version()).isEqualTo(3);
    }

    @Test
    void a_service_that_gives_no_new_refresh_token_keeps_the_old_one_good() {
        verbs.tokens().answer(proof -> new Answer.Issued("access", null, Duration.ofMinutes(10)));
        house.clock.advance(Duration.ofHours(1));
        open();
        house.clock.advance(Duration.ofHours(1));
        open();
        assertThat(verbs.tokens().asked().subList(1, 3))
                .containsExactly(new Proof.Refresh("refresh-1"), new Proof.Refresh("refresh-1"));
    }

    @Test
    void any_number_of_calls_cost_one_refresh() throws Exception {
        house.clock.advance(Duration.ofHours(1));
        var started = new CountDownLatch(1);
        verbs.tokens().answer(proof -> {
            await(started);
            return FakeServiceTokens.issued(2);
        });
        Connection old = kept();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Opened>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(threads.submit(() -> verbs.credentials().open(notes, old)));
            }
            started.countDown();
            for (Future<Opened> call : calls) {
                assertThat(token(call.get())).isEqualTo("access-2");
            }
        }
        assertThat(verbs.tokens().asked()).hasSize(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void one_that_the_service_refuses_is_renewed_unless_another_call_did_so() {
        Connection old = kept();
        assertThat(token(verbs.credentials().renew(notes, old))).isEqualTo("access-2");
        assertThat(token(verbs.credentials().renew(notes, old))).isEqualTo("access-2");
        assertThat(verbs.tokens().asked()).hasSize(2);
    }

    @Test
    void a_refusal_breaks_the_connection_off_and_its_user_is_told_once() {
        house.clock.advance(Duration.ofHours(1));
        verbs.tokens().answer(proof -> new Answer.Refused("invalid_grant: revoked"));
        Connection old = kept();
        for (int i = 0; i < 3; i++) {
            assertThat(verbs.credentials().open(notes, old))
                    .isEqualTo(new Opened.Broken("the service did not renew it: invalid_grant: revoked"));
        }
        assertThat(kept().fault()).contains("invalid_grant");
        assertThat(house.store.outbox().waiting(ADA.organization().id(), 10))
                .singleElement()
                .satisfies(waiting -> {
                    assertThat(waiting.message().to()).isEqualTo(ADA.person().email());
                    assertThat(waiting.message().subject()).startsWith("Connect ");
                });
        verbs.tokens().answer(proof -> FakeServiceTokens.issued(9));
        connect();
        assertThat(kept().fault()).isNull();
        assertThat(kept().generation()).isEqualTo(2);
    }

    @Test
    void a_service_that_is_away_breaks_nothing_off() {
        verbs.tokens().answer(proof -> new Answer.Failed("it did not answer"));
        house.clock.advance(Duration.ofMinutes(59).plusSeconds(30));
        assertThat(token(open())).isEqualTo("access-1");
        house.clock.advance(Duration.ofMinutes(1));
        assertThat(open()).isInstanceOf(Opened.Unavailable.class);
        assertThat(kept().fault()).isNull();
        verbs.tokens().answer(proof -> FakeServiceTokens.issued(7));
        assertThat(token(open())).isEqualTo("access-7");
    }

    @Test
    void only_a_credential_that_was_opened_counts_as_used() {
        Connection connection = kept();
        Connection altered = connection.renewed(connection.sealed());
        assertThat(verbs.credentials().open(notes, altered)).isInstanceOf(Opened.Broken.class);
        assertThat(house.store.connections().lastUsed(connection)).isNull();
        open();
        assertNotedAsUsedNow(connection);
    }

    @Test
    void one_that_is_renewed_first_counts_as_used() {
        house.clock.advance(Duration.ofHours(1));
        open();
        assertNotedAsUsedNow(kept());
    }

    /** Uses are noted off the thread that opens. */
    private void assertNotedAsUsedNow(Connection connection) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (house.store.connections().lastUsed(connection) == null && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(house.store.connections().lastUsed(connection)).isEqualTo(house.clock.instant());
    }

    @Test
    void nothing_that_is_recorded_or_mailed_shows_a_token() {
        house.clock.advance(Duration.ofHours(1));
        open();
        verbs.tokens().answer(proof -> new Answer.Refused("invalid_grant"));
        house.clock.advance(Duration.ofHours(2));
        open();
        assertThat(house.audit.events().toString()
                        + house.store.outbox().waiting(ADA.organization().id(), 10))
                .doesNotContain("access-", "refresh-", "app-secret", SESSION);
    }
}
