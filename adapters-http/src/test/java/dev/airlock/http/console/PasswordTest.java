package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.mail.Message.Part;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Passwords that are forgotten, and passwords that are changed. */
class PasswordTest {
    private static final String NEW = "kitchen window 42";

    private ControlRoom room;
    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(Fixtures.ADA);
        browser = room.browser();
    }

    @AfterEach
    void close() {
        room.close();
    }

    private String link() {
        return room.fakes.outbox().waiting(Fixtures.HARBOUR.id(), 1).getFirst().message().parts().stream()
                .filter(Part.Link.class::isInstance)
                .map(part -> ((Part.Link) part).path())
                .findFirst()
                .orElseThrow();
    }

    private int signIn(String password) throws Exception {
        Browser visitor = room.browser();
        visitor.get("/sign-in");
        return visitor.submit("/sign-in", "email", "ada@example.com", "password", password)
                .statusCode();
    }

    @Test
    void whoever_asks_for_a_link_is_answered_alike_whether_they_exist_or_not() throws Exception {
        browser.get("/forgot");
        HttpResponse<String> known = browser.submit("/forgot", "email", "ada@example.com");
        HttpResponse<String> unknown = browser.submit("/forgot", "email", "eve@example.com");
        HttpResponse<String> none = browser.submit("/forgot", "email", "nobody");
        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(known.body()).contains("If the address belongs to an account, a mail with a link is on its way.");
        assertThat(unknown.statusCode()).isEqualTo(200);
        assertThat(unknown.body()).isEqualTo(known.body());
        assertThat(none.body()).isEqualTo(known.body());
        assertThat(room.fakes.outbox().waiting(Fixtures.HARBOUR.id(), 10)).hasSize(1);
    }

    @Test
    void a_link_sets_another_password_once_and_ends_every_session() throws Exception {
        Browser signedIn = room.browser(Fixtures.ADA);
        browser.get("/forgot");
        browser.submit("/forgot", "email", "ada@example.com");
        String link = link();
        assertThat(browser.text(link)).contains("Choose a new password");
        browser.get(link);
        assertThat(browser.submit(link, "password", "password1234").body()).contains("tried first");
        assertThat(browser.submit(link, "password", NEW).headers().firstValue("Location"))
                .hasValue("/sign-in");
        assertThat(signedIn.get("/").statusCode()).isEqualTo(303);
        assertThat(browser.get(link).statusCode()).isEqualTo(404);
        assertThat(browser.submit(link, "password", NEW + "!").statusCode()).isEqualTo(404);
        assertThat(signIn(ControlRoom.PASSWORD)).isEqualTo(401);
        assertThat(signIn(NEW)).isEqualTo(303);
    }

    @Test
    void a_changed_password_signs_out_every_other_browser() throws Exception {
        Browser here = room.browser(Fixtures.ADA);
        Browser there = room.browser(Fixtures.ADA);
        assertThat(here.text("/account")).contains("ada@example.com");
        HttpResponse<String> wrong = here.submit("/account/password", "current", "guess", "password", NEW);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("this is not your present password").doesNotContain("guess");
        HttpResponse<String> changed =
                here.submit("/account/password", "current", ControlRoom.PASSWORD, "password", NEW);
        assertThat(changed.headers().firstValue("Location")).hasValue("/account");
        assertThat(here.get("/account").statusCode()).isEqualTo(200);
        assertThat(there.get("/account").statusCode()).isEqualTo(303);
        assertThat(signIn(NEW)).isEqualTo(303);
    }
}
