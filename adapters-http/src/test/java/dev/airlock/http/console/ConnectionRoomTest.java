package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.PolicyPreset;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person says which of a service's accounts their connection is for. */
class ConnectionRoomTest {
    private static final String TARGET = "/servers/shop/target";
    private static final String OWN = "/servers/shop/connection";

    private static final Slug SHOP = new Slug("shop");

    private ControlRoom room;
    private Browser ada;

    @BeforeEach
    void aServerWithASiteForEachAccount() throws Exception {
        room = ControlRoom.open();
        room.join(Fixtures.ADA);
        room.add(Fixtures.ADA, "shop", Documents.shop(3), PolicyPreset.ALLOW_ALL);
        ada = room.browser(Fixtures.ADA);
        ada.get(TARGET);
        target("https://{site}.example.com/v1", "");
    }

    @AfterEach
    void close() {
        room.close();
    }

    private HttpResponse<String> target(String url, String more, String... fields) throws Exception {
        String version = ada.text(TARGET).replaceAll("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
        var all = new ArrayList<>(List.of("version", version, "url", url, "others", more));
        all.addAll(List.of(fields));
        return ada.submit(TARGET, all.toArray(String[]::new));
    }

    @Test
    void a_credential_is_taken_with_the_site_that_it_is_for() throws Exception {
        assertThat(ada.text(OWN)).contains("id=\"variable-site-0\"", "As in https://{site}.example.com/v1");
        HttpResponse<String> silent = ada.submit(OWN, "kind", "0", "secret-0", "t0ken");
        assertThat(silent.statusCode()).isEqualTo(400);
        assertThat(silent.body()).contains("id=\"variable-site-0-problem\"").doesNotContain("t0ken");
        ada.submit(OWN, "kind", "0", "secret-0", "t0ken", "variable-site-0", "acme");
        assertThat(ada.text(OWN)).contains("Connected", "https://acme.example.com", "value=\"acme\"");
        ada.submit(OWN + "/choose", "variable-site-choose", "other");
        assertThat(ada.text(OWN)).contains("https://other.example.com").doesNotContain("acme");
        ada.submit(OWN + "/choose", "variable-site-choose", "evil.com/");
        assertThat(ada.text(OWN)).contains("https://other.example.com");
    }

    @Test
    void the_shared_connection_has_a_site_of_its_own() throws Exception {
        ada.submit(OWN + "/shared", "kind", "0", "secret-0", "t0ken", "variable-site-0", "shared-site");
        assertThat(ada.text(OWN + "/shared")).contains("https://shared-site.example.com");
        assertThat(ada.text(OWN)).contains("<strong>shared</strong>").doesNotContain("shared-site");
    }

    @Test
    void a_place_is_described_on_the_page_of_where_calls_go() throws Exception {
        target(
                "https://{site}.example.com/v1",
                "https://up.example.com",
                "name-0",
                "site",
                "description-0",
                "Your <b>site</b>",
                "values-0",
                "acme\nother\n",
                "standard-0",
                "acme",
                "way-0",
                "person");
        assertThat(ada.text(TARGET)).contains("https://up.example.com", "Your &lt;b&gt;site");
        assertThat(ada.text(OWN))
                .contains(
                        "<select id=\"variable-site-0\"",
                        "<option value=\"acme\" selected>acme</option>",
                        "Your &lt;b&gt;");
    }

    @Test
    void an_address_that_cannot_be_is_refused_with_what_was_typed() throws Exception {
        for (String url : new String[] {"https://{site}", "example.com", "https://{site}.com"}) {
            HttpResponse<String> refused = target(url, "");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("value=\"" + url + "\"", "role=\"alert\"");
        }
        HttpResponse<String> member =
                target("https://{site}.example.com", "", "name-0", "site", "way-0", "token", "member-0", "a..b");
        assertThat(member.statusCode()).isEqualTo(400);
        HttpResponse<String> tool = target(
                "https://{site}.example.com",
                "",
                "name-0",
                "site",
                "way-0",
                "tool",
                "tool-0",
                "gone",
                "member-0",
                "id");
        assertThat(tool.body()).contains("only reads");
    }

    @Test
    void a_connection_is_tested_and_what_is_not_known_is_said() throws Exception {
        ada.submit(OWN, "kind", "0", "secret-0", "t0ken", "variable-site-0", "acme");
        HttpResponse<String> tested = ada.submit(OWN + "/test");
        assertThat(tested.body()).contains("It is not known whether it works");
    }

    @Test
    void what_can_use_a_connection_is_listed() throws Exception {
        assertThat(ada.text(OWN)).contains("No access token and no client of yours");
        ada.get("/tokens");
        ada.submit("/tokens", "token-name", "Laptop <i>", "access", "READ", "lifetime", "7");
        assertThat(ada.text(OWN)).contains("<a href=\"/tokens\"><bdi>Laptop &lt;i&gt;</bdi></a>");
        assertThat(ada.text(OWN + "/shared")).doesNotContain("Laptop");
    }

    @Test
    void nobody_is_sent_to_the_service_where_airlock_is_registered_elsewhere() throws Exception {
        tokensComeFrom("https://{site}.example.com/token");
        room.verbs.registerService().register(Fixtures.signedIn(Fixtures.ADA), SHOP, "airlock", "s3cret");
        assertThat(ada.text(OWN)).contains("Continue to", "id=\"variable-site-oauth\"");
        tokensComeFrom("https://{site}.elsewhere.example/token");
        assertThat(ada.text(OWN)).contains("it has to be registered again").doesNotContain("Continue to");
    }

    private void tokensComeFrom(String endpoint) {
        var service = new OAuthService(
                OAuthService.Flow.AUTHORIZATION_CODE,
                UrlTemplate.of("https://{site}.example.com/authorize"),
                UrlTemplate.of(endpoint),
                List.of(),
                " ",
                true,
                OAuthService.ClientAuthentication.POST,
                Map.of());
        var caller = Fixtures.signedIn(Fixtures.ADA);
        long version = room.verbs.readServers().find(caller, SHOP).server().version();
        List<CredentialScheme> schemes = List.of(new CredentialScheme.OAuth(service));
        assertThat(room.verbs.changeServer().change(caller, SHOP, version, ChangeServer.Edit.of(schemes)))
                .isInstanceOf(Result.Done.class);
    }

    @Test
    void nobody_but_administrators_says_where_calls_go() throws Exception {
        room.take(Fixtures.CAROL);
        Browser carol = room.browser(Fixtures.CAROL);
        assertThat(carol.text(TARGET)).contains("Only an administrator");
        carol.get(OWN);
        assertThat(carol.submit(TARGET, "version", "2", "url", "https://evil.example.com", "others", "")
                        .statusCode())
                .isEqualTo(403);
    }
}
