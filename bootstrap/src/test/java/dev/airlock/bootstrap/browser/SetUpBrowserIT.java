package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.airlock.bootstrap.proof.Ground;
import dev.airlock.bootstrap.proof.ServeRun;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first minutes of a production installation. */
@ExtendWith(Shared.class)
final class SetUpBrowserIT {
    private static final String EMAIL = "ada@acme.example";
    private static final String PASSWORD = "a sentence is fine here";

    @Test
    void the_printed_link_founds_the_organization_once(Chromium chromium) {
        Path ground = Ground.fresh("set-up");
        try (var node = new ServeRun(ground)) {
            Path key = ServeRun.key(ground.resolve("master.key"));
            node.start(node.configuration("keys: {masterKeyFile: " + key + "}"));
            URI link = node.setUpLink();
            try (Visitor founder = chromium.visitor(link);
                    Visitor latecomer = chromium.visitor(link)) {
                aShortPasswordIsRefusedAtItsField(founder, link);
                founds(founder);
                theLinkIsOver(latecomer, link);
                theFounderSignsInAgain(latecomer);
            }
        }
    }

    private static void aShortPasswordIsRefusedAtItsField(Visitor founder, URI link) {
        founder.open(link.toString());
        founder.fill("Organization", "Acme");
        founder.fill("Your name", "Ada Owner");
        founder.fill("E-mail address", EMAIL);
        founder.fill("Password", "hunter2");
        founder.press("Set up and sign in");

        assertThat(founder.alert()).containsText("a password has 12 to 200 characters");
        assertThat(founder.field("Organization")).hasValue("Acme");
        assertThat(founder.field("Password")).hasValue("");
    }

    private static void founds(Visitor founder) {
        founder.fill("Password", PASSWORD);
        founder.press("Set up and sign in");

        assertThat(founder.status()).containsText("Airlock is set up, and you are signed in.");
        assertThat(founder.heading()).hasText("Get to your first call");
        assertThat(founder.page().locator(".who")).containsText("Ada Owner");
    }

    private static void theLinkIsOver(Visitor latecomer, URI link) {
        latecomer.open(link.toString());

        assertThat(latecomer.heading()).hasText("This link is over");
        latecomer.follow("Sign in");
    }

    private static void theFounderSignsInAgain(Visitor founder) {
        founder.fill("E-mail address", EMAIL);
        founder.fill("Password", PASSWORD);
        founder.press("Sign in");

        assertThat(founder.heading()).hasText("Get to your first call");
    }
}
