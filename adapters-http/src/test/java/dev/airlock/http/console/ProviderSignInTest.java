package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.FakeIdentityProviders;
import dev.airlock.application.fake.Fixtures;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderSignInTest {
    private static final String BEGIN = "/sign-in/with/" + FakeIdentityProviders.ID;

    private ControlRoom room;
    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        browser = room.browser();
        room.join(Fixtures.ADA);
        room.fakes.identityProviders().vouch("ada's", "ada-7", "ada@example.com");
        room.fakes.identityProviders().vouch("eve's", "eve-9", "eve@example.com");
        room.fakes.identityProviders().vouch("unverified", "ada-8", null);
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("none");
    }

    private String state(Browser begun, String query) throws Exception {
        HttpResponse<String> away = begun.get(BEGIN + query);
        assertThat(away.statusCode()).isEqualTo(303);
        assertThat(location(away)).startsWith(FakeIdentityProviders.ISSUER);
        return location(away).replaceFirst(".*state=", "");
    }

    @Test
    void a_member_whose_address_the_provider_vouches_for_is_signed_in_and_comes_back_to_where_they_were()
            throws Exception {
        assertThat(browser.text("/sign-in?return=/tokens"))
                .contains("Continue with Harbour ID", BEGIN + "?return&#61;%2Ftokens");
        String state = state(browser, "?return=/tokens");

        HttpResponse<String> back = browser.get(BEGIN + "/callback?code=ada's&state=" + state);

        assertThat(location(back)).isEqualTo("/tokens");
        assertThat(browser.text("/")).contains("Ada");
    }

    @Test
    void an_answer_is_good_once_and_in_the_browser_that_asked() throws Exception {
        String state = state(browser, "");
        assertThat(room.browser()
                        .get(BEGIN + "/callback?code=ada's&state=" + state)
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser.get(BEGIN + "/callback?code=ada's&state=" + "x".repeat(43))
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser.get(BEGIN + "/callback?code=ada's&state=" + state).statusCode())
                .as("after a failed answer the attempt is over")
                .isEqualTo(401);
    }

    /** O-23. */
    @Test
    void a_stranger_cannot_finish_their_own_sign_in_in_somebody_elses_browser() throws Exception {
        String strangers = state(room.browser(), "");
        HttpResponse<String> answer = browser.get(BEGIN + "/callback?code=eve's&state=" + strangers);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("was not begun in this browser");
    }

    @Test
    void nobody_becomes_a_member_by_signing_in() throws Exception {
        for (String code : new String[] {"eve's", "unverified"}) {
            Browser stranger = room.browser();
            String state = state(stranger, "");
            HttpResponse<String> answer = stranger.get(BEGIN + "/callback?code=" + code + "&state=" + state);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("ask an administrator to invite you");
        }
    }

    @Test
    void what_a_provider_refuses_is_refused_here() throws Exception {
        String state = state(browser, "");
        assertThat(browser.get(BEGIN + "/callback?error=access_denied&state=" + state)
                        .statusCode())
                .isEqualTo(401);
        String again = state(browser, "");
        assertThat(browser.get(BEGIN + "/callback?code=forged&state=" + again).body())
                .contains("does not know this code");
    }

    /** O-21. */
    @Test
    void the_way_back_never_leaves_the_site() throws Exception {
        String state = state(browser, "?return=//evil.example");
        assertThat(location(browser.get(BEGIN + "/callback?code=ada's&state=" + state)))
                .isEqualTo("/");
    }

    @Test
    void an_unknown_provider_does_not_exist() throws Exception {
        assertThat(browser.get("/sign-in/with/another").statusCode()).isEqualTo(404);
    }
}
