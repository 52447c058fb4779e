package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.PolicyPreset;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Carol's agent asks; Ada owns the server, Dan administers, Eve has nothing to do with it. */
class ApprovalsRoomTest {
    private static final Slug SHOP = new Slug("shop");
    private static final Membership DAN = Fixtures.member(Fixtures.HARBOUR, 14, "dan@example.com", "Dan", Role.ADMIN);
    private static final Membership EVE = Fixtures.member(Fixtures.HARBOUR, 15, "eve@example.com", "Eve", Role.MEMBER);
    private static final PersonalAccessToken TOKEN = Fixtures.token(Fixtures.CAROL, 41, TokenScope.FULL);
    private static final Caller AGENT = new Caller.Agent(
            Fixtures.CAROL,
            TOKEN.scope(),
            TOKEN.name(),
            "10.0.0.7",
            new Entitlement(Entitlement.Kind.TOKEN, TOKEN.id().value()));
    private static final String DOCUMENT = """
            {"info": {"title": "Shop"}, "servers": [{"url": "https://api.shop.example/v1"}],
             "paths": {"/orders": {"post": {"operationId": "placeOrder", "summary": "Place an order"}}}}
            """;

    private ControlRoom room;
    private Browser ada;
    private Browser carol;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(Fixtures.ADA);
        List.of(Fixtures.CAROL, DAN, EVE).forEach(room::take);
        room.fakes.tokens().add(null, TOKEN, Fixtures.hash("carol's"));
        room.add(Fixtures.ADA, "shop", DOCUMENT, PolicyPreset.ASK_FOR_WRITES);
        room.connections
                .connect()
                .connect(
                        Fixtures.signedIn(Fixtures.CAROL),
                        SHOP,
                        false,
                        new Credential.Bearer("CANARY-secret"),
                        Map.of());
        ada = room.browser(Fixtures.ADA);
        carol = room.browser(Fixtures.CAROL);
    }

    @AfterEach
    void close() {
        room.close();
    }

    private String ask(String id) {
        return ask(Json.object().put("id", id).build());
    }

    private String ask(Json.Obj arguments) {
        CallOutcome outcome = room.calls.callTool().call(new ToolCall(AGENT, SHOP, "placeOrder", arguments));
        return "/approvals/" + ((CallOutcome.AwaitingApproval) outcome).approval();
    }

    private Approval state(String path) {
        var id = ApprovalId.of(path.substring(path.lastIndexOf('/') + 1));
        return Objects.requireNonNull(room.fakes.approvals().find(Fixtures.HARBOUR.id(), id))
                .approval();
    }

    private String digest(String path) {
        return state(path).requested().shown().toString();
    }

    @Test
    void the_inbox_lists_what_waits_for_its_reader_and_every_page_counts_it() throws Exception {
        String path = ask("ord_1");
        assertThat(ada.text("/approvals"))
                .contains("<title>(1) Approvals", "href=\"" + path + "\"", "placeOrder", "Carol", "token 41");
        assertThat(ada.text("/tokens")).contains("<title>(1) Tokens", "data-waiting>1</span>");
        assertThat(carol.text("/approvals"))
                .contains("<title>Approvals", "Nothing waits for you", "href=\"" + path + "\"");
        assertThat(room.browser(EVE).text("/approvals")).doesNotContain(path);
        assertThat(room.browser(DAN).text("/approvals")).contains("<title>Approvals", "href=\"" + path + "\"");
    }

    @Test
    void what_a_call_changes_is_shown_beside_what_is_there_and_shown_again_where_that_is_another_by_then()
            throws Exception {
        room.add(Fixtures.ADA, "depot", """
                {"info": {"title": "Depot"}, "servers": [{"url": "https://api.depot.example/v1"}],
                 "paths": {"/orders/{id}": {
                     "get": {"operationId": "getOrder"},
                     "patch": {"operationId": "updateOrder"}}}}
                """, PolicyPreset.ASK_FOR_WRITES);
        var depot = new Slug("depot");
        room.connections
                .connect()
                .connect(
                        Fixtures.signedIn(Fixtures.CAROL),
                        depot,
                        false,
                        new Credential.Bearer("CANARY-secret"),
                        Map.of());
        answers("{\"id\":\"7\",\"status\":\"open-<b>\",\"total\":5}");
        Json.Obj arguments =
                Json.object().put("id", "7").put("status", "closed").build();
        CallOutcome outcome = room.calls.callTool().call(new ToolCall(AGENT, depot, "updateOrder", arguments));
        String path = "/approvals/" + ((CallOutcome.AwaitingApproval) outcome).approval();
        String page = ada.text(path);
        String effect = page.substring(page.indexOf("id=\"effect\""), page.indexOf("id=\"arguments\""));
        assertThat(effect)
                .contains("What changes", "<code>getOrder</code>", "status", "open-&lt;b&gt;", "closed")
                .doesNotContain("total", "CANARY");
        answers("{\"id\":\"7\",\"status\":\"shipped\"}");
        String shown = digest(path);
        ada.get(path);
        assertThat(ada.submit(path + "/approve", "digest", shown).statusCode()).isEqualTo(409);
        assertThat(ada.text(path)).contains("shipped");
        assertThat(state(path)).isInstanceOf(Approval.Pending.class);
        ada.submit(path + "/approve", "digest", digest(path));
        assertThat(state(path)).isInstanceOf(Approval.Succeeded.class);
    }

    private void answers(String json) {
        var reply = new Reply(200, false, List.of(), json.getBytes(StandardCharsets.UTF_8), false);
        room.upstream.answer = () -> new Transmission.Answered(reply);
    }

    @Test
    void lists_are_paged() throws Exception {
        for (int i = 0; i < 60; i++) {
            String path = ask("ord_" + i);
            ada.get(path);
            ada.submit(path + "/approve", "digest", digest(path));
        }
        String first = carol.text("/approvals");
        assertThat(first.split("<li><a href=\"/approvals/", -1)).hasSize(26);
        String older = first.replace("&#61;", "=").replaceAll("(?s).*rel=\"next\" href=\"([^\"#]+)[\"#].*", "$1");
        assertThat(carol.text(older)).contains("rel=\"next\"", ">Newest</a>");
        assertThat(carol.get("/approvals?before=nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void open_pages_learn_that_something_is_another() throws Exception {
        String before = ada.text("/approvals/live");
        String path = ask("ord_1");
        String now = ada.text("/approvals/live?request=" + path.substring(11));
        assertThat(before).contains("\"waiting\":0");
        assertThat(now).contains("\"waiting\":1", "\"state\":\"Pending-" + digest(path));
        assertThat(ada.text(path)).contains("data-live-state=\"Pending-" + digest(path) + "-0\"");
        ada.submit(path + "/reject", "digest", digest(path), "reason", "no");
        assertThat(ada.text("/approvals/live?request=" + path.substring(11))).contains("\"state\":\"Rejected-");
        assertThat(room.browser(EVE).text("/approvals/live?request=" + path.substring(11)))
                .doesNotContain("state");
    }

    @Test
    void the_page_shows_who_asks_for_what_and_exactly_what_is_sent() throws Exception {
        String path = ask("ord_1");
        assertThat(ada.text(path))
                .contains("Place an order", "Carol", "carol@example.com", "token 41", "10.0.0.7", "Expires")
                .contains("POST", "https://api.shop.example/orders", "Content-Type", "application/json")
                .contains(
                        "<pre class=\"passage literal\" dir=\"ltr\">\n{&#10;  &quot;id&quot;: &quot;ord_1&quot;&#10;}</pre>")
                .contains("writes ask", digest(path), "Nobody yet")
                .doesNotContain("CANARY-secret");
    }

    @Test
    void what_the_owner_approves_is_sent_and_only_the_requester_sees_the_answer() throws Exception {
        room.upstream.answer = () -> new Transmission.Answered(Reply.done("order 77 placed"));
        String path = ask("ord_1");
        ada.get(path);
        HttpResponse<String> approved = ada.submit(path + "/approve", "digest", digest(path), "standing", "0");
        assertThat(approved.headers().firstValue("Location")).hasValue(path);
        assertThat(room.upstream.sent).hasSize(1);
        assertThat(ada.text(path))
                .contains("Approved. It is sent now", "the service did it", "Done")
                .doesNotContain("order 77 placed", "<button class=\"primary\">Approve");
        assertThat(carol.text(path)).contains("order 77 placed");
        assertThat(room.browser(DAN).text(path)).doesNotContain("order 77 placed");
    }

    @Test
    void an_approval_for_a_time_answers_the_same_call_again() throws Exception {
        String path = ask("ord_1");
        ada.get(path);
        ada.submit(path + "/approve", "digest", digest(path), "standing", "900");
        ask("ord_1");
        assertThat(room.upstream.sent).hasSize(2);
        room.clock.advance(Duration.ofMinutes(16));
        ask("ord_1");
        assertThat(room.upstream.sent).hasSize(2);
        String other = ask("ord_2");
        ada.get(other);
        assertThat(ada.submit(other + "/approve", "digest", digest(other), "standing", "99999999")
                        .statusCode())
                .isEqualTo(400);
        assertThat(state(other)).isInstanceOf(Approval.Pending.class);
    }

    @Test
    void a_rejection_needs_a_reason() throws Exception {
        String path = ask("ord_1");
        ada.get(path);
        HttpResponse<String> refused = ada.submit(path + "/reject", "digest", digest(path), "reason", " ");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("id=\"reason-problem\"", "Nothing was decided");
        ada.submit(path + "/reject", "digest", digest(path), "reason", "not <b>today</b>");
        assertThat(carol.text(path)).contains("Ada rejected it", "not &lt;b&gt;today&lt;/b&gt;");
        assertThat(room.upstream.sent).isEmpty();
    }

    @Test
    void changed_arguments_are_shown_beside_the_old_ones_and_decided_anew() throws Exception {
        String path = ask("ord_1");
        assertThat(ada.text(path + "/edit")).contains("&quot;id&quot;: &quot;ord_1&quot;");
        String before = digest(path);
        HttpResponse<String> broken = ada.submit(path + "/edit", "digest", before, "arguments", "{\"id\": ");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("this is no JSON", "{&quot;id&quot;: ", "aria-invalid");
        assertThat(ada.submit(path + "/edit", "digest", before, "arguments", "[1]")
                        .body())
                .contains("one JSON object");
        assertThat(ada.submit(path + "/edit", "digest", before, "arguments", "{\"id\": \"..\"}")
                        .body())
                .contains("cannot be a path segment");
        HttpResponse<String> edited = ada.submit(path + "/edit", "digest", before, "arguments", "{\"id\": \"ord_2\"}");
        assertThat(edited.headers().firstValue("Location")).hasValue(path);
        assertThat(ada.text(path)).contains("Changed arguments", "ord_1", "ord_2", "nothing is approved yet");
        assertThat(ada.submit(path + "/approve", "digest", before).statusCode()).isEqualTo(409);
        ada.submit(path + "/approve", "digest", digest(path));
        assertThat(new String(room.upstream.sent.getFirst().request().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"ord_2\"}");
    }

    @Test
    void whoever_changes_arguments_too_late_is_told_so_and_keeps_what_they_typed() throws Exception {
        String path = ask("ord_1");
        ada.get(path + "/edit");
        String before = digest(path);
        ada.submit(path + "/reject", "digest", before, "reason", "no");
        HttpResponse<String> late = ada.submit(path + "/edit", "digest", before, "arguments", "{\"id\": \"ord_2\"}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("it is decided already: the request is rejected", "ord_2");
        assertThat(ada.get(path + "/edit").headers().firstValue("Location")).hasValue(path);
        carol.get(path);
        assertThat(carol.submit(path + "/edit", "digest", before, "arguments", "{\"id\": \"ord_2\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_cannot_be_seen_can_be_edited() throws Exception {
        String path = ask("a\u202Eb");
        assertThat(ada.text(path + "/edit")).contains("a\\u202eb").doesNotContain("\u202E");
    }

    @Test
    void a_requester_takes_their_own_back() throws Exception {
        String path = ask("ord_1");
        assertThat(carol.text(path)).contains("Take it back").doesNotContain("/approve\"", "/reject\"");
        ada.get(path);
        assertThat(ada.submit(path + "/cancel").statusCode()).isEqualTo(404);
        carol.submit(path + "/cancel");
        assertThat(state(path)).isInstanceOf(Approval.Cancelled.class);
        assertThat(ada.text(path)).contains("The requester took it back");
    }

    @Test
    void an_approval_for_a_time_says_so_and_can_be_ended() throws Exception {
        String path = ask("ord_1");
        ada.get(path);
        ada.submit(path + "/approve", "digest", digest(path), "standing", "3600");
        assertThat(ada.text(path)).contains("is not asked about again until", "Ask again from now on");
        assertThat(ada.submit(path + "/revoke").statusCode()).isEqualTo(303);
        assertThat(ada.text(path))
                .contains("From now on the same call is asked about again")
                .doesNotContain("Ask again from now on");
        assertThat(ada.submit(path + "/revoke").statusCode()).isEqualTo(409);
    }

    @Test
    void a_request_that_would_not_be_sent_by_now_says_why() throws Exception {
        String path = ask("ord_1");
        assertThat(ada.text(path)).doesNotContain("nothing would be sent");
        room.connections.connect().disconnect(Fixtures.signedIn(Fixtures.CAROL), SHOP, false);
        assertThat(ada.text(path)).contains("As things are now, nothing would be sent: the requester is not connected");
    }

    @Test
    void an_unknown_outcome_is_settled_with_a_note() throws Exception {
        room.upstream.answer = () -> new Transmission.Failed("the connection broke off", true);
        String path = ask("ord_1");
        ada.get(path);
        ada.submit(path + "/approve", "digest", digest(path));
        assertThat(ada.text(path)).contains("Nobody knows whether it was done", "the connection broke off");
        assertThat(ada.text("/approvals")).contains("(1) Approvals", "Outcome unknown");
        assertThat(ada.submit(path + "/settle", "note", "looked").statusCode()).isEqualTo(400);
        assertThat(ada.submit(path + "/settle", "done", "yes").statusCode()).isEqualTo(400);
        ada.submit(path + "/settle", "done", "no", "note", "the order is not there");
        assertThat(carol.text(path)).contains("as Ada found out", "the order is not there");
    }

    @Test
    void nobody_approves_what_they_have_not_seen_in_full() throws Exception {
        String path = ask("harmless" + "\n".repeat(300) + "evil");
        assertThat(ada.text(path))
                .contains("+277 lines hidden", "disabled aria-describedby=\"unseen\">Approve</button>")
                .contains("href=\"" + path + "?unfold=all\"")
                .doesNotContain("evil</pre>", "action=\"" + path + "/approve\"");
        assertThat(ada.text(path + "?unfold=all"))
                .contains("evil</pre>", "action=\"" + path + "/approve\"")
                .doesNotContain("disabled", "lines hidden");
    }

    @Test
    void what_deceives_the_eye_is_marked_and_named() throws Exception {
        assertThat(ada.text(ask("pay \u202E p\u0430ypal")))
                .contains("Look closely", "<mark title=\"right-to-left override (U+202E)\">U+202E</mark>")
                .contains("cyrillic small letter a (U+0430), looks like a")
                .doesNotContain("\u202E");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject", "edit", "cancel", "revoke", "settle"})
    void no_get_decides_and_no_form_without_its_token(String deed) throws Exception {
        String path = ask("ord_1");
        ada.get(path + "/" + deed);
        HttpResponse<String> forged = ada.send(
                ada.form(path + "/" + deed, List.of("digest", digest(path), "reason", "x", "note", "x", "done", "yes"))
                        .header("Origin", room.address.toString()));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(state(path)).isInstanceOf(Approval.Pending.class);
    }

    @Test
    void a_requester_cannot_approve_their_own_in_any_browser_nor_as_an_administrator() throws Exception {
        String path = ask("ord_1");
        for (Browser own : List.of(carol, room.browser(Fixtures.CAROL), room.browserByLink(Fixtures.CAROL))) {
            own.get(path);
            assertThat(own.submit(path + "/approve", "digest", digest(path)).statusCode())
                    .isEqualTo(403);
            assertThat(own.submit(path + "/reject", "digest", digest(path), "reason", "x")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(own.get(path + "/edit").statusCode()).isEqualTo(404);
        }
        room.fakes.join(Fixtures.member(Fixtures.HARBOUR, 13, "carol@example.com", "Carol", Role.ADMIN));
        carol.get(path);
        assertThat(carol.submit(path + "/approve", "digest", digest(path)).statusCode())
                .isEqualTo(403);
        assertThat(state(path)).isInstanceOf(Approval.Pending.class);
        assertThat(room.upstream.sent).isEmpty();
    }

    @Test
    void a_link_only_opens_the_page_and_only_for_those_whom_it_concerns() throws Exception {
        String path = ask("ord_1");
        Browser scanner = room.browser();
        HttpResponse<String> turnedAway = scanner.get(path);
        assertThat(turnedAway.headers().firstValue("Location")).hasValue("/sign-in?return=" + path.replace("/", "%2F"));
        assertThat(scanner.send(scanner.request(path).HEAD()).statusCode()).isEqualTo(303);
        assertThat(scanner.submit(path + "/approve", "digest", digest(path)).statusCode())
                .isEqualTo(401);
        Browser eve = room.browser(EVE);
        assertThat(eve.get(path).statusCode()).isEqualTo(404);
        assertThat(eve.submit(path + "/approve", "digest", digest(path)).statusCode())
                .isEqualTo(404);
        ada.get(path);
        ada.get(path);
        assertThat(state(path)).isInstanceOf(Approval.Pending.class);
        ada.submit(path + "/approve", "digest", digest(path));
        assertThat(ada.submit(path + "/approve", "digest", digest(path)).statusCode())
                .isEqualTo(409);
        assertThat(room.upstream.sent).hasSize(1);
    }

    @Test
    void what_they_did_lately_names_tools_and_results_of_known_servers_alone() throws Exception {
        String first = ask("ord_1");
        ada.get(first);
        ada.submit(first + "/approve", "digest", digest(first));
        String page = ada.text(ask("ord_2"));
        assertThat(page.substring(page.indexOf("id=\"lately\"")))
                .contains("placeOrder", "Succeeded")
                .doesNotContain("ord_1");
    }
}
