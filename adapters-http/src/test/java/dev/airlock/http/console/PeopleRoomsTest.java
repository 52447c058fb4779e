package dev.airlock.http.console;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.AcceptInvitation;
import dev.airlock.application.identity.Invite;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.policy.PolicyPreset;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleRoomsTest {
    private static final UserId CAROLS = CAROL.person().id();
    private static final Pattern LINK = Pattern.compile("/invitation/[A-Za-z0-9_-]{43}");

    private ControlRoom room;
    private Browser ada;
    private Browser carol;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(ADA);
        room.join(BOB);
        room.take(CAROL);
        ada = room.browser(ADA);
        carol = room.browser(CAROL);
        ada.get("/members");
    }

    @AfterEach
    void close() {
        room.close();
    }

    private String invite(String email) throws Exception {
        Matcher link = LINK.matcher(ada.submit("/members/invitations", "email", email, "role", "MEMBER")
                .body());
        assertThat(link.find()).isTrue();
        return link.group();
    }

    private static void turnedAway(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location").orElseThrow()).startsWith("/sign-in");
    }

    @Test
    void someone_new_joins_by_the_link_and_is_signed_in() throws Exception {
        String link = invite("dan@example.com");
        assertThat(ada.text("/members")).contains("dan@example.com").doesNotContain(link);
        Browser dan = room.browser();
        assertThat(dan.text(link)).contains("Harbour", "dan@example.com");
        HttpResponse<String> joined = dan.submit(link, "name", "Dan", "password", "a sentence is fine");
        assertThat(joined.statusCode()).isEqualTo(303);
        assertThat(dan.text("/")).contains("You have joined the organization", "Dan");
        assertThat(room.browser().get(link).statusCode()).isEqualTo(400);
    }

    @Test
    void whoever_is_known_signs_in_and_joins() throws Exception {
        String link = invite("bob@example.com");
        Browser stranger = room.browser();
        assertThat(stranger.text(link)).contains("/sign-in?return").doesNotContain("name=\"password\"");
        Browser bob = room.browser(BOB);
        bob.get(link);
        assertThat(bob.submit(link).statusCode()).isEqualTo(303);
        assertThat(room.fakes.people().memberships(BOB.person().id())).hasSize(2);
    }

    @Test
    void an_invitation_is_refused_alike_whatever_is_wrong_with_it() throws Exception {
        String expected = refusal(room.browser(), "/invitation/" + "x".repeat(43));
        String link = invite("dan@example.com");
        assertThat(refusal(carol, link)).isEqualTo(expected);
        String renewed = invite("dan@example.com");
        assertThat(refusal(room.browser(), link)).isEqualTo(expected);
        Result<Invite.Sent> bobs = room.verbs.invite().invite(signedIn(BOB), "carol@example.com", Role.OWNER);
        assertThat(bobs).isInstanceOf(Result.Done.class);
        room.clock.advance(Duration.ofDays(7));
        assertThat(refusal(room.browser(), renewed)).isEqualTo(expected);
        assertThat(expected).contains(AcceptInvitation.SPENT);
    }

    /** What is said to whoever sends the form, without what every page has. */
    private static String refusal(Browser browser, String link) throws Exception {
        browser.get("/sign-in");
        browser.get(link);
        HttpResponse<String> refused = browser.submit(link, "name", "Dan", "password", "a sentence is fine");
        assertThat(refused.statusCode()).isEqualTo(400);
        String body = refused.body();
        return body.substring(body.indexOf("<h1>"), body.indexOf("</section>"));
    }

    @Test
    void an_owner_deletes_the_organization_by_typing_its_name_and_everybody_is_out() throws Exception {
        assertThat(ada.text("/members")).contains("/organization/delete");
        assertThat(carol.get("/organization/delete").statusCode()).isEqualTo(403);
        ada.get("/organization/delete");
        assertThat(ada.submit("/organization/delete", "typed", "Harbour").statusCode())
                .isEqualTo(400);
        assertThat(carol.get("/").statusCode()).isEqualTo(200);
        turnedAway(ada.submit("/organization/delete", "typed", "harbour"));
        assertThat(ada.text("/sign-in")).contains("The organization is deleted");
        turnedAway(ada.get("/members"));
        turnedAway(carol.get("/"));
    }

    @Test
    void whoever_is_disabled_is_signed_out_at_once() throws Exception {
        assertThat(carol.get("/").statusCode()).isEqualTo(200);
        assertThat(ada.submit("/members/" + CAROLS + "/disable").statusCode()).isEqualTo(303);
        turnedAway(carol.get("/"));
        assertThat(ada.text("/members")).contains("Disabled");
        Browser again = room.browser();
        again.get("/sign-in");
        assertThat(again.submit("/sign-in", "email", "carol@example.com", "password", ControlRoom.PASSWORD)
                        .statusCode())
                .isEqualTo(401);
        ada.submit("/members/" + CAROLS + "/enable");
        turnedAway(carol.get("/"));
        assertThat(room.browser(CAROL).get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void whoever_is_demoted_or_removed_is_signed_out_at_once() throws Exception {
        ada.submit("/members/" + CAROLS + "/role", "role", "ADMIN");
        assertThat(carol.get("/members").statusCode()).isEqualTo(200);
        ada.submit("/members/" + CAROLS + "/role", "role", "MEMBER");
        turnedAway(carol.get("/"));
        Browser back = room.browser(CAROL);
        assertThat(ada.text("/members/" + CAROLS + "/remove")).contains("Carol");
        ada.submit("/members/" + CAROLS + "/remove");
        turnedAway(back.get("/"));
        assertThat(ada.text("/members")).doesNotContain("carol@example.com");
    }

    @Test
    void members_see_neither_members_nor_groups_nor_service_accounts() throws Exception {
        for (String path : new String[] {"/members", "/groups", "/service-accounts"}) {
            assertThat(carol.get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(carol.text("/")).doesNotContain("href=\"/members\"");
        carol.get("/sessions");
        assertThat(carol.submit("/members/" + CAROLS + "/role", "role", "OWNER").statusCode())
                .isEqualTo(403);
        assertThat(carol.submit("/members/invitations", "email", "x@example.com", "role", "MEMBER")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void people_see_where_they_are_signed_in_and_sign_out_there() throws Exception {
        Browser phone = room.browser(CAROL);
        assertThat(carol.text("/sessions")).contains("This one", "Sign out everywhere else");
        assertThat(carol.submit("/sessions/end-others").statusCode()).isEqualTo(303);
        turnedAway(phone.get("/"));
        assertThat(carol.text("/sessions")).contains("You are signed in nowhere else");
        ada.submit("/members/" + CAROLS + "/sign-out");
        turnedAway(carol.get("/"));
        assertThat(ada.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void a_server_that_is_not_open_to_someone_does_not_exist_for_them() throws Exception {
        room.add(ADA, "harbour-supplies", Documents.shop(3), PolicyPreset.ALLOW_ALL);
        assertThat(carol.get("/servers/harbour-supplies").statusCode()).isEqualTo(200);
        ada.submit("/groups", "name", "Staff");
        GroupId staff =
                room.verbs.groups().list(signedIn(ADA)).getFirst().group().id();
        assertThat(ada.text("/servers/harbour-supplies/access")).contains("Staff", "Carol");
        HttpResponse<String> saved = ada.submit(
                "/servers/harbour-supplies/access", "version", "1", "who", "named", "groups", staff.toString());
        assertThat(saved.statusCode()).isEqualTo(303);
        HttpResponse<String> hidden = carol.get("/servers/harbour-supplies");
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(carol.text("/servers/nowhere"));
        assertThat(carol.text("/servers")).doesNotContain("harbour-supplies");
        ada.submit("/groups/" + staff + "/members", "member", CAROLS.toString());
        assertThat(ada.text("/groups")).contains("Take out");
        assertThat(carol.get("/servers/harbour-supplies").statusCode()).isEqualTo(200);
        assertThat(ada.submit("/groups/" + staff + "/remove").statusCode()).isEqualTo(409);
    }

    @Test
    void an_administrator_says_how_an_api_is_called() throws Exception {
        room.add(ADA, "harbour-supplies", Documents.shop(3), PolicyPreset.ALLOW_ALL);
        String page = "/servers/harbour-supplies/conventions";
        HttpResponse<String> wrong =
                ada.submit(page, "version", "1", "headers", "Authorization: x", "failures", "ok = false");
        assertThat(wrong.body()).contains("Authorization&quot; is no header that can be fixed", "ok = false");
        assertThat(ada.submit(page, "version", "1", "headers", "nonsense", "failures", "")
                        .body())
                .contains("is no header; write it as");

        HttpResponse<String> saved = ada.submit(
                page, "version", "1", "headers", "Notion-Version: 2022-06-28", "failures", "ok = false\nerrors");
        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(ada.text(page)).contains("Notion-Version: 2022-06-28", "ok &#61; false&#10;errors");
        assertThat(carol.get(page).statusCode()).isEqualTo(403);
    }

    @Test
    void a_service_account_gets_a_token_that_is_shown_once() throws Exception {
        ada.submit("/service-accounts", "account-name", "Export");
        String account = room.verbs
                .serviceAccounts()
                .list(signedIn(ADA))
                .getFirst()
                .member()
                .user()
                .toString();
        String page = ada.submit("/service-accounts/tokens", "account", account, "token-name", "cron", "access", "READ")
                .body();
        assertThat(page).contains("airlock_svc_", "The new token");
        assertThat(ada.text("/service-accounts")).contains("Export", "cron").doesNotContain("airlock_svc_");
        assertThat(ada.submit("/service-accounts", "account-name", "").body()).contains("1 to 100 characters");
    }
}
