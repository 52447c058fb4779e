package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
    private ControlRoom room;
    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        browser = room.browser();
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void whoever_has_the_set_up_link_founds_the_organization_and_is_signed_in() throws Exception {
        String link = "/setup/" + room.verbs.setUp().link(Duration.ofHours(1));
        assertThat(browser.text(link)).contains("Set Airlock up");
        HttpResponse<String> founded = browser.submit(
                link,
                "organization",
                "Harbour",
                "name",
                "Ada",
                "email",
                "ada@example.com",
                "password",
                ControlRoom.PASSWORD);
        assertThat(founded.statusCode()).isEqualTo(303);
        assertThat(browser.text("/")).contains("Airlock is set up, and you are signed in", "Get to your first call");
        assertThat(browser.text("/")).doesNotContain("Airlock is set up, and");
        assertThat(browser.get(link).statusCode()).isEqualTo(404);
    }

    @Test
    void a_weak_password_comes_back_at_its_field_and_is_not_shown() throws Exception {
        String link = "/setup/" + room.verbs.setUp().link(Duration.ofHours(1));
        browser.get(link);
        HttpResponse<String> answer = browser.submit(
                link, "organization", "Harbour", "name", "Ada", "email", "ada@example.com", "password", "hunter2");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("role=\"alert\"", "id=\"password-problem\"", "password-hint password-problem", "Harbour")
                .doesNotContain("hunter2");
        assertThat(room.verbs.setUp().isDone()).isFalse();
    }

    @Test
    void a_guessed_set_up_link_leads_nowhere() throws Exception {
        assertThat(browser.get("/setup/" + "A".repeat(43)).statusCode()).isEqualTo(404);
    }

    @Test
    void a_wrong_password_is_refused_without_saying_which_part_was_wrong() throws Exception {
        room.join(Fixtures.ADA);
        browser.get("/sign-in");
        HttpResponse<String> wrong = browser.submit("/sign-in", "email", "ada@example.com", "password", "guess");
        HttpResponse<String> nobody = browser.submit("/sign-in", "email", "eve@example.com", "password", "guess");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("e-mail address or password is wrong").doesNotContain("guess");
        assertThat(nobody.body().replace("eve@", "ada@")).isEqualTo(wrong.body());
    }

    @Test
    void a_link_is_used_up_by_its_button_and_by_nothing_else() throws Exception {
        room.join(Fixtures.ADA);
        String link = "/sign-in/link/" + room.verbs.signIn().link(Fixtures.ADA, Duration.ofMinutes(10));
        assertThat(browser.text(link)).contains("<button class=\"primary\">Sign in</button>");
        browser.get(link);
        assertThat(browser.submit(link).headers().firstValue("Location")).hasValue("/");
        assertThat(browser.get("/").statusCode()).isEqualTo(200);

        Browser later = room.browser();
        later.get(link);
        assertThat(later.submit(link).statusCode()).isEqualTo(401);
    }

    @Test
    void a_return_path_to_another_host_leads_home() throws Exception {
        room.join(Fixtures.ADA);
        browser.get("/sign-in?return=//evil.example");
        HttpResponse<String> signedIn = browser.submit(
                "/sign-in", "email", "ada@example.com", "password", ControlRoom.PASSWORD, "return", "//evil.example");
        assertThat(signedIn.headers().firstValue("Location")).hasValue("/");
        assertThat(browser.get("/sign-in?return=https://evil.example").headers().firstValue("Location"))
                .hasValue("/");
    }

    @Test
    void whoever_signs_out_is_out_even_with_the_old_cookie() throws Exception {
        room.join(Fixtures.ADA);
        browser = room.browser(Fixtures.ADA);
        String old = browser.cookies.get("airlock");
        browser.get("/");
        assertThat(browser.submit("/sign-out").headers().firstValue("Location")).hasValue("/sign-in");
        assertThat(browser.cookies).doesNotContainKey("airlock");
        assertThat(browser.text("/sign-in")).contains("You are signed out.");
        browser.cookies.put("airlock", old);
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void signing_in_gives_a_new_secret() throws Exception {
        room.join(Fixtures.ADA);
        browser.get("/sign-in");
        String before = browser.cookies.get("airlock-visit");
        browser.submit("/sign-in", "email", "ada@example.com", "password", ControlRoom.PASSWORD);
        assertThat(browser.cookies).doesNotContainKey("airlock-visit").doesNotContainValue(before);
    }
}
