package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.airlock.bootstrap.proof.DemoRun;
import dev.airlock.domain.identity.TotpSecret;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A forgotten password, a changed one, and the second step; in a demo of its own, since both end every session. */
@ExtendWith(Shared.class)
final class AccountBrowserIT {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final DemoRun demo = new DemoRun("account");

    @BeforeEach
    void start() {
        demo.start();
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    private Visitor visitor(Chromium chromium) {
        return chromium.visitor(URI.create(demo.access().path("baseUrl").asText()));
    }

    private String email() {
        return demo.access().at("/controlRoom/email").asText();
    }

    private void signIn(Visitor visitor, String password) {
        visitor.open("/sign-in");
        visitor.fill("E-mail address", email());
        visitor.fill("Password", password);
        visitor.press("Sign in");
    }

    @Test
    void whoever_forgot_their_password_gets_a_link_and_then_adds_a_second_step(Chromium chromium) {
        try (Visitor owner = visitor(chromium);
                Visitor outside = visitor(chromium)) {
            signIn(owner, demo.access().at("/controlRoom/password").asText());

            outside.open("/sign-in");
            outside.follow("Forgot your password?");
            outside.fill("E-mail address", email());
            outside.press("Send the link");
            assertThat(outside.status()).containsText("a mail with a link is on its way");

            String link = linkInOutbox(owner);
            outside.open(link);
            outside.fill("New password", "passwordpassword");
            outside.press("Set the password");
            assertThat(outside.alert()).containsText("tried first");
            outside.fill("New password", "kitchen window 42 cats");
            outside.press("Set the password");
            assertThat(outside.status()).containsText("Your password is set");
            owner.open("/account");
            assertThat(owner.heading()).hasText("Sign in");
            outside.open(link);
            assertThat(outside.heading()).hasText("This link is over");

            signIn(owner, "kitchen window 42 cats");
            String recoveryCode = turnOn(owner);
            owner.press("Sign out");
            signIn(owner, "kitchen window 42 cats");
            assertThat(owner.heading()).hasText("One more step");
            owner.fill("Code", "000000");
            owner.press("Sign in");
            assertThat(owner.alert()).hasText("this code is wrong, or was used already");
            owner.fill("Code", recoveryCode);
            owner.press("Sign in");
            owner.open("/account/two-step");
            assertThat(owner.page().getByText("You have 9 recovery codes left")).isVisible();
        }
    }

    /** The link of the newest mail, which is written a moment after it was asked for. */
    private static String linkInOutbox(Visitor owner) {
        owner.open("/outbox");
        for (int i = 0;
                i < 50 && owner.page().getByText("Choose a new password").count() == 0;
                i++) {
            owner.reload();
        }
        return owner.page().locator("a[href^='/reset/']").first().getAttribute("href");
    }

    private static String turnOn(Visitor owner) {
        owner.open("/account");
        owner.follow("Set two-step sign-in up");
        owner.press("Set it up");
        TotpSecret secret = secret(owner.page().locator("#secret").textContent());
        owner.fill("Code", secret.code(TotpSecret.step(Instant.now())));
        owner.press("Turn it on");
        assertThat(owner.heading()).hasText("Recovery codes");
        return owner.page().locator(".codes code").first().textContent();
    }

    private static TotpSecret secret(String text) {
        BigInteger bits = BigInteger.ONE;
        for (int i = 0; i < text.length(); i++) {
            bits = bits.shiftLeft(5).add(BigInteger.valueOf(ALPHABET.indexOf(text.charAt(i))));
        }
        byte[] bytes = bits.toByteArray();
        return new TotpSecret(Arrays.copyOfRange(bytes, bytes.length - TotpSecret.BYTES, bytes.length));
    }
}
