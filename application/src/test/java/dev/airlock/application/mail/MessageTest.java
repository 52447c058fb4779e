package dev.airlock.application.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.airlock.domain.identity.EmailAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    private static final EmailAddress ADA = new EmailAddress("ada@example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {"Hi\r\nBcc: eve@example.com", "Hi\nBcc: eve@example.com", "Hi\u2028\u202eBcc: eve@example.com\0"
            })
    void a_subject_is_one_line_whatever_it_is_made_of(String subject) {
        assertThat(new Message(ADA, subject, List.of()).subject()).isEqualTo("Hi Bcc: eve@example.com");
    }

    @Test
    void a_long_subject_is_cut() {
        assertThat(new Message(ADA, "x".repeat(1_000), List.of()).subject())
                .hasSize(150)
                .endsWith("x…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "javascript:x",
                "",
                "/a b",
                "/a\nb",
                "/a\"b"
            })
    void a_link_leads_to_our_own_pages_alone(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Message.Part.Link("Open", path));
    }

    @Test
    void the_secret_of_a_link_is_not_told() {
        assertThat(new Message.Part.Link("Open", "/reset/s3cret").toString()).doesNotContain("s3cret");
    }
}
