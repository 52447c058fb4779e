package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.airlock.bootstrap.proof.Agent;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The switch beside a tool. */
@ExtendWith(Shared.class)
final class PolicyBrowserIT {
    private static final String TOOL = "listCustomers";

    @Test
    void a_switched_action_stays_and_agents_feel_it(ControlRoom room) throws IOException {
        try (Visitor owner = room.owner();
                Agent agent = room.agent()) {
            owner.open("/servers/" + ControlRoom.SHOP);
            assertSwitched(owner, "Ask");
            assertSwitched(owner, "Block");
            assertThat(agent.call(TOOL, Map.of()).isSuccess()).isFalse();
            assertSwitched(owner, "Allow");
            assertThat(agent.call(TOOL, Map.of()).isSuccess()).isTrue();
        }
    }

    private static void assertSwitched(Visitor owner, String action) {
        assertThat(choice(owner, action)).hasAttribute("aria-pressed", "false");
        owner.press(choice(owner, action));
        owner.reload();
        assertThat(choice(owner, action)).hasAttribute("aria-pressed", "true");
    }

    private static Locator choice(Visitor owner, String action) {
        return owner.page()
                .locator("#tool-" + TOOL)
                .getByRole(
                        AriaRole.BUTTON, new GetByRoleOptions().setName(action).setExact(true));
    }
}
