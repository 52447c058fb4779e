package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Control Room in a browser that runs no scripts. */
@ExtendWith(Shared.class)
final class NoScriptBrowserIT {
    @Test
    void signing_in_switching_a_tool_and_making_a_token_need_no_scripts(ControlRoom room) {
        try (Visitor owner = room.strangerWithoutScripts()) {
            room.signIn(owner);

            owner.open("/servers/" + ControlRoom.SHOP);
            Locator block = owner.page().locator("#tool-getSalesReport button[value=DENY]");
            owner.press(block);
            assertThat(owner.status()).containsText("Saved.");
            assertThat(block).hasAttribute("aria-pressed", "true");

            owner.open("/tokens");
            owner.fill("What is it for", "A reader of text");
            owner.press("Make the token");
            assertThat(owner.page().locator("#secret")).containsText("airlock_");
        }
    }
}
