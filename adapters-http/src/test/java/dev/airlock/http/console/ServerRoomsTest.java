package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.policy.PolicyPreset;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerRoomsTest {
    private static final Membership CLEO =
            Fixtures.member(Fixtures.HARBOUR, 13, "cleo@example.com", "Cleo", Role.MEMBER);
    private static final String SHOP = "/servers/shop";

    private ControlRoom room;
    private Browser ada;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(Fixtures.ADA);
        room.join(Fixtures.BOB);
        ada = room.browser(Fixtures.ADA);
        ada.get("/servers/new");
    }

    @AfterEach
    void close() {
        room.close();
    }

    private void addShop(PolicyPreset policy) throws Exception {
        room.add(Fixtures.ADA, "shop", Documents.shop(60), policy);
        ada.get(SHOP);
    }

    @Test
    void a_server_is_added_from_pasted_text() throws Exception {
        HttpResponse<String> added = ada.upload(
                "/servers/new",
                Map.of("specification", Documents.shop(3), "policy", "READ_ONLY", "slug", "shop"),
                Map.of());
        assertThat(added.headers().firstValue("Location")).hasValue(SHOP);
        assertThat(ada.text(SHOP))
                .contains(
                        "Harbour Supplies",
                        "The server is added",
                        "https://api.harbour.example/v1",
                        "/mcp/harbour/shop");
    }

    @Test
    void a_server_is_added_from_an_uploaded_file() throws Exception {
        byte[] large = Documents.shop(5_000).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> added =
                ada.upload("/servers/new", Map.of("policy", "ALLOW_ALL"), Map.of("document", large));
        assertThat(added.headers().firstValue("Location")).hasValue("/servers/harbour-supplies");
        assertThat(ada.text("/servers")).contains("5000 tools");
    }

    @Test
    void what_is_wrong_stands_at_its_field_and_the_rest_stays_filled() throws Exception {
        HttpResponse<String> answer = ada.upload(
                "/servers/new", Map.of("slug", "Not A Slug", "name", "My shop", "policy", "READ_ONLY"), Map.of());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("role=\"alert\"", "<a href=\"#slug\">", "id=\"slug-problem\"", "aria-invalid=\"true\"")
                .contains("value=\"My shop\"", "value=\"Not A Slug\"", "value=\"READ_ONLY\" checked");
    }

    @Test
    void a_document_that_cannot_be_read_or_fetched_says_so_at_its_field() throws Exception {
        var unread = ada.upload("/servers/new", Map.of("specification", "no", "policy", "READ_ONLY"), Map.of());
        assertThat(unread.body()).contains("id=\"specification-problem\">line 1: this is no OpenAPI document");
        var unfetched = ada.upload(
                "/servers/new",
                Map.of("specificationUrl", "https://api.example.com/x", "policy", "READ_ONLY"),
                Map.of());
        assertThat(unfetched.body()).contains("id=\"specificationUrl-problem\"", "is not reachable");
    }

    @Test
    void what_a_document_holds_beside_its_tools_is_told_after_adding() throws Exception {
        String document = Documents.shop(2).replaceFirst("\\{", "{\"x-warnings\": [\"GET /x cannot be used\"],");
        var added = ada.upload("/servers/new", Map.of("specification", document, "policy", "READ_ONLY"), Map.of());
        assertThat(added.statusCode()).isEqualTo(200);
        assertThat(added.body()).contains("GET /x cannot be used", "href=\"/servers/harbour-supplies\"");
    }

    @Test
    void the_switch_of_a_tool_is_saved_and_shown() throws Exception {
        addShop(PolicyPreset.ALLOW_ALL);
        HttpResponse<String> saved =
                ada.submit(SHOP + "/tools/getOrder0/action", "action", "DENY", "return", SHOP + "?q=getOrder0");
        assertThat(saved.headers().firstValue("Location")).hasValue(SHOP + "?q=getOrder0#tool-getOrder0");
        assertThat(ada.text(SHOP + "?q=getOrder0"))
                .contains("value=\"DENY\" aria-pressed=\"true\"", "Saved.", "1 of 60 tools match");
        assertThat(ada.text(SHOP + "?q=getOrder0")).doesNotContain("Saved.");
    }

    @Test
    void a_rule_that_overrules_a_switch_is_named() throws Exception {
        addShop(PolicyPreset.ASK_FOR_WRITES);
        ada.submit(SHOP + "/tools/placeOrder2/action", "action", "ALLOW");
        assertThat(ada.text(SHOP + "/tools/placeOrder2"))
                .contains("value=\"ALLOW\" aria-pressed=\"true\"", "In force: Ask.", "“writes ask” is stricter");
    }

    @Test
    void a_tools_page_lists_the_rules_that_speak_of_it_and_who_approves() throws Exception {
        addShop(PolicyPreset.ASK_FOR_WRITES);
        ada.submit(SHOP + "/tools/placeOrder2/action", "action", "ALLOW");
        String rules = rules("placeOrder2");
        assertThat(rules)
                .contains("that changes something", "rule “<bdi>writes ask</bdi>”: <bdi>asks the server's owner")
                .contains("switch: placeOrder2")
                .doesNotContain("destructive tools");
        assertThat(rules("getOrder0")).contains("No rule speaks of this tool.").doesNotContain("writes ask");
    }

    /** What a tool's page says about the policy. */
    private String rules(String tool) throws Exception {
        String page = ada.get(SHOP + "/tools/" + tool).body();
        int begin = page.indexOf("<h2 id=\"policy\">");
        return page.substring(begin, page.indexOf("</section>", begin)).replace("&#39;", "'");
    }

    @Test
    void many_tools_are_shown_in_pages_and_found_by_filters() throws Exception {
        addShop(PolicyPreset.ALLOW_ALL);
        assertThat(ada.text(SHOP)).contains("1–50 of 60", "page&#61;2").doesNotContain("Previous");
        assertThat(ada.text(SHOP + "?page=2"))
                .contains("51–60 of 60", "Previous")
                .doesNotContain("rel=\"next\"");
        assertThat(ada.text(SHOP + "?page=999999999999")).contains("1–50 of 60");
        assertThat(ada.text(SHOP + "?kind=Destructive")).contains("20 of 60 tools match");
    }

    @Test
    void a_newer_description_is_applied_exactly_as_it_was_shown() throws Exception {
        addShop(PolicyPreset.ALLOW_ALL);
        String plan = ada.upload(SHOP + "/import", Map.of("specification", Documents.shop(61)), Map.of())
                .body();
        assertThat(plan).contains("1 added, 0 changed, 0 removed; 60 stay as they are", "Apply exactly this");
        assertThat(ada.text("/servers")).contains("60 tools");
        ada.get(SHOP);
        Map<String, String> carried = Map.of("plan", hidden(plan, "plan"), "base64", hidden(plan, "base64"));

        var changed = Map.of("plan", carried.get("plan"), "url", "https://api.example.com/other");
        assertThat(ada.upload(SHOP + "/import/apply", changed, Map.of()).statusCode())
                .isEqualTo(400);
        var other = Documents.shop(62).getBytes(StandardCharsets.UTF_8);
        assertThat(ada.upload(SHOP + "/import/apply", Map.of("plan", carried.get("plan")), Map.of("document", other))
                        .statusCode())
                .isEqualTo(409);

        assertThat(ada.upload(SHOP + "/import/apply", carried, Map.of())
                        .headers()
                        .firstValue("Location"))
                .hasValue(SHOP);
        assertThat(ada.text("/servers")).contains("61 tools");
    }

    private static String hidden(String page, String name) {
        Matcher matcher =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1).replace("&#61;", "=");
    }

    @Test
    void a_server_is_removed_only_when_its_name_is_typed() throws Exception {
        addShop(PolicyPreset.ALLOW_ALL);
        assertThat(ada.submit(SHOP + "/remove", "typed", "ship").statusCode()).isEqualTo(400);
        assertThat(ada.get(SHOP).statusCode()).isEqualTo(200);
        assertThat(ada.submit(SHOP + "/remove", "typed", "shop").statusCode()).isEqualTo(303);
        assertThat(ada.get(SHOP).statusCode()).isEqualTo(404);
    }

    @Test
    void a_credential_is_kept_and_never_shown_again() throws Exception {
        addShop(PolicyPreset.ALLOW_ALL);
        String page = SHOP + "/connection";
        assertThat(ada.submit(page, "kind", "0", "secret-0", "tok_canary_1").statusCode())
                .isEqualTo(303);
        assertThat(ada.text(page))
                .contains("Connected", "Bearer token", "Replace")
                .doesNotContain("canary");
        assertThat(ada.submit(page, "kind", "1", "username-1", "ada:canary_2", "secret-1", "canary_3")
                        .body())
                .contains("a user name for basic authentication has no colon", "id=\"secret-1-problem\"")
                .doesNotContain("canary");
        assertThat(ada.submit(page, "kind", "9").statusCode()).isEqualTo(400);
        assertThat(ada.text("/audit")).doesNotContain("canary");
        ada.submit(page + "/remove");
        assertThat(ada.text(page)).contains("Not connected");
    }

    @Test
    void a_member_sees_no_buttons_of_administrators_and_cannot_press_them_either() throws Exception {
        addShop(PolicyPreset.ALLOW_ALL);
        room.fakes.join(CLEO);
        Browser cleo = room.browser();
        String link = "/sign-in/link/" + room.verbs.signIn().link(CLEO, Duration.ofMinutes(1));
        cleo.get(link);
        cleo.submit(link);
        assertThat(cleo.text("/servers")).contains("Harbour Supplies").doesNotContain("/servers/new");
        assertThat(cleo.text(SHOP)).doesNotContain("/remove", "/import", "class=\"switch\"");
        assertThat(cleo.get(SHOP + "/remove").statusCode()).isEqualTo(403);
        cleo.get(SHOP + "/connection");
        assertThat(cleo.submit(SHOP + "/remove", "typed", "shop").statusCode()).isEqualTo(403);
        assertThat(cleo.submit(SHOP + "/tools/getOrder0/action", "action", "DENY")
                        .statusCode())
                .isEqualTo(403);
        assertThat(cleo.text("/audit")).contains("Cleo").doesNotContain("<bdi>Ada</bdi>");
    }

    @Test
    void unknown_and_not_yours_look_the_same() throws Exception {
        addShop(PolicyPreset.ALLOW_ALL);
        Browser bob = room.browser(Fixtures.BOB);
        HttpResponse<String> foreign = bob.get(SHOP);
        HttpResponse<String> unknown = bob.get("/servers/ship");
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(unknown.body()).contains("There is nothing here");
    }

    @Test
    void a_fault_shows_its_incident_and_nothing_else() throws Exception {
        addShop(PolicyPreset.ALLOW_ALL);
        room.fail("password canary_4");
        HttpResponse<String> answer = ada.get("/audit");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.body()).contains("incident 0000").doesNotContain("canary", "Exception");
    }

    @Test
    void a_page_says_what_it_does_not_take() throws Exception {
        HttpResponse<String> answer = ada.get("/sign-out");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("POST");
        assertThat(answer.body()).contains("This page cannot do that");
    }
}
