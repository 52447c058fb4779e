package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Message.Part;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.TotpSecret;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in by password and code; and the outbox of a demo. */
class TwoStepTest {
    private ControlRoom room;
    private Browser ada;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(Fixtures.ADA);
        ada = room.browser(Fixtures.ADA);
    }

    @AfterEach
    void close() {
        room.close();
    }

    private TotpSecret secret() {
        return room.fakes.secondFactors().find(Fixtures.ADA.person().id()).secret();
    }

    private String code() {
        return secret().code(TotpSecret.step(room.clock.instant()));
    }

    private void enrol() throws Exception {
        ada.get("/account/two-step");
        ada.submit("/account/two-step/begin");
        assertThat(ada.text("/account/two-step")).contains(secret().text(), "<svg class=\"qr\"");
        assertThat(ada.submit("/account/two-step/confirm", "code", "12").statusCode())
                .isEqualTo(400);
        HttpResponse<String> confirmed = ada.submit("/account/two-step/confirm", "code", code());
        assertThat(confirmed.body()).contains("they will not be shown again");
        assertThat(ada.text("/account/two-step")).contains("Turn it off").doesNotContain(secret().text());
        room.clock.advance(Duration.ofSeconds(30));
    }

    @Test
    void the_password_alone_opens_nothing_and_the_code_opens_a_new_session() throws Exception {
        enrol();
        Browser browser = room.browser();
        browser.get("/sign-in?return=/servers");
        HttpResponse<String> password = browser.submit(
                "/sign-in", "email", "ada@example.com", "password", ControlRoom.PASSWORD, "return", "/servers");
        String page = password.headers().firstValue("Location").orElseThrow();
        assertThat(page).startsWith("/sign-in/code?return=");
        assertThat(browser.cookies).doesNotContainKey("airlock").containsKey("airlock-step");
        String step = browser.cookies.get("airlock-step");
        assertThat(browser.get("/servers").statusCode()).isEqualTo(303);
        Browser thief = room.browser();
        thief.cookies.put("airlock", step);
        assertThat(thief.get("/servers").statusCode()).isEqualTo(303);

        assertThat(browser.text(page)).contains("One more step");
        HttpResponse<String> wrong = browser.submit("/sign-in/code", "code", "000000", "return", "/servers");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("this code is wrong, or was used already");
        HttpResponse<String> right = browser.submit("/sign-in/code", "code", code(), "return", "/servers");
        assertThat(right.headers().firstValue("Location")).hasValue("/servers");
        assertThat(browser.cookies).doesNotContainKey("airlock-step").doesNotContainValue(step);
        assertThat(browser.get("/servers").statusCode()).isEqualTo(200);
    }

    @Test
    void without_the_first_step_there_is_no_second() throws Exception {
        Browser browser = room.browser();
        browser.get("/sign-in");
        assertThat(browser.get("/sign-in/code").statusCode()).isEqualTo(404);
        assertThat(browser.submit("/sign-in/code", "code", "123456").statusCode())
                .isEqualTo(404);
    }

    @Test
    void it_is_turned_off_by_password_and_code() throws Exception {
        enrol();
        assertThat(ada.submit("/account/two-step/remove", "password", "guess", "code", code())
                        .statusCode())
                .isEqualTo(400);
        ada.submit("/account/two-step/remove", "password", ControlRoom.PASSWORD, "code", code());
        assertThat(ada.text("/account")).contains("Two-step sign-in is off");
    }

    @Test
    void an_administrator_takes_away_the_app_of_a_member_who_lost_it() throws Exception {
        enrol();
        Membership owner = Fixtures.member(Fixtures.HARBOUR, 14, "dave@example.com", "Dave", Role.OWNER);
        Membership member = Fixtures.member(Fixtures.HARBOUR, 15, "erin@example.com", "Erin", Role.MEMBER);
        room.fakes.join(owner);
        room.fakes.join(member);
        String page = "/members/" + Fixtures.ADA.person().id() + "/second-factor";
        assertThat(room.browserByLink(member).get(page).statusCode()).isEqualTo(403);
        Browser dave = room.browserByLink(owner);
        assertThat(dave.text("/members")).contains("href=\"" + page + "\"");
        assertThat(dave.text(page)).contains("Take away the authenticator app of <bdi>Ada</bdi>?");
        assertThat(dave.submit(page).headers().firstValue("Location")).hasValue("/members");
        assertThat(room.fakes.secondFactors().find(Fixtures.ADA.person().id())).isNull();
        assertThat(dave.submit(page).statusCode()).isEqualTo(404);
    }

    @Test
    void a_demos_administrators_see_the_mail_and_others_do_not() throws Exception {
        var hostile = new Message(
                Fixtures.ADA.person().email(),
                "<b>Hello</b>",
                List.of(new Part.Quote("<script>x</script>"), new Part.Link("Open", "/reset/abc")));
        room.fakes.outbox().add(Fixtures.HARBOUR.id(), hostile, room.clock.instant());
        assertThat(ada.text("/outbox"))
                .contains("&lt;b&gt;Hello", "&lt;script&gt;", "<a href=\"/reset/abc\">Open</a>", "href=\"/outbox\"");
        var member = Fixtures.member(
                Fixtures.organization(9, "cove", "Cove"), 19, "carol@example.com", "Carol", Role.MEMBER);
        room.join(member);
        Browser carol = room.browser(member);
        assertThat(carol.get("/outbox").statusCode()).isEqualTo(404);
        assertThat(carol.text("/")).doesNotContain("/outbox");
    }
}
