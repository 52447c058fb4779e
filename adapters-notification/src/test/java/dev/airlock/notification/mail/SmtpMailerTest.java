package dev.airlock.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.airlock.application.mail.Mailer.Outcome;
import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Message.Part;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.notification.mail.SmtpSettings.Login;
import dev.airlock.notification.mail.SmtpSettings.Security;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpMailerTest {
    private static final UUID ID = UUID.fromString("01234567-89ab-7def-8123-456789abcdef");
    private static final EmailAddress ADA = new EmailAddress("ada@example.com");
    private static final Message HELLO = new Message(
            ADA,
            "Grüße",
            List.of(
                    new Part.Paragraph("Hello & welcome, Ada"),
                    new Part.Quote("</blockquote><img src=https://evil.example/x.png>\n.\nBcc: eve@example.com"),
                    new Part.Link("Open", "/reset/abc")));

    private ScriptedSmtp server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedSmtp();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private SmtpMailer mailer(Security security, @Nullable Login login) {
        var settings = new SmtpSettings(
                "127.0.0.1", server.port(), security, login, "Airlock <airlock@example.com>", Duration.ofMillis(700));
        return new SmtpMailer(settings, URI.create("https://airlock.example.com"));
    }

    private Outcome send(Message message) {
        return mailer(Security.NONE, null).send(ID, message);
    }

    private MimeMessage received() throws Exception {
        assertThat(server.messages()).hasSize(1);
        byte[] bytes = server.messages().getFirst().getBytes(StandardCharsets.ISO_8859_1);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }

    @Test
    void a_message_arrives_as_text_and_as_html() throws Exception {
        assertThat(send(HELLO)).isEqualTo(new Outcome.Accepted());
        MimeMessage mail = received();
        assertThat(mail.getSubject()).isEqualTo("Grüße");
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("Airlock <airlock@example.com>");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("ada@example.com");
        assertThat(mail.getMessageID()).isEqualTo("<" + ID + "@airlock.example.com>");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(part(mail, 0))
                .contains("Hello & welcome, Ada")
                .contains("> Bcc: eve@example.com")
                .contains("Open:\nhttps://airlock.example.com/reset/abc");
        assertThat(part(mail, 1))
                .contains("<p>Hello &amp; welcome, Ada</p>")
                .contains("&lt;/blockquote&gt;&lt;img")
                .contains("<a href=\"https://airlock.example.com/reset/abc\">Open</a>")
                .doesNotContain("<img");
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(index).getContent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hi\r\nBcc: eve@example.com\r\n\r\nbody", "=?utf-8?q?Hi=0D=0ABcc:_eve@example.com?="})
    void nothing_in_a_subject_becomes_a_header(String subject) throws Exception {
        send(new Message(ADA, subject, HELLO.parts()));
        assertThat(Collections.list(received().getAllHeaders()))
                .extracting(header -> header.getName())
                .doesNotContain("Bcc")
                .contains("Subject", "Auto-Submitted");
        assertThat(server.commands())
                .filteredOn(line -> line.startsWith("RCPT"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,eve@example.com", "ada>eve@example.com", "ada;eve@example.com", "<ada@example.com"})
    void an_address_that_is_none_or_several_gets_nothing(String address) {
        Outcome outcome = send(new Message(new EmailAddress(address), "Hi", List.of(new Part.Paragraph("Hi"))));
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(server.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 421 busy",
        "GREETING, hang up",
        "EHLO, hang up",
        "MAIL, 451 later",
        "MAIL, 550 not you",
        "RCPT, 450 later",
        "DATA, 451 later",
        "DATA, hang up",
        "DATA, ''",
        "RCPT, ''",
        "GREETING, ''",
        "END, 451 later",
        "END, 552 too big"
    })
    void what_the_server_surely_did_not_take_can_be_tried_again(String command, String answer) {
        server.answer(command, answer);
        assertThat(send(HELLO)).isInstanceOf(Outcome.Postponed.class);
    }

    @Test
    void a_server_that_is_down_can_be_tried_again() throws IOException {
        server.close();
        assertThat(send(HELLO)).isInstanceOf(Outcome.Postponed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {ScriptedSmtp.SILENCE, ScriptedSmtp.HANG_UP})
    void a_message_without_an_answer_may_have_arrived(String answer) {
        server.answer("END", answer);
        assertThat(send(HELLO)).isInstanceOf(Outcome.Unanswered.class);
        assertThat(server.messages()).hasSize(1);
    }

    @Test
    void an_unknown_recipient_is_not_tried_again() {
        server.answer("RCPT", "550 no such user");
        assertThat(send(HELLO))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("550 no such user"));
    }

    @Test
    void where_tls_is_asked_for_nothing_is_sent_without_it() {
        var login = new Login("airlock", "CNRY-password");
        assertThat(mailer(Security.STARTTLS, login).send(ID, HELLO)).isInstanceOf(Outcome.Postponed.class);
        assertThat(mailer(Security.TLS, login).send(ID, HELLO)).isInstanceOf(Outcome.Postponed.class);
        assertThat(server.messages()).isEmpty();
        assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }

    @Test
    void a_refused_login_does_not_tell_the_password() {
        server.answer("AUTH", "535 wrong");
        Outcome outcome =
                mailer(Security.NONE, new Login("airlock", "CNRY-password")).send(ID, HELLO);
        assertThat(outcome).isInstanceOf(Outcome.Postponed.class);
        assertThat(outcome.toString()).contains("535").doesNotContain("CNRY");
        assertThat(new Login("airlock", "CNRY-password").toString()).doesNotContain("CNRY");
    }

    @Test
    void a_sender_that_is_no_address_is_refused_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmtpSettings("h", 25, Security.NONE, null, "nobody", Duration.ofSeconds(1)))
                .withMessageContaining("is no sender");
    }
}
