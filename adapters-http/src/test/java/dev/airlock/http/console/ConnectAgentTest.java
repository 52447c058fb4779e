package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.policy.PolicyPreset;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectAgentTest {
    private static final String URL = "https://airlock.example.com/mcp/harbour/shop";

    private ControlRoom room;
    private Browser ada;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(Fixtures.ADA);
        room.add(Fixtures.ADA, "shop", Documents.shop(3), PolicyPreset.ALLOW_ALL);
        ada = room.browser(Fixtures.ADA);
        ada.get("/connect");
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void a_token_is_shown_once_inside_the_snippets() throws Exception {
        HttpResponse<String> made = ada.submit(
                "/connect", "server", "shop", "token-name", "Claude Code", "access", "WRITE", "lifetime", "30");
        assertThat(made.body())
                .containsPattern(
                        "claude mcp add --transport http --header &quot;Authorization: Bearer airlock_pat_[0-9]{43}&quot; shop ");
        assertThat(ada.text("/connect")).contains("YOUR_TOKEN").doesNotContain("airlock_pat_");
        assertThat(ada.text("/tokens")).contains("Claude Code", "in 30 days").doesNotContain("airlock_pat_");
    }

    @Test
    void a_token_reaches_no_further_than_was_ticked() throws Exception {
        String shop = room.verbs
                .readServers()
                .list(Fixtures.signedIn(Fixtures.ADA))
                .getFirst()
                .server()
                .id()
                .toString();
        ada.submit("/tokens", "token-name", "reader", "access", "READ", "servers", shop, "lifetime", "7");
        assertThat(ada.text("/tokens")).contains("Reads only", "<bdi>Harbour Supplies</bdi></span></p>", "in 7 days");
    }

    @Test
    void a_token_without_a_name_or_with_an_endless_life_is_refused() throws Exception {
        assertThat(ada.submit("/tokens", "token-name", " ").body()).contains("id=\"token-name-problem\"");
        HttpResponse<String> endless = ada.submit("/tokens", "token-name", "a", "lifetime", "999");
        assertThat(endless.statusCode()).isEqualTo(400);
        assertThat(endless.body()).contains("a token lives for 1 to 366 days");
    }

    @Test
    void a_revoked_token_is_gone_and_nobody_revokes_anothers() throws Exception {
        ada.submit("/tokens", "token-name", "laptop", "access", "READ");
        String id = room.verbs
                .tokens()
                .list(Fixtures.signedIn(Fixtures.ADA))
                .getFirst()
                .token()
                .id()
                .toString();
        room.join(Fixtures.BOB);
        Browser bob = room.browser(Fixtures.BOB);
        bob.get("/tokens");
        assertThat(bob.submit("/tokens/" + id + "/revoke").statusCode()).isEqualTo(404);
        assertThat(ada.submit("/tokens/" + id + "/revoke").statusCode()).isEqualTo(303);
        assertThat(ada.text("/tokens")).contains("You have no tokens");
    }

    @Test
    void links_that_open_a_client_carry_no_token() {
        for (Snippet snippet : Snippets.of("shop", URL, "airlock_pat_canary")) {
            assertThat(snippet.withToken()).anyMatch(block -> block.text().contains("canary"));
            assertThat(snippet.withToken())
                    .allMatch(block -> !block.text().contains("Authorization")
                            || block.text().contains("Bearer airlock_pat_canary")
                            || block.text().contains("Bearer ${input:token}"));
            assertThat(snippet.blocks()).noneMatch(block -> block.text().contains("canary"));
            for (Snippet.Link link : snippet.links()) {
                assertThat(link.url())
                        .doesNotContain("canary")
                        .doesNotContain(Base64.getEncoder().encodeToString("canary".getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    @Test
    void every_client_that_can_ask_in_the_browser_is_connected_without_a_token() {
        for (Snippet snippet : Snippets.of("shop", URL, null)) {
            assertThat(snippet.blocks().isEmpty())
                    .as(snippet.client())
                    .isEqualTo(snippet.id().equals("curl"));
            for (Snippet.Block block : snippet.blocks()) {
                assertThat(block.text())
                        .as(snippet.client())
                        .contains(URL)
                        .doesNotContain("YOUR_TOKEN", "Authorization", "header");
            }
        }
    }

    @Test
    void snippets_can_be_told_apart_by_their_ids() {
        var ids = Snippets.of("shop", URL, null).stream()
                .flatMap(snippet -> Stream.concat(snippet.blocks().stream(), snippet.withToken().stream()))
                .map(Snippet.Block::id)
                .toList();
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(15);
    }

    @Test
    void links_open_the_client_that_they_name() {
        var links = Snippets.of("shop", URL, null).stream()
                .flatMap(snippet -> snippet.links().stream())
                .map(Snippet.Link::url)
                .toList();
        String config = Base64.getEncoder()
                .encodeToString(("{\"url\":\"" + URL + "\"}").getBytes(StandardCharsets.UTF_8))
                .replace("=", "%3D");
        assertThat(links)
                .containsExactly(
                        "cursor://anysphere.cursor-deeplink/mcp/install?name=shop&config=" + config,
                        "vscode:mcp/install?%7B%22name%22%3A%22shop%22%2C%22type%22%3A%22http%22%2C%22url%22%3A%22"
                                + "https%3A%2F%2Fairlock.example.com%2Fmcp%2Fharbour%2Fshop%22%7D");
    }
}
