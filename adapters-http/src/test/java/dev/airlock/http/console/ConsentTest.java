package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.policy.PolicyPreset;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client asks, a person decides. */
class ConsentTest {
    private static final String CALLBACK = "https://app.example/callback";
    private static final Membership ADA_IN_MEADOW = new Membership(Fixtures.MEADOW, Fixtures.ADA.person(), Role.MEMBER);

    private ControlRoom room;
    private Browser ada;
    private AskingProgram program;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(Fixtures.ADA);
        room.join(Fixtures.BOB);
        room.add(Fixtures.ADA, "shop", Documents.shop(3), PolicyPreset.ALLOW_ALL);
        room.add(Fixtures.BOB, "farm", Documents.shop(3), PolicyPreset.ALLOW_ALL);
        ada = room.browser(Fixtures.ADA);
        program = AskingProgram.registered(room, "Notes", CALLBACK).at(room, "harbour/shop");
    }

    @AfterEach
    void close() {
        room.close();
    }

    private HttpResponse<String> answer(AskingProgram asking, String decision) throws Exception {
        ada.get(asking.path());
        return ada.submit(asking.path(), "decision", decision, "access", "WRITE");
    }

    static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    /** What was recorded to have been allowed last. */
    private String allowed() {
        return recorded("client.authorize");
    }

    private String recorded(String action) {
        return room.audit.events().stream()
                .filter(event -> event.action().equals(action) && event.phase() == Phase.INTENT)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .detail()
                .toString();
    }

    @Test
    void the_page_says_who_asks_for_what_for_whom_and_where_the_answer_goes() throws Exception {
        HttpResponse<String> page = ada.get(program.path());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "Allow <bdi>“Notes”</bdi> to act for you?",
                        "Airlock cannot verify this name",
                        "<strong>app.example</strong>",
                        "<bdi>Ada</bdi><small>ada@example.com</small>",
                        "<dd><bdi>Harbour</bdi></dd>",
                        "<dd><bdi>Harbour Supplies</bdi></dd>")
                .doesNotContain("this computer");
    }

    @Test
    void allowing_takes_a_code_the_state_and_the_issuer_to_the_client() throws Exception {
        HttpResponse<String> allowed = answer(program, "allow");
        assertThat(allowed.statusCode()).isEqualTo(303);
        assertThat(location(allowed))
                .matches("https://app\\.example/callback\\?code=airlock_code_[0-9]{43}&state=st4te&iss=.*")
                .endsWith("&iss=" + encode(room.address.toString()));
    }

    @Test
    void not_allowing_takes_a_refusal_to_the_client_and_is_recorded() throws Exception {
        HttpResponse<String> denied = answer(program, "deny");
        assertThat(denied.statusCode()).isEqualTo(303);
        assertThat(location(denied))
                .startsWith(CALLBACK + "?error=access_denied&")
                .contains("&state=st4te&iss=" + encode(room.address.toString()))
                .doesNotContain("code=");
        assertThat(recorded("client.refuse"))
                .contains("\"client\":\"Notes\"", "\"redirect\":\"app.example\"", "\"resource\":\"/mcp/harbour/shop\"");
        assertThat(room.fakes.grants().list(Fixtures.HARBOUR.id(), null, null, 1))
                .isEmpty();
    }

    @Test
    void a_form_without_a_decision_allows_nothing() throws Exception {
        ada.get(program.path());
        assertThat(location(ada.submit(program.path()))).contains("error=access_denied");
    }

    @Test
    void a_person_is_asked_each_time_whatever_the_client_prompts() throws Exception {
        answer(program, "allow");
        for (String prompt : new String[] {"none", "consent", "login"}) {
            HttpResponse<String> again = ada.get(program.with("prompt", prompt)
                    .with("nonce", "n")
                    .with("x", "y")
                    .path());
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.body()).contains("Allow <bdi>“Notes”</bdi>");
        }
    }

    @Test
    void a_visitor_signs_in_first_and_comes_back_to_the_same_request() throws Exception {
        AskingProgram awkward = program.with("state", "a b&c=d/é%2F+#?");
        Browser visitor = room.browser();
        String signIn = location(visitor.get(awkward.path()));
        assertThat(signIn).startsWith("/sign-in?return=%2Foauth%2Fauthorize");
        String next = URLDecoder.decode(signIn.substring("/sign-in?return=".length()), StandardCharsets.UTF_8);
        assertThat(visitor.text(signIn)).contains("name=\"return\" value=\"/oauth/authorize?");
        HttpResponse<String> signedIn = visitor.submit(
                "/sign-in", "email", "ada@example.com", "password", ControlRoom.PASSWORD, "return", next);
        String back = location(signedIn);
        assertThat(visitor.text(back)).contains("Allow <bdi>“Notes”</bdi>");
        HttpResponse<String> allowed = visitor.submit(back, "decision", "allow");
        assertThat(location(allowed)).contains("&state=" + encode("a b&c=d/é%2F+#?") + "&");
    }

    @Test
    void clients_that_invent_the_address_are_led_to_it() throws Exception {
        String invented = program.path().replace("/oauth/authorize", "/authorize");
        String led = location(ada.get(invented));
        assertThat(led).startsWith("/oauth/authorize?");
        assertThat(ada.text(led)).contains("Allow <bdi>“Notes”</bdi>");
    }

    @Test
    void what_the_client_asks_for_is_chosen_already_and_the_person_may_give_less() throws Exception {
        assertThat(ada.text(program.path())).containsPattern("value=\"WRITE\" checked");
        assertThat(ada.text(program.with("scope", "mcp:tools:read").path())).containsPattern("value=\"READ\" checked");
        ada.submit(program.path(), "decision", "allow", "access", "READ");
        assertThat(allowed()).contains("\"access\":\"READ\"");
        ada.submit(program.path(), "decision", "allow");
        assertThat(allowed()).contains("\"access\":\"READ\"");
    }

    @Test
    void where_the_client_names_no_server_the_person_chooses_one_of_theirs() throws Exception {
        room.add(Fixtures.ADA, "desk", Documents.shop(2), PolicyPreset.ALLOW_ALL);
        AskingProgram open = program.with("resource");
        assertThat(ada.text(open.path()))
                .contains("<select id=\"server\" name=\"server\">", "value=\"shop\"", "value=\"desk\"")
                .doesNotContain("farm");
        assertThat(location(ada.submit(open.path(), "decision", "allow", "server", "desk")))
                .contains("?code=");
        assertThat(allowed()).contains("/mcp/harbour/desk");
        for (String other : new String[] {"farm", "none", "", "../farm"}) {
            HttpResponse<String> refused = ada.submit(open.path(), "decision", "allow", "server", other);
            assertThat(refused.statusCode()).as(other).isEqualTo(404);
        }
    }

    @Test
    void the_endpoint_of_an_organization_stands_for_all_servers_of_the_person() throws Exception {
        AskingProgram all = program.at(room, "harbour");
        assertThat(ada.text(all.path())).contains("All servers that you may use");
        assertThat(location(ada.submit(all.path(), "decision", "allow"))).contains("?code=");
        assertThat(allowed()).contains("\"resource\":\"/mcp/harbour\"");
        assertThat(ada.get(program.at(room, "meadow").path()).statusCode()).isEqualTo(404);
    }

    @Test
    void whoever_has_no_server_can_allow_nothing() throws Exception {
        room.join(Fixtures.member(Fixtures.organization(3, "quay", "Quay"), 33, "eve@example.com", "Eve", Role.OWNER));
        Browser eve = room.browser();
        eve.get("/sign-in");
        eve.submit("/sign-in", "email", "eve@example.com", "password", ControlRoom.PASSWORD);
        assertThat(eve.text(program.with("resource").path()))
                .contains("There is no MCP server that you may use", "Do not allow")
                .doesNotContain("value=\"allow\"");
    }

    @Test
    void a_server_of_strangers_one_of_nobodys_and_one_that_does_not_exist_look_the_same() throws Exception {
        String missing = deadEnd("harbour/none");
        assertThat(missing).contains("There is no such MCP server, or you may not use it.");
        assertThat(deadEnd("meadow/farm")).isEqualTo(missing);
        assertThat(deadEnd("meadow/none")).isEqualTo(missing);
        assertThat(deadEnd("nowhere/farm")).isEqualTo(missing);
        assertThat(location(ada.submit(program.at(room, "meadow/farm").path(), "decision", "deny")))
                .startsWith(CALLBACK + "?error=access_denied");
    }

    private String deadEnd(String endpoint) throws Exception {
        AskingProgram asking = program.at(room, endpoint);
        HttpResponse<String> asked = ada.get(asking.path());
        assertThat(asked.statusCode()).as(endpoint).isEqualTo(404);
        HttpResponse<String> allowed = ada.submit(asking.path(), "decision", "allow", "access", "WRITE");
        assertThat(allowed.statusCode()).as(endpoint).isEqualTo(404);
        assertThat(allowed.body()).isEqualTo(asked.body());
        return asked.body().replace(encode(endpoint), "ENDPOINT");
    }

    @Test
    void whoever_belongs_to_the_servers_organization_too_continues_there() throws Exception {
        room.fakes.join(ADA_IN_MEADOW);
        AskingProgram asking = program.at(room, "meadow/farm");
        assertThat(ada.text(asking.path()))
                .contains("Continue in <bdi>Meadow</bdi>", "name=\"organization\" value=\"meadow\"")
                .doesNotContain("value=\"allow\"");
        HttpResponse<String> entered = ada.submit("/organizations", "organization", "meadow", "return", asking.path());
        assertThat(location(entered)).isEqualTo(asking.path());
        assertThat(ada.text(asking.path())).contains("<dd><bdi>Meadow</bdi></dd>", "value=\"allow\"");
        assertThat(location(ada.submit(asking.path(), "decision", "allow"))).contains("?code=");
        assertThat(room.audit.events().getLast().organization()).isEqualTo(Fixtures.MEADOW.id());
    }

    @Test
    void a_form_that_was_opened_in_another_organization_allows_nothing_in_this_one() throws Exception {
        room.fakes.join(ADA_IN_MEADOW);
        AskingProgram open = program.with("resource");
        ada.get(open.path());
        String old = ada.token();
        ada.submit("/organizations", "organization", "meadow");
        HttpResponse<String> stale =
                ada.send(ada.form(open.path(), java.util.List.of("csrf", old, "decision", "allow", "server", "farm")));
        assertThat(stale.statusCode()).isEqualTo(403);
    }

    @Test
    void where_nothing_can_be_recorded_nothing_is_allowed() throws Exception {
        ada.get(program.path());
        room.audit.fail();
        HttpResponse<String> answer = ada.submit(program.path(), "decision", "allow");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    static String encode(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
