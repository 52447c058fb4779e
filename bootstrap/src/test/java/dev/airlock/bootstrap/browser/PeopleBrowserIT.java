package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Members, groups, service accounts and invitations, as an owner makes them; each page on the way is inspected. */
@ExtendWith(Shared.class)
final class PeopleBrowserIT {
    @Test
    void a_machine_gets_an_account_a_token_and_a_place_in_a_group(ControlRoom room) {
        try (Visitor owner = room.owner()) {
            owner.open("/service-accounts");
            owner.fill("What is it for", "Nightly export");
            owner.press("Add it");
            assertThat(owner.status()).containsText("The service account is added.");
            owner.page().locator("#token-name").fill("cron");
            owner.press("Make the token");
            assertThat(owner.page().locator("#secret")).containsText("airlock_svc_");

            owner.open("/groups");
            owner.page().locator("#name").fill("Machines");
            owner.press("Make the group");
            owner.page().locator("select[name=member]").selectOption("Nightly export");
            owner.press("Add to Machines");
            assertThat(owner.page().locator("main")).containsText("Nightly export");

            owner.open("/members");
            assertThat(owner.page().locator("main")).containsText("Machines");
            owner.press("Disable Nightly export");
            assertThat(owner.status()).containsText("It holds everywhere within seconds.");
            assertThat(owner.page().locator("main")).containsText("Disabled");
        }
    }

    @Test
    void someone_is_invited_and_the_invitation_taken_back(ControlRoom room) {
        try (Visitor owner = room.owner()) {
            owner.open("/members");
            owner.fill("E-mail address", "someone@example.com");
            owner.press("Invite");
            assertThat(owner.page().locator("main")).containsText("someone@example.com");
            owner.open("/members");
            owner.press("Take back the invitation of someone@example.com");
            assertThat(owner.status()).containsText("The invitation is taken back.");
        }
    }
}
