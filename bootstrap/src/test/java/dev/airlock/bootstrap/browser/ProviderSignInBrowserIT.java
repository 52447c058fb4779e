package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.airlock.bootstrap.clients.OpenIdProviderProcess;
import dev.airlock.bootstrap.proof.Ground;
import dev.airlock.bootstrap.proof.ServeRun;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in by a certified OpenID Connect provider. */
@ExtendWith(Shared.class)
final class ProviderSignInBrowserIT {
    private final Path ground = Ground.fresh("provider-sign-in");
    private final ServeRun node = new ServeRun(ground);
    private OpenIdProviderProcess provider;

    @BeforeEach
    void start() throws IOException {
        provider = OpenIdProviderProcess.start(node.address());
        node.start(node.configuration(
                "keys: {masterKeyFile: " + ServeRun.key(ground.resolve("master.key")) + "}", provider.section()));
    }

    @AfterEach
    void stop() {
        node.close();
        provider.close();
    }

    @Test
    void a_member_signs_in_by_the_address_that_the_provider_has_verified(Chromium chromium) {
        try (Visitor founder = chromium.visitor(node.address())) {
            founder.open(node.setUpLink().toString());
            founder.fill("Organization", "Harbour");
            founder.fill("Your name", "Ada Owner");
            founder.fill("E-mail address", "ada@example.com");
            founder.fill("Password", "a sentence is fine here");
            founder.press("Set up and sign in");
            assertThat(founder.heading()).hasText("Get to your first call");
        }
        try (Visitor ada = chromium.visitor(node.address())) {
            identify(ada, "ada@example.com");
            assertThat(ada.page().getByText("Ada Owner").first()).isVisible();
            assertThat(ada.page()).hasURL(node.address().resolve("/tokens").toString());
        }
        try (Visitor eve = chromium.visitor(node.address())) {
            identify(eve, "eve@example.com");
            assertThat(eve.heading()).hasText("Not signed in");
            eve.open("/");
            assertThat(eve.heading()).hasText("Sign in");
        }
    }

    /** The provider's own pages are not ours to inspect. */
    private static void identify(Visitor visitor, String address) {
        visitor.open("/tokens");
        Page page = visitor.page();
        String own = page.url().replaceFirst("(http://[^/]*/).*", "$1");
        page.getByText("Continue with Harbour ID").click();
        page.getByLabel("Address").fill(address);
        page.getByText("Sign in").click();
        page.waitForURL(url -> url.startsWith(own));
    }
}
