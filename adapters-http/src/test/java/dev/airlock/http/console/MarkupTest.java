package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.policy.PolicyPreset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever people and documents call things, pages show it as text. */
class MarkupTest {
    private static final String MARKER = "<img src=x onerror=alert(1)>'><svg/onload=alert(2)>{{7*7}}{{csrf}}</pre>";
    private static final Set<String> NO_PAGES = Set.of("/sign-in", "/authorize", "/approvals/live");
    private static final Membership MALLORY =
            Fixtures.member(Fixtures.organization(5, "lagoon", MARKER), 55, "mallory@example.com", MARKER, Role.OWNER);

    private ControlRoom room;
    private Browser mallory;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(MALLORY);
        room.add(MALLORY, "harbour-supplies", Documents.shop(3, MARKER, MARKER, MARKER), PolicyPreset.ALLOW_ALL);
        mallory = room.browser(MALLORY);
        mallory.get("/tokens");
        assertThat(mallory.submit("/tokens", "token-name", MARKER, "access", "WRITE")
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void no_page_lets_a_name_become_markup() throws Exception {
        for (Route route : Route.all(room.resources)) {
            boolean shown = !route.template().startsWith("/assets") && !NO_PAGES.contains(route.template());
            if (route.method().equals("GET") && shown) {
                harmless(route.path(), mallory.text(route.path()));
            }
        }
        String deed = "/audit/" + room.audit.events().getLast().subject();
        harmless(deed, mallory.text(deed));
        assertThat(mallory.text(deed)).contains("token.issue", "&lt;img src&#61;x onerror");
        assertThat(mallory.text("/servers")).contains("&lt;img src&#61;x onerror");
        assertThat(mallory.text("/servers/harbour-supplies/tools/getOrder0")).contains("&lt;svg/onload", "{{7*7}}");
    }

    @Test
    void no_page_lets_what_was_typed_become_markup() throws Exception {
        String query = "%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E";
        for (String path : new String[] {
            "/servers/harbour-supplies?q=" + query + "&kind=" + query + "&page=" + query,
            "/audit?action=" + query + "&server=" + query + "&tool=" + query + "&result=" + query,
            "/connect?server=" + query,
            "/nothing?" + query
        }) {
            harmless(path, mallory.text(path));
        }
        mallory.get("/servers/new");
        harmless(
                "add",
                mallory.upload("/servers/new", java.util.Map.of("specification", MARKER), java.util.Map.of())
                        .body());
        harmless(
                "remove",
                mallory.submit("/servers/harbour-supplies/remove", "typed", MARKER)
                        .body());
    }

    private static void harmless(String page, String html) {
        assertThat(html)
                .as(page)
                .contains("<h1")
                .doesNotContain("<img", "<svg/", "onerror=", "onload=", "<bdi>49</bdi>");
    }
}
