package dev.airlock.application.mail;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Empties the outbox for as long as the server runs; every node does, and no two attempt the same message. */
public final class MailDelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);
    private static final long GRACE_SECONDS = 5;

    private final DeliverMail deliverMail;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mail-delivery").factory());

    private MailDelivery(DeliverMail deliverMail) {
        this.deliverMail = deliverMail;
    }

    /** Begins, and looks for messages with this pause in between. */
    public static MailDelivery start(DeliverMail deliverMail, Duration pause) {
        var delivery = new MailDelivery(deliverMail);
        var _ = delivery.loop.scheduleWithFixedDelay(delivery::run, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return delivery;
    }

    private void run() {
        try {
            boolean more = true;
            while (more && !loop.isShutdown()) {
                more = deliverMail.next();
            }
        } catch (RuntimeException e) {
            LOG.warn("the outbox could not be emptied: {}", e.getMessage());
        }
    }

    /** Ends, after the message that is being sent, or without it if that takes long: it may then be sent again. */
    @Override
    public void close() {
        loop.shutdown();
        try {
            if (!loop.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                loop.shutdownNow();
            }
        } catch (InterruptedException e) {
            loop.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
