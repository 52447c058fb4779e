package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.CredentialScheme.Location;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.connection.OAuthService.ClientAuthentication;
import dev.airlock.domain.connection.OAuthService.Flow;
import dev.airlock.domain.connection.OAuthService.Scope;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.PolicyPreset;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator says how people connect to a server. */
class AuthenticationRoomTest {
    private static final Membership CLEO =
            Fixtures.member(Fixtures.HARBOUR, 13, "cleo@example.com", "Cleo", Role.MEMBER);
    private static final String PAGE = "/servers/shop/authentication";
    private static final String CONNECTION = "/servers/shop/connection";
    private static final CredentialScheme HUB = new CredentialScheme.OAuth(new OAuthService(
            Flow.AUTHORIZATION_CODE,
            UrlTemplate.of("https://hub.example.com/authorize"),
            UrlTemplate.of("https://hub.example.com/token"),
            List.of(new Scope("repo", "Read and write repositories"), new Scope("user:email", "")),
            ",",
            false,
            ClientAuthentication.BASIC,
            Map.of("access_type", "offline", "prompt", "consent")));

    private ControlRoom room;
    private Browser ada;
    private List<CredentialScheme> before;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(Fixtures.ADA);
        room.add(Fixtures.ADA, "shop", Documents.shop(3), PolicyPreset.ALLOW_ALL);
        ada = room.browser(Fixtures.ADA);
        before = schemes();
        assertThat(before).isNotEmpty();
    }

    @AfterEach
    void close() {
        room.close();
    }

    private List<CredentialScheme> schemes() {
        return room.fakes
                .servers()
                .load(Fixtures.HARBOUR.id(), new Slug("shop"))
                .server()
                .schemes();
    }

    /** Sends a form of the page as it is now. */
    private HttpResponse<String> submit(String path, String... fields) throws Exception {
        String version = ada.text(PAGE).replaceAll("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
        var all = new ArrayList<>(List.of("version", version));
        all.addAll(List.of(fields));
        return ada.submit(PAGE + path, all.toArray(String[]::new));
    }

    private static List<CredentialScheme> with(List<CredentialScheme> some, CredentialScheme last) {
        var all = new ArrayList<>(some);
        all.add(last);
        return all;
    }

    /** Sends the form that describes {@link #HUB}, with one field another. */
    private HttpResponse<String> signIn(String field, String value) throws Exception {
        var fields = new LinkedHashMap<String, String>();
        fields.put("flow", "AUTHORIZATION_CODE");
        fields.put("authorizationUrl", "https://hub.example.com/authorize");
        fields.put("tokenUrl", "https://hub.example.com/token");
        fields.put("scopes", "repo Read and write repositories\n\nuser:email\n");
        fields.put("separator", "comma");
        fields.put("pkce", "left-out");
        fields.put("clientAuthentication", "BASIC");
        fields.put("parameters", "access_type=offline\nprompt=consent");
        fields.put(field, value);
        return submit(
                "/sign-in",
                fields.entrySet().stream()
                        .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                        .toArray(String[]::new));
    }

    @Test
    void a_key_is_added_behind_what_there_is_and_asked_for_when_people_connect() throws Exception {
        submit("", "way", "HEADER", "keyName", "Authorization", "prefix", "Token ");
        var key = new CredentialScheme.ApiKey(Location.HEADER, "Authorization", "Token ");
        assertThat(schemes()).isEqualTo(with(before, key));
        assertThat(ada.text(PAGE)).contains("Saved.", "API key in the header Authorization");
        assertThat(ada.text(CONNECTION)).contains("API key in the header Authorization");
    }

    @Test
    void a_sign_in_comes_first_and_everything_about_it_is_kept() throws Exception {
        signIn("changed", "");
        assertThat(schemes().getFirst()).isEqualTo(HUB);
        assertThat(schemes().subList(1, schemes().size())).isEqualTo(before);
        assertThat(ada.text(PAGE)).contains("Sign-in at the service", "https://hub.example.com/token");
    }

    @Test
    void a_sign_in_is_changed_in_its_place() throws Exception {
        signIn("changed", "");
        String form = decoded(ada.text(PAGE + "?change=0"));
        assertThat(form)
                .contains("name=\"changed\" value=\"0\"", "repo Read and write repositories\nuser:email</textarea>")
                .contains("access_type=offline\nprompt=consent</textarea>")
                .contains("<option value=\"comma\" selected>", "<option value=\"left-out\" selected>")
                .contains("<option value=\"BASIC\" selected>", "value=\"https://hub.example.com/authorize\"");
        submit("/sign-in", "changed", "0", "flow", "CLIENT_CREDENTIALS", "tokenUrl", "https://hub.example.com/other");
        assertThat(schemes()).hasSize(before.size() + 1);
        assertThat(schemes().getFirst())
                .isEqualTo(new CredentialScheme.OAuth(new OAuthService(
                        Flow.CLIENT_CREDENTIALS,
                        null,
                        UrlTemplate.of("https://hub.example.com/other"),
                        List.of(),
                        " ",
                        true,
                        ClientAuthentication.POST,
                        Map.of())));
    }

    @Test
    void a_way_is_removed_and_with_the_last_one_no_credential_is_asked_for() throws Exception {
        for (int left = before.size(); left > 0; left--) {
            submit("/remove", "number", "0");
            assertThat(schemes()).isEqualTo(before.subList(before.size() - left + 1, before.size()));
        }
        assertThat(ada.text(PAGE)).contains("calls go without a credential");
    }

    @Test
    void what_is_wrong_stands_at_its_field_and_the_rest_stays_filled() throws Exception {
        assertRefused(submit("", "way", "HEADER", "keyName", "Host"), "keyName", "belongs to Airlock or to HTTP");
        assertRefused(submit("", "way", "QUERY", "keyName", ""), "keyName", "say what the key is called");
        assertRefused(submit("", "way", "PIGEON"), "way", "choose one of the ways");
        assertRefused(signIn("tokenUrl", "hub"), "tokenUrl", "no web address");
        assertRefused(signIn("tokenUrl", ""), "tokenUrl", "say where tokens come from");
        assertRefused(signIn("authorizationUrl", ""), "authorizationUrl", "say where each person is asked");
        assertRefused(signIn("scopes", "re\"po"), "scopes", "quotes");
        assertThat(signIn("parameters", "state=x").body())
                .contains("<a href=\"#sign-in\">Airlock itself sets the parameter state")
                .doesNotContain("-problem\"");
        HttpResponse<String> parameters = signIn("parameters", "offline");
        assertRefused(parameters, "parameters", "write it as access_type=offline");
        assertThat(decoded(parameters.body()))
                .contains("value=\"https://hub.example.com/token\"", "\noffline</textarea>");
        assertThat(signIn("tokenUrl", "https://{site}/token").body()).contains("could send it anywhere");
        assertThat(schemes()).isEqualTo(before);
    }

    private static String decoded(String page) {
        return page.replace("&#10;", "\n").replace("&#61;", "=");
    }

    private static void assertRefused(HttpResponse<String> answer, String field, String problem) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(decoded(answer.body())).contains("id=\"" + field + "-problem\"", problem);
    }

    @Test
    void what_somebody_else_changed_meanwhile_is_not_overwritten() throws Exception {
        String version = ada.text(PAGE).replaceAll("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
        signIn("changed", "");
        assertThat(ada.submit(PAGE + "/remove", "version", version, "number", "0")
                        .statusCode())
                .isEqualTo(409);
        assertThat(schemes().getFirst()).isEqualTo(HUB);
        HttpResponse<String> wrong = ada.submit(PAGE, "version", version, "way", "PIGEON");
        assertThat(wrong.body()).contains("name=\"version\" value=\"" + version + "\"");
    }

    @Test
    void only_administrators_say_how_people_connect() throws Exception {
        room.fakes.join(CLEO);
        Browser cleo = room.browserByLink(CLEO);
        assertThat(cleo.get(PAGE).statusCode()).isEqualTo(403);
        cleo.get(CONNECTION);
        for (String way : List.of("BEARER", "PIGEON")) {
            assertThat(cleo.submit(PAGE, "version", "1", "way", way).statusCode())
                    .isEqualTo(403);
        }
        assertThat(schemes()).isEqualTo(before);
    }
}
