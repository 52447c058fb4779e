package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    @Test
    void one_that_cannot_be_cancelled_keeps_no_other_from_its_deadline() throws InterruptedException {
        var failed = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        try (var deadlines = new Deadlines()) {
            deadlines.in(Duration.ZERO, () -> {
                failed.countDown();
                throw new IllegalStateException("cannot be cancelled");
            });
            assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
            var later = deadlines.in(Duration.ofMillis(1), cancelled::countDown);
            assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(later.expired()).isTrue();
        }
    }
}
