package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.airlock.bootstrap.proof.Agent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An agent asks, and a person decides, on a phone. */
@ExtendWith(Shared.class)
final class ApprovalsBrowserIT {
    private static final String MARKER =
            "<img src=x onerror=document.title='run'><script>document.title='run'</script>";

    @BeforeEach
    void ask(ControlRoom room) {
        action(room, "REQUIRE_APPROVAL");
    }

    @AfterEach
    void allow(ControlRoom room) {
        action(room, "ALLOW");
    }

    private static void action(ControlRoom room, String action) {
        try (Visitor owner = room.owner()) {
            owner.open("/servers/" + ControlRoom.SHOP + "/tools/placeOrder");
            owner.press(owner.page().locator("button[name=action][value=" + action + "]"));
        }
    }

    /** Lets an agent ask, whether or not its answer is waited for, and opens what waits. */
    private static void open(ControlRoom room, Visitor visitor, String customer) throws IOException {
        Thread.ofVirtual().start(() -> {
            try (Agent agent = room.agent()) {
                agent.call(
                        "placeOrder",
                        Map.of("customerId", customer, "lines", List.of(Map.of("sku", "FENDER-L", "quantity", 1))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        visitor.open("/approvals");
        Locator waiting = visitor.page().locator(".inbox .requests a").last();
        for (int i = 0; i < 50 && waiting.count() == 0; i++) {
            visitor.page().waitForTimeout(200);
            visitor.reload();
        }
        visitor.press(waiting);
    }

    @Test
    void on_a_phone_a_call_is_looked_at_and_approved_and_its_outcome_is_seen(ControlRoom room) throws IOException {
        try (Visitor owner = room.owner()) {
            owner.page().setViewportSize(375, 812);
            open(room, owner, "nobody");
            assertThat(owner.page().locator("article")).containsText("nobody");
            assertThat((Boolean) owner.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isTrue();
            for (Locator button :
                    owner.page().locator(".decide button, .decide .button").all()) {
                assertThat(button.boundingBox().height).isGreaterThanOrEqualTo(44);
            }
            owner.press("Approve");
            assertThat(owner.page().locator("#outcome")).isVisible();
        }
    }

    @Test
    void without_scripts_everything_is_unfolded_and_decided(ControlRoom room) throws IOException {
        try (Visitor owner = room.strangerWithoutScripts()) {
            room.signIn(owner);
            open(room, owner, "harmless" + "\n".repeat(300) + "evil");
            assertThat(owner.button("Approve")).isDisabled();
            owner.press(owner.page().locator(".unseen a"));
            assertThat(owner.button("Approve")).isEnabled();
            owner.fill("Why not", "there is something below");
            owner.press("Reject");
            assertThat(owner.page().locator("article")).containsText("there is something below");
        }
    }

    @Test
    void what_an_agent_writes_is_shown_literally_and_runs_nothing(ControlRoom room) throws IOException {
        try (Visitor owner = room.owner()) {
            open(room, owner, MARKER);
            assertThat(owner.page().locator("dl.values").first()).containsText(MARKER);
            assertThat(owner.page().title()).doesNotContain("run");
            owner.fill("Why not", MARKER);
            owner.press("Reject");
            assertThat(owner.page().locator(".outcome")).containsText(MARKER);
            assertThat(owner.page().title()).doesNotContain("run");
        }
    }
}
