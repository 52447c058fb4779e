package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.mail.Deliveries.Delivery;
import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Message.Part;
import dev.airlock.application.mail.Outbox.Waiting;
import dev.airlock.domain.identity.Membership;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What the outbox promises. */
public abstract class OutboxContract extends StoreContract {
    private static final Instant UNTIL = NOW.plusSeconds(60);

    private static Message message(Membership to, String subject) {
        return new Message(
                to.person().email(),
                subject,
                List.of(
                        new Part.Paragraph("Hello \"Ada\" é"),
                        new Part.Quote("<b>quoted</b>\r\nBcc: eve@example.com"),
                        new Part.Link("Open it", "/reset/secret_-1?a=b")));
    }

    private Message add(String subject) {
        Message message = message(ADA, subject);
        return add(ADA, message, NOW);
    }

    private Message add(Membership by, Message message, Instant now) {
        return as(by, admission -> {
            ports.outbox().add(admission.organization(), message, now);
            return message;
        });
    }

    private Delivery take(Instant now) {
        return ports.deliveries().take(now, now.plusSeconds(60));
    }

    @Test
    void a_message_comes_back_as_it_was() {
        Message message = add("Hello");
        assertThat(ports.outbox().waiting(HARBOUR.id(), 10)).containsExactly(new Waiting(message, NOW));
        Delivery delivery = take(NOW);
        assertThat(delivery).isEqualTo(new Delivery(HARBOUR.id(), delivery.id(), message, NOW, 1, 0));
    }

    @Test
    void an_organization_sees_its_own_messages_alone_newest_first() {
        Message first = add("first");
        Message second = message(ADA, "second");
        add(ADA, second, NOW.plusSeconds(1));
        add(BOB, message(BOB, "theirs"), NOW.plusSeconds(2));
        assertThat(ports.outbox().waiting(HARBOUR.id(), 10))
                .containsExactly(new Waiting(second, NOW.plusSeconds(1)), new Waiting(first, NOW));
        assertThat(ports.outbox().waiting(HARBOUR.id(), 1))
                .extracting(Waiting::message)
                .containsExactly(second);
    }

    @Test
    void a_message_waits_only_where_what_caused_it_was_done() {
        attempt(ADA, admission -> {
            ports.outbox().add(admission.organization(), message(ADA, "never"), NOW);
            return Result.refused(new Refusal.Conflict("on second thoughts"));
        });
        assertThat(take(NOW)).isNull();
        as(ADA, admission -> {
            ports.outbox().add(admission.organization(), message(ADA, "now"), NOW);
            return admission;
        });
        assertThat(take(NOW).message().subject()).isEqualTo("now");
    }

    @Test
    void a_message_that_is_taken_is_nobody_elses_until_its_time_is_over() {
        add("Hello");
        assertThat(take(NOW)).isNotNull();
        assertThat(take(NOW)).isNull();
        Delivery again = take(UNTIL);
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.uncertain()).isEqualTo(1);
    }

    @Test
    void whoever_comes_too_late_settles_nothing() {
        add("Hello");
        Delivery late = take(NOW);
        Delivery present = take(UNTIL);
        assertThat(ports.deliveries().remove(late)).isFalse();
        assertThat(ports.deliveries().putBack(late, NOW, false)).isFalse();
        assertThat(ports.deliveries().remove(present)).isTrue();
        assertThat(ports.outbox().waiting(HARBOUR.id(), 10)).isEmpty();
    }

    @Test
    void a_message_that_is_put_back_remembers_whether_it_may_have_arrived() {
        add("Hello");
        assertThat(ports.deliveries().putBack(take(NOW), NOW.plusSeconds(5), false))
                .isTrue();
        assertThat(take(NOW.plusSeconds(4))).isNull();
        Delivery second = take(NOW.plusSeconds(5));
        assertThat(second.uncertain()).isZero();
        assertThat(ports.deliveries().putBack(second, NOW.plusSeconds(9), true)).isTrue();
        assertThat(take(NOW.plusSeconds(9)).uncertain()).isEqualTo(1);
    }

    @Test
    void of_nodes_that_take_at_the_same_moment_each_gets_others() {
        for (int i = 0; i < 20; i++) {
            add("message " + i);
        }
        Set<Delivery> taken = ConcurrentHashMap.newKeySet();
        try (var nodes = Executors.newFixedThreadPool(4)) {
            for (int node = 0; node < 4; node++) {
                nodes.execute(() -> {
                    for (Delivery mine = take(NOW); mine != null; mine = take(NOW)) {
                        taken.add(mine);
                    }
                });
            }
        }
        assertThat(taken).hasSize(20).allMatch(delivery -> delivery.attempt() == 1);
    }
}
