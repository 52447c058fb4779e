package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.mail.MailRoute;
import dev.airlock.domain.identity.Slug;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ConsoleSettingsTest {
    @Test
    void a_base_url_that_is_written_otherwise_than_browsers_write_it_is_the_same_origin() {
        var settings = new ConsoleSettings(URI.create("https://Airlock.example.com:443"), MailRoute.NOWHERE);
        assertThat(settings.isOwn("https://airlock.example.com")).isTrue();
        assertThat(settings.isOwn("https://airlock.example.com:8443")).isFalse();
        assertThat(settings.mcpUrl(new Slug("acme"), new Slug("crm")))
                .isEqualTo("https://airlock.example.com/mcp/acme/crm");
    }
}
