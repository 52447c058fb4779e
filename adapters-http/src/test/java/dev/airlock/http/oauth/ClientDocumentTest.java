package dev.airlock.http.oauth;

import static dev.airlock.http.oauth.Issuer.exchange;
import static dev.airlock.http.oauth.Issuer.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.oauth.AuthorizeClient.Understanding;
import dev.airlock.application.oauth.OAuthSettings;
import dev.airlock.domain.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that describe themselves in a document on the web. */
class ClientDocumentTest {
    private static final String ID = "https://agent.example/oauth/client.json";

    private Issuer issuer;

    @BeforeEach
    void open() throws Exception {
        issuer = new Issuer();
        publish(ID, "http://127.0.0.1/callback");
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private void publish(String claimed, String redirect) {
        issuer.documents.publish(
                URI.create(ID),
                Json.object()
                        .put("client_id", claimed)
                        .put("client_name", "An agent")
                        .put("redirect_uris", Json.strings(List.of(redirect)))
                        .build());
    }

    @Test
    void a_client_needs_no_registration_where_it_publishes_a_document() {
        assertThat(issuer.token(exchange(ID, issuer.code(ID))).status()).isEqualTo(200);
    }

    @Test
    void the_document_of_somebody_else_is_refused() {
        publish("https://agent.example/oauth/other.json", "http://127.0.0.1/callback");

        assertThat(issuer.understand(question(ID))).isInstanceOf(Understanding.Unanswerable.class);
    }

    @Test
    void a_redirect_uri_that_is_not_in_the_document_is_answered_to_the_person_alone() {
        Map<String, String> question = question(ID);
        question.put("redirect_uri", "https://evil.example/callback");

        assertThat(issuer.understand(question)).isInstanceOf(Understanding.Unanswerable.class);
    }

    @Test
    void a_document_that_changed_counts_once_the_old_one_is_stale() {
        assertThat(issuer.understand(question(ID))).isInstanceOf(Understanding.Asked.class);
        publish(ID, "https://agent.example/callback");
        assertThat(issuer.understand(question(ID))).isInstanceOf(Understanding.Asked.class);

        issuer.clock.advance(Duration.ofHours(1));

        assertThat(issuer.understand(question(ID))).isInstanceOf(Understanding.Unanswerable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://agent.example",
                "https://agent.example/",
                "https://ada@agent.example/oauth/client.json",
                "https://agent.example/oauth/client.json#x",
                "https://agent.example/x/../oauth/client.json",
                "https:///oauth/client.json",
                "http://agent.example/oauth/client.json",
                "https://nobody.example/client.json"
            })
    void a_client_id_that_is_no_document_names_nobody(String id) {
        assertThat(issuer.understand(question(id))).isInstanceOf(Understanding.Unanswerable.class);
    }

    @Test
    void a_client_that_describes_itself_has_no_secret() {
        Map<String, String> request = exchange(ID, issuer.code(ID));
        request.put("client_secret", "guess");

        assertThat(issuer.token(request).json().text("error")).isEqualTo("invalid_client");
    }

    @Test
    void where_airlock_reads_no_documents_such_clients_are_sent_to_register() throws Exception {
        var settings = new OAuthSettings(
                OAuthSettings.DEFAULT.accessTokenLifetime(), OAuthSettings.DEFAULT.grantLifetime(), false);
        try (var offline = new Issuer(settings, URI.create(Issuer.URL))) {
            assertThat(offline.understand(question(ID)))
                    .isInstanceOfSatisfying(
                            Understanding.Unanswerable.class,
                            refused -> assertThat(refused.problem()).contains("register"));
            assertThat(offline.token(exchange(ID, "code")).json().text("error")).isEqualTo("invalid_client");
        }
    }
}
