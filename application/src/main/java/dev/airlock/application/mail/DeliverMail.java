package dev.airlock.application.mail;

import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.mail.Deliveries.Delivery;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox. An attempt that surely failed is repeated, ever more rarely, for a day; one that may have succeeded is repeated once,
 * so that a message arrives twice at the most. What is given up is logged and recorded.
 */
public final class DeliverMail {
    private static final Logger LOG = LoggerFactory.getLogger(DeliverMail.class);
    private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofDays(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final int MOST_DOUBLINGS = 10;
    private static final int MOST_UNCERTAIN = 2;

    private final Deliveries deliveries;
    private final Mailer mailer;
    private final AuditLog audit;
    private final InstantSource clock;

    /** Makes the verb. */
    public DeliverMail(Deliveries deliveries, Mailer mailer, AuditLog audit, InstantSource clock) {
        this.deliveries = deliveries;
        this.mailer = mailer;
        this.audit = audit;
        this.clock = clock;
    }

    /** Attempts the message that is due longest; false where none is due. */
    public boolean next() {
        Instant now = clock.instant();
        Delivery delivery = deliveries.take(now, now.plus(LONGEST_ATTEMPT));
        if (delivery == null) {
            return false;
        }
        if (delivery.uncertain() >= MOST_UNCERTAIN) {
            giveUp(delivery, "it was handed over " + delivery.uncertain() + " times, and no answer came");
        } else if (!now.isBefore(delivery.createdAt().plus(PATIENCE))) {
            giveUp(delivery, "no mail server took it for a day");
        } else {
            attempt(delivery);
        }
        return true;
    }

    private void attempt(Delivery delivery) {
        switch (mailer.send(delivery.id(), delivery.message())) {
            case Mailer.Outcome.Accepted accepted -> deliveries.remove(delivery);
            case Mailer.Outcome.Refused(String reason) -> giveUp(delivery, reason);
            case Mailer.Outcome.Postponed(String reason) -> putBack(delivery, reason, false);
            case Mailer.Outcome.Unanswered(String reason) -> putBack(delivery, reason, true);
        }
    }

    private void putBack(Delivery delivery, String reason, boolean mayHaveArrived) {
        LOG.warn("mail {} was not sent at attempt {}: {}", delivery.id(), delivery.attempt(), reason);
        deliveries.putBack(delivery, clock.instant().plus(pause(delivery.attempt())), mayHaveArrived);
    }

    private static Duration pause(int attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void giveUp(Delivery delivery, String reason) {
        if (deliveries.remove(delivery)) {
            LOG.error("mail {} is given up after {} attempts: {}", delivery.id(), delivery.attempt(), reason);
            audit.appendLater(failed(delivery, reason));
        }
    }

    private AuditEvent failed(Delivery delivery, String reason) {
        AuditResult result = delivery.uncertain() == 0 ? AuditResult.FAILED : AuditResult.OUTCOME_UNKNOWN;
        var detail = Json.object()
                .put("to", delivery.message().to().value())
                .put("subject", delivery.message().subject())
                .put("problem", reason)
                .build();
        return new AuditEvent(
                delivery.organization(),
                delivery.id(),
                AuditEvent.Phase.EVENT,
                clock.instant(),
                "mail.send",
                null,
                "Airlock",
                "",
                null,
                null,
                result,
                RawJson.of(detail));
    }
}
