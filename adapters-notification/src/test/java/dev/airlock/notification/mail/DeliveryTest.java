package dev.airlock.notification.mail;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.House;
import dev.airlock.application.mail.DeliverMail;
import dev.airlock.application.mail.MailDelivery;
import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Message.Part;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages reach a mail server that fails at first, at least once and at most twice. */
class DeliveryTest {
    private static final Pattern MESSAGE = Pattern.compile("message (\\d+)\\.");
    private static final int COUNT = 12;

    private final House house = new House();
    private ScriptedSmtp server;
    private DeliverMail deliver;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedSmtp();
        var settings = new SmtpSettings(
                "127.0.0.1",
                server.port(),
                SmtpSettings.Security.NONE,
                null,
                "airlock@example.com",
                Duration.ofMillis(200));
        deliver = new DeliverMail(
                house.store.deliveries(),
                new SmtpMailer(settings, URI.create("https://airlock.example.com")),
                house.audit,
                house.clock);
        for (int i = 0; i < COUNT; i++) {
            var text = new Part.Paragraph("message " + i + ".");
            house.store
                    .outbox()
                    .add(
                            HARBOUR.id(),
                            new Message(ADA.person().email(), "Hello", List.of(text)),
                            house.clock.instant());
        }
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"GREETING, 421 busy", "RCPT, 451 later", "DATA, ''", "END, 451 later", "END, hang up", "END, ''"})
    void after_an_outage_each_message_arrives_at_least_once_and_at_most_twice(String command, String answer) {
        server.answer(command, answer);
        while (deliver.next()) {}
        server.recover();
        house.clock.advance(Duration.ofHours(1));
        while (deliver.next()) {}
        assertThat(house.store.outbox().waiting(HARBOUR.id(), 1)).isEmpty();
        assertThat(house.audit.events()).isEmpty();
        Map<String, Long> copies = copies();
        assertThat(copies).hasSize(COUNT);
        assertThat(copies.values()).allMatch(count -> count >= 1 && count <= 2);
    }

    @Test
    void loops_that_race_send_each_message_once() {
        MailDelivery one = MailDelivery.start(deliver, Duration.ofMillis(1));
        MailDelivery other = MailDelivery.start(deliver, Duration.ofMillis(1));
        try (one;
                other) {
            await(() -> house.store.outbox().waiting(HARBOUR.id(), 1).isEmpty());
        }
        assertThat(copies())
                .hasSize(COUNT)
                .allSatisfy((text, count) -> assertThat(count).isEqualTo(1));
    }

    private Map<String, Long> copies() {
        return server.messages().stream()
                .map(mail -> MESSAGE.matcher(mail)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
