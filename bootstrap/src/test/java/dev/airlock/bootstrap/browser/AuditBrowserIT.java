package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.airlock.bootstrap.proof.Agent;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The audit log, just after an agent's call. */
@ExtendWith(Shared.class)
final class AuditBrowserIT {
    @Test
    void a_call_is_listed_and_opens(ControlRoom room) throws IOException {
        try (Agent agent = room.agent()) {
            assertThat(agent.call("getProduct", Map.of("sku", "ROPE-10MM")).isSuccess())
                    .isTrue();
        }
        try (Visitor owner = room.owner()) {
            owner.open("/audit?tool=getProduct");
            Locator newest = owner.page().locator("tbody tr").first();
            assertThat(newest).containsText("getProduct");
            assertThat(newest).containsText(ControlRoom.SHOP);

            owner.press(newest.locator("a"));

            assertThat(owner.heading()).containsText("getProduct");
            assertThat(owner.page().locator(".records")).containsText("ROPE-10MM");
            assertThat(owner.page().locator(".records section")).hasCount(2);
        }
    }
}
