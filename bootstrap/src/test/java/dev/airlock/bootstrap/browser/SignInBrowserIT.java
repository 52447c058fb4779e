package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ways into the Control Room, and the way out. */
@ExtendWith(Shared.class)
final class SignInBrowserIT {
    @Test
    void the_printed_link_signs_in_once(ControlRoom room) {
        try (Visitor first = room.stranger();
                Visitor second = room.stranger()) {
            first.open(room.link());
            first.press("Sign in");
            assertThat(first.page().getByText("Demo Admin").first()).isVisible();

            second.open(room.link());
            second.press("Sign in");

            assertThat(second.alert()).hasText("this link has been used or has expired; sign in with your password");
            second.open("/");
            assertThat(second.heading()).hasText("Sign in");
        }
    }

    @Test
    void whoever_signs_in_by_password_is_in_until_signing_out(ControlRoom room) {
        try (Visitor owner = room.stranger()) {
            room.signIn(owner);
            owner.open("/servers");
            assertThat(owner.heading()).hasText("Servers");

            owner.press("Sign out");

            assertThat(owner.status()).containsText("You are signed out.");
            owner.open("/servers");
            assertThat(owner.heading()).hasText("Sign in");
        }
    }

    @Test
    void a_wrong_password_and_an_unknown_address_are_refused_in_the_same_words(ControlRoom room) {
        try (Visitor visitor = room.stranger()) {
            assertRefused(visitor, room.email());
            assertRefused(visitor, "nobody@demo.example");
            visitor.open("/");
            assertThat(visitor.heading()).hasText("Sign in");
        }
    }

    private static void assertRefused(Visitor visitor, String email) {
        visitor.open("/sign-in");
        visitor.fill("E-mail address", email);
        visitor.fill("Password", "a sentence that is not theirs");
        visitor.press("Sign in");
        assertThat(visitor.alert()).hasText("e-mail address or password is wrong");
        assertThat(visitor.field("Password")).hasValue("");
    }
}
