package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that the other tests have no need to come to. */
@ExtendWith(Shared.class)
final class PagesBrowserIT {
    @ParameterizedTest
    @CsvSource({
        "/servers/harbour-supplies?q=no-such-tool, Harbour Supplies",
        "/servers/harbour-supplies/tools/placeOrder, placeOrder",
        "/servers/harbour-supplies/remove, Remove Harbour Supplies?",
        "/connect, Connect your agent",
        "/clients, Clients",
        "/clients?of=everybody, Clients",
        "/organizations, Your organizations",
        "/members, Members",
        "/groups, Groups",
        "/service-accounts, Service accounts",
        "/sessions, Your sessions",
        "/servers/harbour-supplies/access, Who may use Harbour Supplies",
        "/servers/harbour-supplies/conventions, How Harbour Supplies is called",
        "/servers/harbour-supplies/authentication, How people connect to Harbour Supplies",
        "/servers/harbour-supplies/target, Where calls to Harbour Supplies go",
        "/oauth/authorize?client_id=nobody, That was not done",
        "/approvals, Approvals",
        "/audit?action=no.such.action, Audit",
        "/no-such-page, There is nothing here"
    })
    void a_page_opens_and_is_sound(String path, String heading, ControlRoom room) {
        try (Visitor owner = room.owner()) {
            owner.open(path);

            assertThat(owner.heading()).hasText(heading);
        }
    }
}
