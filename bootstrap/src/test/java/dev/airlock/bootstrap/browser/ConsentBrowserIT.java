package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A program opens the browser, a person decides there, and the program hears of it. */
@ExtendWith(Shared.class)
final class ConsentBrowserIT {
    private static final String STATE = "a/b+c d=&%é";

    @Test
    void whoever_is_signed_out_signs_in_sees_who_asks_and_allows_it(ControlRoom room) throws InterruptedException {
        try (Program program = Program.named("Notes", room.mcpUrl());
                Visitor owner = room.stranger()) {
            owner.open(program.address(STATE));
            assertThat(owner.heading()).hasText("Sign in");
            room.fillSignIn(owner);
            owner.press("Sign in");
            assertThat(owner.heading()).hasText("Allow “Notes” to act for you?");
            assertThat(owner.page().locator("main")).containsText("Airlock cannot verify this name");
            assertThat(owner.page().locator("main")).containsText("a program on this computer");
            assertThat(owner.page().locator("main")).containsText(room.email());

            owner.press("Allow");

            assertThat(owner.heading()).hasText("You may close this page");
            Map<String, String> answer = program.answer();
            assertThat(answer).containsOnlyKeys("code", "state", "iss").containsEntry("state", STATE);
            assertThat(URI.create(room.mcpUrl()).resolve("/")).hasToString(answer.get("iss") + "/");
        }
    }

    @Test
    void whoever_does_not_allow_it_tells_the_program_so(ControlRoom room) throws InterruptedException {
        try (Program program = Program.named("Notes", room.mcpUrl());
                Visitor owner = room.owner()) {
            owner.open(program.address(STATE));

            owner.press("Do not allow");

            assertThat(owner.heading()).hasText("You may close this page");
            assertThat(program.answer()).containsEntry("error", "access_denied").containsEntry("state", STATE);
        }
    }

    @Test
    void a_connected_client_is_listed_and_refused_once_it_is_revoked(ControlRoom room) throws InterruptedException {
        try (Program program = Program.named("Notes on a laptop", room.mcpUrl());
                Visitor owner = room.owner()) {
            owner.open(program.address(STATE));
            owner.press("Allow");
            String token = program.redeem(program.answer().get("code"));
            assertThat(program.listTools(token)).isEqualTo(200);
            owner.open("/clients");
            assertThat(owner.page().locator("main")).containsText("Notes on a laptop");

            owner.follow("Revoke Notes on a laptop");
            assertThat(owner.heading()).hasText("Revoke Notes on a laptop?");
            owner.press("Revoke it");

            assertThat(owner.status()).containsText("Revoked.");
            assertThat(owner.page().getByText("Notes on a laptop")).hasCount(0);
            assertThat(program.listTools(token)).isEqualTo(401);
        }
    }

    @Test
    void the_decision_works_without_scripts(ControlRoom room) throws InterruptedException {
        try (Program program = Program.named("Notes", room.mcpUrl());
                Visitor owner = room.strangerWithoutScripts()) {
            owner.open(program.address(STATE));
            room.fillSignIn(owner);
            owner.press("Sign in");
            owner.page().getByLabel("Only read").check();

            owner.press("Allow");

            assertThat(program.answer()).containsKey("code");
        }
    }

    @Test
    void a_server_that_is_not_there_is_a_sound_page_with_a_way_back(ControlRoom room) throws InterruptedException {
        try (Program program = Program.named("Notes", room.mcpUrl() + "-not");
                Visitor owner = room.owner()) {
            owner.open(program.address(STATE));
            assertThat(owner.page().locator("main"))
                    .containsText("There is no such MCP server, or you may not use it.");

            owner.press("Do not allow");

            assertThat(program.answer()).containsEntry("error", "access_denied");
        }
    }
}
