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

    @Test
    void someone_joins_by_an_invitation_and_an_administrator_looks_after_them(ControlRoom room) {
        try (Visitor owner = room.owner();
                Visitor newcomer = room.stranger()) {
            owner.open("/members");
            owner.fill("E-mail address", "newcomer@example.com");
            owner.press("Invite");
            owner.open("/outbox");
            newcomer.open(owner.page().locator("a[href^='/invitation']").first().getAttribute("href"));
            assertThat(newcomer.page().locator("main")).containsText("newcomer@example.com is invited");
            newcomer.fill("Your name", "Nora Newcomer");
            newcomer.fill("Password", "seven green lighthouses");
            newcomer.press("Join");
            newcomer.open("/account");
            assertThat(newcomer.page().locator("main")).containsText("You sign in as newcomer@example.com");

            owner.open("/members");
            owner.follow("Authenticator app of Nora Newcomer");
            owner.press("Take it away");
            assertThat(owner.page().locator("main")).containsText("there is no authenticator app to take away");
        }
    }
}
