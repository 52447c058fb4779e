package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens of agents: shown once, in the list or in the snippet that needs it, and revoked. */
@ExtendWith(Shared.class)
final class TokensBrowserIT {
    @Test
    void a_new_token_is_shown_once_and_can_be_revoked(ControlRoom room) {
        try (Visitor owner = room.owner()) {
            owner.open("/tokens");
            owner.fill("What is it for", "Backup script");
            owner.press("Make the token");
            String secret = owner.page().locator("#secret").innerText();
            assertThat(secret).matches("airlock_\\S{20,}");

            owner.open("/tokens");
            assertThat(owner.page().content()).contains("Backup script").doesNotContain(secret);

            owner.press("Revoke Backup script");
            assertThat(owner.status()).containsText("The token is revoked.");
            assertThat(owner.page().getByText("Backup script")).hasCount(0);
        }
    }

    @Test
    void the_page_for_agents_has_snippets_with_the_address_and_a_token_made_on_it(ControlRoom room) {
        try (Visitor owner = room.owner()) {
            owner.open("/connect?server=" + ControlRoom.SHOP);
            assertThat(owner.page().locator("pre#snippet-claude-code")).containsText(room.mcpUrl());
            Locator claudeCode = owner.page().locator("pre#snippet-claude-code-token");
            assertThat(claudeCode).containsText(room.mcpUrl());
            assertThat(claudeCode).containsText("Bearer YOUR_TOKEN");

            owner.fill("What is it for", "Claude Code on a laptop");
            owner.press("Make the token and fill it in above");

            for (Locator snippet : owner.page().locator("pre.snippet").all()) {
                assertThat(snippet.textContent()).doesNotContain("YOUR_TOKEN");
            }
            assertThat(claudeCode).containsText(room.mcpUrl());
            assertThat(claudeCode.textContent()).containsPattern("Bearer airlock_\\S{20,}");
        }
    }
}
