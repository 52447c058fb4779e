package dev.airlock.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.mail.Mailer.Outcome;
import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Message.Part;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.notification.mail.SmtpSettings.Login;
import dev.airlock.notification.mail.SmtpSettings.Security;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** W-03: neither a message nor the password reaches anybody but the server that the configuration names, over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmtpTlsTest {
    private static final String HOST = "localhost";
    private static final Login LOGIN = new Login("airlock", "CNRY-password");
    private static final Message HELLO = new Message(
            new EmailAddress("ada@example.com"), "Hello", List.of(new Part.Link("Sign in", "/sign-in/CNRY-link")));

    private final SSLContext usual = usualContext();
    private Path directory;
    private TestCertificate good;

    private static SSLContext usualContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeAll
    void trust(@TempDir Path temporary) throws Exception {
        directory = temporary;
        good = TestCertificate.of(directory, HOST);
        SSLContext.setDefault(good.client());
    }

    @AfterAll
    void trustAsBefore() {
        SSLContext.setDefault(usual);
    }

    private static ScriptedSmtp server(Security security, TestCertificate certificate) throws Exception {
        return security == Security.TLS
                ? ScriptedSmtp.withTls(certificate.server())
                : ScriptedSmtp.withStartTls(certificate.server());
    }

    private static Outcome send(ScriptedSmtp server, Security security) {
        var settings = new SmtpSettings(
                HOST, server.port(), security, LOGIN, "Airlock <airlock@example.com>", Duration.ofSeconds(2));
        return new SmtpMailer(settings, URI.create("https://airlock.example.com")).send(UUID.randomUUID(), HELLO);
    }

    /** Nobody was told anything, whether they could read it on the way or pose as the server. */
    private static void assertNothingWasTold(ScriptedSmtp server, Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Postponed.class);
        assertThat(server.messages()).isEmpty();
        assertThat(server.commands())
                .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL") || line.startsWith("RCPT"));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void the_server_that_is_named_gets_password_and_message_over_tls_alone(Security security) throws Exception {
        try (var server = server(security, good)) {
            assertThat(send(server, security)).isEqualTo(new Outcome.Accepted());
            assertThat(server.messages()).singleElement().asString().contains("/sign-in/CNRY-link");
            assertThat(server.commands()).anyMatch(line -> line.startsWith("AUTH"));
            assertThat(server.overheard())
                    .allMatch(line -> line.startsWith("EHLO") || line.equals("STARTTLS"))
                    .hasSize(security == Security.TLS ? 0 : 2);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void a_certificate_of_an_unknown_authority_gets_nothing(Security security) throws Exception {
        TestCertificate trusted = TestCertificate.of(directory, "mail.example.org");
        try (var server = server(security, good)) {
            Outcome outcome = trusting(trusted, () -> send(server, security));
            assertNothingWasTold(server, outcome);
            assertThat(outcome.toString()).contains("unable to find valid certification path");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void a_certificate_for_another_host_gets_nothing_however_trusted(Security security) throws Exception {
        TestCertificate others = TestCertificate.of(directory, "mail.example.org");
        try (var server = server(security, others)) {
            Outcome outcome = trusting(others, () -> send(server, security));
            assertNothingWasTold(server, outcome);
            assertThat(outcome.toString()).contains(HOST);
        }
    }

    private Outcome trusting(TestCertificate certificate, Supplier<Outcome> sending) throws Exception {
        SSLContext.setDefault(certificate.client());
        try {
            return sending.get();
        } finally {
            SSLContext.setDefault(good.client());
        }
    }

    @Test
    void a_server_that_offers_no_tls_any_more_gets_nothing() throws IOException {
        try (var server = new ScriptedSmtp()) {
            assertNothingWasTold(server, send(server, Security.STARTTLS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"454 TLS not available", "220 go on", ScriptedSmtp.HANG_UP})
    void a_server_that_offers_tls_and_goes_on_without_it_gets_nothing(String answer) throws Exception {
        try (var server = server(Security.STARTTLS, good)) {
            server.answer("STARTTLS", answer);
            assertNothingWasTold(server, send(server, Security.STARTTLS));
        }
    }

    @Test
    void a_server_that_speaks_no_tls_where_it_must_gets_nothing() throws Exception {
        try (var server = new ScriptedSmtp()) {
            assertNothingWasTold(server, send(server, Security.TLS));
        }
    }
}
