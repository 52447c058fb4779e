package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.policy.PolicyPreset;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No form counts but our own, at any route: the list of routes is Jersey's. */
class ForgeryTest {
    private ControlRoom room;
    private Browser ada;
    private List<Route> forms;
    private int recorded;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(Fixtures.ADA);
        room.join(Fixtures.BOB);
        room.add(Fixtures.ADA, "harbour-supplies", Documents.shop(3), PolicyPreset.ALLOW_ALL);
        ada = room.browser(Fixtures.ADA);
        ada.get("/servers");
        recorded = room.audit.events().size();
        forms = Route.all(room.resources).stream()
                .filter(route -> !route.method().equals("GET"))
                .toList();
        assertThat(forms)
                .hasSizeGreaterThan(10)
                .allMatch(route -> route.method().equals("POST"));
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void a_form_without_a_token_is_refused() throws Exception {
        refused(route -> form(route, List.of()), 403);
    }

    @Test
    void a_form_with_the_token_of_another_session_is_refused() throws Exception {
        Browser bob = room.browser(Fixtures.BOB);
        bob.get("/servers");
        recorded = room.audit.events().size();
        assertThat(bob.token()).isNotEmpty().isNotEqualTo(ada.token());
        refused(route -> form(route, List.of("csrf", bob.token())), 403);
    }

    @Test
    void a_token_in_the_address_does_not_count() throws Exception {
        refused(route -> ada.form(route.path() + "?csrf=" + ada.token(), List.of("a", "b")), 403);
    }

    @Test
    void a_form_from_another_origin_is_refused_even_with_the_token() throws Exception {
        refused(route -> own(route).header("Origin", "https://evil.example"), 403);
        refused(route -> own(route).header("Origin", "null"), 403);
        refused(route -> own(route).header("Sec-Fetch-Site", "cross-site"), 403);
        refused(route -> own(route).header("Sec-Fetch-Site", "same-site"), 403);
    }

    @Test
    void anything_but_a_form_is_refused_even_with_the_token() throws Exception {
        for (String type : List.of("text/plain", "application/json")) {
            refused(
                    route -> ada.request(route.path())
                            .header("Content-Type", type)
                            .POST(BodyPublishers.ofString("csrf=" + ada.token())),
                    415);
        }
    }

    @Test
    void no_address_changes_anything_when_it_is_only_opened() throws Exception {
        for (Route route : forms) {
            ada.send(ada.request(route.path())
                    .header("X-HTTP-Method-Override", "POST")
                    .GET());
            ada.send(ada.request(route.path() + "?_method=POST").method("HEAD", BodyPublishers.noBody()));
        }
        assertThat(room.audit.events()).hasSize(recorded);
    }

    @Test
    void nobody_who_is_signed_out_reaches_a_form_that_is_not_open() throws Exception {
        Browser stranger = room.browser();
        stranger.get("/sign-in");
        for (Route route : forms) {
            if (!route.open()) {
                assertThat(stranger.submit(route.path()).statusCode())
                        .as(route.toString())
                        .isEqualTo(401);
            }
        }
        assertThat(room.audit.events()).hasSize(recorded);
    }

    @Test
    void our_own_form_is_taken() throws Exception {
        assertThat(ada.submit("/servers/harbour-supplies/tools/getOrder0/action", "action", "DENY")
                        .statusCode())
                .isEqualTo(303);
        assertThat(room.audit.events()).hasSizeGreaterThan(recorded);
    }

    private interface Forgery {
        HttpRequest.Builder of(Route route);
    }

    private HttpRequest.Builder form(Route route, List<String> fields) {
        return ada.form(route.path(), fields).header("Origin", room.address.toString());
    }

    private HttpRequest.Builder own(Route route) {
        return ada.form(route.path(), List.of("csrf", ada.token()));
    }

    private void refused(Forgery forgery, int status) throws Exception {
        for (Route route : forms) {
            var response = ada.send(forgery.of(route));
            assertThat(response.statusCode()).as(route.toString()).isEqualTo(status);
            assertThat(response.body()).as(route.toString()).contains("<h1>");
        }
        assertThat(room.audit.events()).hasSize(recorded);
    }
}
