package dev.airlock.application.mail;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.House;
import dev.airlock.application.mail.Mailer.Outcome;
import dev.airlock.domain.audit.AuditResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliverMailTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted();
    private static final Outcome POSTPONED = new Outcome.Postponed("421 try later");
    private static final Outcome UNANSWERED = new Outcome.Unanswered("the connection was lost");

    private final House house = new House();
    private final Deque<Outcome> script = new ArrayDeque<>();
    private final List<UUID> sent = new ArrayList<>();
    private final DeliverMail deliver = new DeliverMail(
            house.store.deliveries(),
            (id, message) -> {
                sent.add(id);
                return script.isEmpty() ? ACCEPTED : script.pop();
            },
            house.audit,
            house.clock);

    private void waits() {
        house.store
                .outbox()
                .add(HARBOUR.id(), new Message(ADA.person().email(), "Hello", List.of()), house.clock.instant());
    }

    private int passesFor(Duration time) {
        int passes = 0;
        for (long seconds = 0; seconds < time.toSeconds(); seconds += 5) {
            while (deliver.next()) {
                passes++;
            }
            house.clock.advance(Duration.ofSeconds(5));
        }
        return passes;
    }

    private boolean isEmpty() {
        return house.store.outbox().waiting(HARBOUR.id(), 1).isEmpty();
    }

    @Test
    void a_message_is_sent_once() {
        waits();
        assertThat(deliver.next()).isTrue();
        assertThat(deliver.next()).isFalse();
        assertThat(sent).hasSize(1);
        assertThat(isEmpty()).isTrue();
        assertThat(house.audit.events()).isEmpty();
    }

    @Test
    void a_server_that_takes_nothing_for_an_hour_is_asked_ever_more_rarely_and_then_gets_it_once() {
        waits();
        script.addAll(Collections.nCopies(8, POSTPONED));
        assertThat(passesFor(Duration.ofMinutes(70))).isLessThan(10);
        passesFor(Duration.ofMinutes(30));
        assertThat(script).isEmpty();
        assertThat(sent).hasSize(9).containsOnly(sent.getFirst());
        assertThat(isEmpty()).isTrue();
        assertThat(house.audit.events()).isEmpty();
    }

    @Test
    void a_message_that_may_have_arrived_is_sent_once_more_and_then_given_up() {
        waits();
        script.addAll(List.of(UNANSWERED, POSTPONED, UNANSWERED));
        passesFor(Duration.ofHours(2));
        assertThat(sent).hasSize(3);
        assertThat(isEmpty()).isTrue();
        assertGivenUp(AuditResult.OUTCOME_UNKNOWN, "it was handed over 2 times, and no answer came");
    }

    @Test
    void a_node_that_dies_twice_while_sending_is_not_followed_by_a_third() {
        waits();
        for (int crash = 0; crash < 2; crash++) {
            house.store
                    .deliveries()
                    .take(house.clock.instant(), house.clock.instant().plusSeconds(1));
            house.clock.advance(Duration.ofSeconds(1));
        }
        deliver.next();
        assertThat(sent).isEmpty();
        assertThat(isEmpty()).isTrue();
    }

    @Test
    void a_message_that_no_server_takes_is_given_up_after_a_day() {
        waits();
        script.addAll(Collections.nCopies(200, POSTPONED));
        passesFor(Duration.ofHours(24));
        assertThat(isEmpty()).isFalse();
        passesFor(Duration.ofHours(1));
        assertThat(isEmpty()).isTrue();
        assertGivenUp(AuditResult.FAILED, "no mail server took it for a day");
    }

    @Test
    void a_refused_recipient_is_not_tried_again() {
        waits();
        script.add(new Outcome.Refused("550 no such user"));
        passesFor(Duration.ofHours(1));
        assertThat(sent).hasSize(1);
        assertGivenUp(AuditResult.FAILED, "550 no such user");
    }

    private void assertGivenUp(AuditResult result, String problem) {
        assertThat(house.audit.events()).hasSize(1);
        var event = house.audit.events().getFirst();
        assertThat(event.action()).isEqualTo("mail.send");
        assertThat(event.result()).isEqualTo(result);
        assertThat(event.detail().toString()).contains(problem).contains("ada@example.com");
    }
}
