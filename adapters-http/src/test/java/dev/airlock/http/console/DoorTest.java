package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.policy.PolicyPreset;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every answer carries, and who is let in. */
class DoorTest {
    private ControlRoom room;
    private List<Route> pages;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(Fixtures.ADA);
        room.add(Fixtures.ADA, "harbour-supplies", Documents.shop(3), PolicyPreset.ALLOW_ALL);
        pages = Route.all(room.resources).stream()
                .filter(route -> route.method().equals("GET"))
                .toList();
        assertThat(pages).hasSizeGreaterThan(10);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void every_page_forbids_what_it_never_does() throws Exception {
        Browser ada = room.browser(Fixtures.ADA);
        for (Route page : pages) {
            guarded(page.path(), ada.get(page.path()));
            guarded(page.path(), room.browser().get(page.path()));
        }
        guarded("unknown", ada.get("/nothing/here"));
        guarded("wrong method", ada.get("/sign-out"));
    }

    private static void guarded(String page, HttpResponse<String> response) {
        var headers = response.headers().map();
        assertThat(headers.get("content-security-policy"))
                .as(page)
                .singleElement()
                .asString()
                .startsWith("default-src 'none'; style-src 'self'; script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(headers.get("referrer-policy")).as(page).containsExactly("same-origin");
        assertThat(headers.get("x-content-type-options")).as(page).containsExactly("nosniff");
        assertThat(headers.get("x-frame-options")).as(page).containsExactly("DENY");
        assertThat(headers.get("cross-origin-opener-policy")).as(page).containsExactly("same-origin");
        assertThat(headers.get("cache-control")).as(page).containsExactly("no-store");
        assertThat(headers).as(page).doesNotContainKey("strict-transport-security");
    }

    @Test
    void a_visitor_is_sent_to_sign_in_and_comes_back_to_the_page() throws Exception {
        for (Route page : pages) {
            if (!page.open()) {
                HttpResponse<String> response = room.browser().get(page.path());
                assertThat(response.statusCode()).as(page.toString()).isEqualTo(303);
                assertThat(location(response)).as(page.toString()).startsWith("/sign-in?return=%2F");
            }
        }
        Browser visitor = room.browser();
        visitor.get(location(visitor.get("/audit?action=tool.call")));
        HttpResponse<String> signedIn = visitor.submit(
                "/sign-in",
                "email",
                "ada@example.com",
                "password",
                ControlRoom.PASSWORD,
                "return",
                "/audit?action=tool.call");
        assertThat(location(signedIn)).isEqualTo("/audit?action=tool.call");
    }

    @Test
    void no_page_asks_another_host_for_anything() throws Exception {
        Browser ada = room.browser(Fixtures.ADA);
        for (Route page : pages) {
            assertThat(ada.text(page.path()))
                    .as(page.toString())
                    .doesNotContainPattern("(?i)(src|action)=\"(https?:)?//")
                    .doesNotContainPattern("(?i)<link[^>]+href=\"(https?:)?//")
                    .doesNotContainPattern("(?i)\\sstyle=|\\son[a-z]+=|<style|<script>");
        }
    }

    @Test
    void cookies_are_out_of_reach_of_scripts() throws Exception {
        Browser browser = room.browser();
        assertThat(cookie(browser.get("/sign-in")))
                .startsWith("airlock-visit=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain", "Secure");
        HttpResponse<String> signedIn =
                browser.submit("/sign-in", "email", "ada@example.com", "password", ControlRoom.PASSWORD);
        assertThat(cookie(signedIn)).startsWith("airlock=").contains("HttpOnly", "SameSite=Lax", "Path=/");
    }

    @Test
    void behind_tls_cookies_and_browsers_are_bound_to_it() throws Exception {
        try (ControlRoom secure = ControlRoom.behind(URI.create("https://airlock.example.com"))) {
            HttpResponse<String> page = secure.browser().get("/sign-in");
            assertThat(cookie(page)).startsWith("__Host-airlock-visit=").contains("Secure", "HttpOnly", "Path=/");
            assertThat(page.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=63072000");
        }
    }

    @Test
    void a_forged_host_cannot_bend_a_redirect() throws Exception {
        HttpResponse<String> response = room.browser().get("/servers");
        assertThat(location(response)).startsWith("/");
    }

    @Test
    void files_are_kept_for_ever_under_the_name_of_their_content() throws Exception {
        String path = Assets.load().path("console.css");
        HttpResponse<String> file = room.browser().get(path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
        assertThat(room.browser().get("/assets/0000000000000000/console.css").statusCode())
                .isEqualTo(404);
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }
}
