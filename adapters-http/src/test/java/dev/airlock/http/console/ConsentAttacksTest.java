package dev.airlock.http.console;

import static dev.airlock.http.console.ConsentTest.encode;
import static dev.airlock.http.console.ConsentTest.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.policy.PolicyPreset;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried at the authorization endpoint against the person who is asked. */
class ConsentAttacksTest {
    private static final String CALLBACK = "https://app.example/callback";

    private ControlRoom room;
    private Browser ada;
    private AskingProgram program;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(Fixtures.ADA);
        room.add(Fixtures.ADA, "shop", Documents.shop(3), PolicyPreset.ALLOW_ALL);
        ada = room.browser(Fixtures.ADA);
        program = asking(AskingProgram.registered(room, "Notes", CALLBACK));
    }

    @AfterEach
    void close() {
        room.close();
    }

    private AskingProgram asking(AskingProgram program) {
        return program.at(room, "harbour/shop");
    }

    /** Neither a stranger's browser nor a signed-in one is sent anywhere, whether the page is opened or its form sent. */
    private String goesNowhere(AskingProgram asking) throws Exception {
        ada.get("/servers");
        String text = "";
        for (HttpResponse<String> response : List.of(
                room.browser().get(asking.path()),
                ada.get(asking.path()),
                ada.submit(asking.path(), "decision", "allow"),
                ada.submit(asking.path(), "decision", "deny"))) {
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Location")).isEmpty();
            text = response.body();
        }
        return text;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/callback/",
                "https://app.example/callback/more",
                "https://app.example/callbac",
                "https://app.example/CALLBACK",
                "https://APP.example/callback",
                "https://app.example./callback",
                "https://app.example:443/callback",
                "https://app.example/x/../callback",
                "https://app.example/%63allback",
                "https://app.example%2fcallback",
                "https://app.example/callback?a=b",
                "https://app.example/callback?",
                "https://app.example/callback#fragment",
                "https://app.example@evil.example/callback",
                "https://evil.example@app.example/callback",
                "https://app.example.evil.example/callback",
                "https://evil.example/https://app.example/callback",
                "https://xn--pp-eia.example/callback",
                "https://äpp.example/callback",
                "http://app.example/callback",
                "HTTPS://app.example/callback",
                "javascript:alert(1)//app.example/callback",
                "//app.example/callback",
                "/callback",
                " https://app.example/callback",
                "https://app.example/callback ",
                ""
            })
    void the_answer_goes_to_exactly_the_registered_address_or_nowhere(String redirect) throws Exception {
        assertThat(goesNowhere(program.with("redirect_uri", redirect)))
                .contains("redirect_uri is missing, or is none of those that the client has registered");
    }

    @Test
    void a_redirect_uri_given_twice_or_left_out_among_several_goes_nowhere() throws Exception {
        goesNowhere(program.with("redirect_uri", CALLBACK, "https://evil.example"));
        goesNowhere(program.with("redirect_uri", CALLBACK, CALLBACK));
        goesNowhere(asking(AskingProgram.registered(room, "Two", CALLBACK, "https://app.example/other"))
                .with("redirect_uri"));
    }

    @Test
    void a_client_that_nobody_knows_goes_nowhere() throws Exception {
        goesNowhere(program.with("client_id", "00000000-0000-4000-8000-000000000009"));
        goesNowhere(program.with("client_id"));
        goesNowhere(program.with("client_id", "a", "b"));
        goesNowhere(new AskingProgram(java.util.Map.of()));
    }

    @Test
    void on_this_computer_the_port_may_differ_and_nothing_else() throws Exception {
        AskingProgram local = asking(AskingProgram.registered(room, "CLI", "http://127.0.0.1/callback"));
        assertThat(ada.get(local.with("redirect_uri", "http://127.0.0.1:51234/callback")
                                .path())
                        .statusCode())
                .isEqualTo(200);
        for (String other : List.of(
                "http://127.0.0.1:51234/other",
                "http://localhost:51234/callback",
                "http://127.0.0.2:51234/callback",
                "https://127.0.0.1:51234/callback",
                "http://127.0.0.1.evil.example:51234/callback",
                "http://127.0.0.1:51234@evil.example/callback",
                "http://[::ffff:127.0.0.1]:51234/callback")) {
            goesNowhere(local.with("redirect_uri", other));
        }
    }

    @Test
    void the_state_comes_back_as_it_was_and_is_left_out_where_there_was_none() throws Exception {
        String state = "%00 \"<>&=+?#/é\u2028 %2F==";
        AskingProgram asking = program.with("state", state);
        ada.get(asking.path());
        assertThat(location(ada.submit(asking.path(), "decision", "allow"))).contains("&state=" + encode(state) + "&");
        assertThat(location(ada.submit(asking.path(), "decision", "deny"))).contains("&state=" + encode(state) + "&");
        AskingProgram without = program.with("state");
        assertThat(location(ada.submit(without.path(), "decision", "allow"))).doesNotContain("state");
        goesNowhere(program.with("state", "one", "two"));
    }

    @Test
    void every_answer_names_its_issuer() throws Exception {
        String issuer = "iss=" + encode(room.address.toString());
        AskingProgram local = asking(AskingProgram.registered(room, "CLI", "http://127.0.0.1:7/callback"));
        ada.get(local.path());
        assertThat(location(ada.submit(local.path(), "decision", "allow"))).endsWith(issuer);
        assertThat(location(ada.submit(local.path(), "decision", "deny"))).endsWith(issuer);
        assertThat(location(ada.get(local.with("response_type", "token").path())))
                .startsWith("http://127.0.0.1:7/callback?error=unsupported_response_type&")
                .endsWith("&state=st4te&" + issuer);
        assertThat(ada.text(program.with("code_challenge").path())).contains(issuer.replace("=", "&#61;"));
    }

    @Test
    void a_request_that_is_wrong_is_told_to_a_program_at_once_and_to_a_site_by_a_click_only() throws Exception {
        AskingProgram local = asking(AskingProgram.registered(room, "CLI", "http://127.0.0.1:7/callback"));
        for (Browser browser : List.of(ada, room.browser())) {
            for (AskingProgram wrong : List.of(
                    local.with("code_challenge"),
                    local.with("code_challenge_method", "plain"),
                    local.with("code_challenge", "short"))) {
                assertThat(location(browser.get(wrong.path()))).contains("?error=invalid_request&");
            }
            assertThat(location(browser.get(local.with("resource", "https://other.example/mcp/harbour/shop")
                            .path())))
                    .contains("?error=invalid_target&");
        }
        assertThat(goesNowhere(program.with("response_type", "token")))
                .contains("href=\"https://app.example/callback?error&#61;unsupported_response_type&amp;")
                .contains("Tell app.example");
    }

    @Test
    void a_client_that_poses_as_somebody_is_shown_as_unverified_and_with_its_own_host() throws Exception {
        AskingProgram evil = asking(AskingProgram.registered(room, "Airlock Admin", "https://evil.example/take"));
        answerAllow(program);
        HttpResponse<String> page = ada.get(evil.path());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("“Airlock Admin”", "Airlock cannot verify this name", "<strong>evil.example</strong>");
    }

    private void answerAllow(AskingProgram asking) throws Exception {
        ada.get(asking.path());
        assertThat(location(ada.submit(asking.path(), "decision", "allow"))).contains("code=");
    }

    @Test
    void a_name_can_neither_be_markup_nor_reverse_what_stands_around_it() throws Exception {
        String name = "\u202eevil\u202c\u200b<img src=x onerror=alert(1)>{{csrf}}" + "x".repeat(1_000_000);
        AskingProgram evil = asking(AskingProgram.registered(room, name, CALLBACK));
        String page = ada.text(evil.path());
        assertThat(page)
                .contains("“evil&lt;img src&#61;x onerror")
                .doesNotContain("<img", "\u202e", "\u200b", "x".repeat(100));
    }

    @Test
    void a_stranger_cannot_have_a_document_fetched_and_a_failure_is_remembered_for_a_minute() throws Exception {
        AskingProgram unpublished = program.with("client_id", "https://unpublished.example/client");
        HttpResponse<String> turned = room.browser().get(unpublished.path());
        assertThat(location(turned)).startsWith("/sign-in?return=");
        assertThat(room.documents.fetches()).isZero();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> refused = ada.get(unpublished.path());
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("metadata document cannot be read");
            assertThat(refused.headers().firstValue("Location")).isEmpty();
        }
        assertThat(room.documents.fetches()).isEqualTo(1);
        room.clock.advance(Duration.ofMinutes(1));
        ada.get(unpublished.path());
        assertThat(room.documents.fetches()).isEqualTo(2);
    }

    @Test
    void a_published_client_is_shown_with_the_host_that_publishes_it() throws Exception {
        AskingProgram published =
                asking(AskingProgram.published(room, "https://tools.example/client.json", "Tools", CALLBACK));
        assertThat(ada.text(published.path()))
                .contains("described by <strong>tools.example</strong>", "<strong>app.example</strong>")
                .doesNotContain("cannot verify", "another program");
    }

    @Test
    void a_published_client_on_this_computer_could_be_any_program_and_the_page_says_so() throws Exception {
        AskingProgram genuine = asking(AskingProgram.published(
                        room, "https://tools.example/client.json", "Tools", "http://localhost/callback"))
                .with("redirect_uri", "http://localhost:6666/callback");
        for (int i = 0; i < 2; i++) {
            assertThat(ada.text(genuine.path()))
                    .contains("This may be another program than", "a program on this computer", "localhost");
            answerAllow(genuine);
        }
    }

    @Test
    void a_registered_client_on_this_computer_is_warned_of_too() throws Exception {
        AskingProgram local = asking(AskingProgram.registered(room, "CLI", "http://[::1]:7/callback"));
        assertThat(ada.text(local.path()))
                .contains("Airlock cannot tell which program on this computer", "<small>[::1]</small>");
    }

    @Test
    void an_application_is_shown_by_its_scheme_and_not_by_a_host_that_is_none() throws Exception {
        AskingProgram cursor = asking(AskingProgram.registered(room, "Cursor", "cursor://bank.example/callback"));
        assertThat(ada.text(cursor.path()))
                .contains("the application that opens <strong>cursor:</strong> links")
                .doesNotContain("<strong>bank.example</strong>");
    }

    @Test
    void the_page_cannot_be_framed_and_its_form_leads_only_here_and_to_the_client() throws Exception {
        assertThat(formAction(program)).isEqualTo("form-action 'self' https:");
        assertThat(formAction(local("http://localhost/callback"))).isEqualTo("form-action 'self' http://localhost:*");
        assertThat(formAction(local("http://127.0.0.1:7/callback"))).isEqualTo("form-action 'self' http://127.0.0.1:*");
        assertThat(formAction(local("http://[::1]/callback"))).isEqualTo("form-action 'self' http:");
        assertThat(formAction(local("cursor://anysphere.cursor-mcp/oauth/callback")))
                .isEqualTo("form-action 'self' cursor:");
        assertThat(formAction(program.at(room, "harbour/none"))).isEqualTo("form-action 'self' https:");
    }

    private AskingProgram local(String redirect) {
        return asking(AskingProgram.registered(room, "Local", redirect));
    }

    private String formAction(AskingProgram asking) throws Exception {
        HttpResponse<String> page = ada.get(asking.path());
        assertThat(page.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(page.headers().allValues("Referrer-Policy")).containsExactly("same-origin");
        String policy = page.headers().allValues("Content-Security-Policy").getFirst();
        assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'");
        return policy.replaceFirst(".*(form-action [^;]*);.*", "$1");
    }

    @Test
    void nobody_can_allow_in_anothers_name() throws Exception {
        ada.get(program.path());
        int recorded = room.audit.events().size();
        List<String> fields = List.of("decision", "allow", "access", "WRITE");
        assertThat(ada.send(ada.form(program.path(), fields)).statusCode()).isEqualTo(403);
        List<String> guessed = List.of("csrf", "A".repeat(43), "decision", "allow");
        assertThat(ada.send(ada.form(program.path(), guessed)).statusCode()).isEqualTo(403);
        List<String> own = List.of("csrf", ada.token(), "decision", "allow");
        assertThat(ada.send(ada.form(program.path(), own).header("Origin", "https://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(ada.get(program.path() + "&decision=allow&csrf=" + ada.token())
                        .statusCode())
                .isEqualTo(200);
        Browser stranger = room.browser();
        stranger.get("/sign-in");
        assertThat(stranger.submit(program.path(), "decision", "allow").statusCode())
                .isEqualTo(401);
        assertThat(room.audit.events()).hasSize(recorded);
    }

    @Test
    void no_cookie_remembers_what_was_asked_or_allowed() throws Exception {
        var before = new java.util.TreeMap<>(ada.cookies);
        HttpResponse<String> asked = ada.get(program.path());
        HttpResponse<String> allowed = ada.submit(program.path(), "decision", "allow");
        assertThat(asked.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(allowed.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(ada.cookies).isEqualTo(before);
    }
}
