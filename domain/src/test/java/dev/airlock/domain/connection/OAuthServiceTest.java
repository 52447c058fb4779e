package dev.airlock.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.domain.connection.OAuthService.ClientAuthentication;
import dev.airlock.domain.connection.OAuthService.Flow;
import dev.airlock.domain.net.UrlTemplate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a service's authorization server is in order, or it is not taken. */
class OAuthServiceTest {
    private static final String GOOD = "https://id.example/authorize";

    private static OAuthService service(String authorizationUrl, String tokenUrl, Map<String, String> parameters) {
        return new OAuthService(
                Flow.AUTHORIZATION_CODE,
                UrlTemplate.of(authorizationUrl),
                UrlTemplate.of(tokenUrl),
                List.of(),
                ",",
                true,
                ClientAuthentication.BASIC,
                parameters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "file:///etc/passwd",
                "data:text/html,x",
                "ftp://id.example/authorize",
                "/authorize",
                "http://id.example/authorize",
                "https:/authorize",
                "https://user@id.example/authorize",
                "https://id.example/authorize#fragment"
            })
    void only_web_addresses_are_taken(String address) {
        assertThatThrownBy(() -> service(address, GOOD, Map.of())).hasMessageContaining("https://");
        assertThatThrownBy(() -> service(GOOD, address, Map.of())).hasMessageContaining("https://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "redirect_uri", "state", "code_challenge", "response_type", "scope"})
    void no_parameter_takes_the_place_of_airlocks_own(String name) {
        assertThatThrownBy(() -> service(GOOD, GOOD, Map.of(name, "x")))
                .hasMessage("Airlock itself sets the parameter " + name);
        assertThat(service(GOOD, GOOD, Map.of("access_type", "offline")).parameters())
                .containsEntry("access_type", "offline");
    }

    @Test
    void each_flow_has_the_addresses_that_it_needs() {
        assertThatThrownBy(() -> new OAuthService(
                        Flow.CLIENT_CREDENTIALS,
                        UrlTemplate.of(GOOD),
                        UrlTemplate.of(GOOD),
                        List.of(),
                        " ",
                        true,
                        ClientAuthentication.POST,
                        Map.of()))
                .hasMessageContaining("authorization codes, and to no other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "quo\"te", "back\\slash", "é"})
    void a_scope_is_one_word(String name) {
        assertThatThrownBy(() -> new OAuthService.Scope(name, "")).hasMessageContaining("visible characters");
    }

    @Test
    void addresses_with_places_are_filled_for_each_account() {
        var service = service("https://{site}.example.com/authorize", "https://{site}.example.com/token", Map.of());
        assertThat(service.places()).containsExactly("site");
        assertThat(service.tokenOrigin()).isEqualTo("https://{site}.example.com");
        OAuthService acme = service.at(Map.of("site", "acme"));
        assertThat(acme.authorizationUrl()).hasToString("https://acme.example.com/authorize");
        assertThat(acme.tokenUrl()).hasToString("https://acme.example.com/token");
        assertThat(service(GOOD, GOOD, Map.of()).at(Map.of("site", "acme"))).isEqualTo(service(GOOD, GOOD, Map.of()));
    }
}
