package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.hash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.identity.OneTimeLinks.SignInGrant;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What links that work once promise. */
public abstract class OneTimeLinksContract extends StoreContract {
    private static final Instant EXPIRY = NOW.plusSeconds(600);

    @Test
    void looking_at_a_set_up_link_does_not_use_it_up() {
        ports.oneTimeLinks().addSetUp(hash("link"), EXPIRY);
        assertThat(ports.oneTimeLinks().isGoodForSetUp(hash("link"), NOW)).isTrue();
        assertThat(ports.oneTimeLinks().isGoodForSetUp(hash("link"), NOW)).isTrue();
        assertThat(ports.oneTimeLinks().isGoodForSetUp(hash("another"), NOW)).isFalse();
    }

    @Test
    void a_set_up_link_works_once() {
        ports.oneTimeLinks().addSetUp(hash("link"), EXPIRY);
        assertThat(ports.oneTimeLinks().useForSetUp(hash("link"), NOW)).isTrue();
        assertThat(ports.oneTimeLinks().useForSetUp(hash("link"), NOW)).isFalse();
        assertThat(ports.oneTimeLinks().isGoodForSetUp(hash("link"), NOW)).isFalse();
    }

    @Test
    void a_set_up_link_that_is_used_takes_every_other_with_it() {
        ports.oneTimeLinks().addSetUp(hash("link"), EXPIRY);
        ports.oneTimeLinks().addSetUp(hash("another"), EXPIRY);
        assertThat(ports.oneTimeLinks().useForSetUp(hash("unknown"), NOW)).isFalse();
        assertThat(ports.oneTimeLinks().useForSetUp(hash("link"), NOW)).isTrue();
        assertThat(ports.oneTimeLinks().useForSetUp(hash("another"), NOW)).isFalse();
    }

    @Test
    void of_set_up_links_that_are_used_at_the_same_moment_one_is_good() throws Exception {
        for (int round = 0; round < 20; round++) {
            ports.oneTimeLinks().addSetUp(hash("one"), EXPIRY);
            ports.oneTimeLinks().addSetUp(hash("other"), EXPIRY);
            var good = new AtomicInteger();
            var together = new CyclicBarrier(2);
            List<Thread> users = Stream.of("one", "other")
                    .map(link -> Thread.ofPlatform().start(() -> use(link, together, good)))
                    .toList();
            for (Thread user : users) {
                user.join();
            }
            assertThat(good).hasValue(1);
        }
    }

    private void use(String link, CyclicBarrier together, AtomicInteger good) {
        try {
            together.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
        if (ports.oneTimeLinks().useForSetUp(hash(link), NOW)) {
            good.incrementAndGet();
        }
    }

    @Test
    void a_sign_in_link_works_once_and_says_for_whom() {
        ports.oneTimeLinks().addSignIn(hash("link"), HARBOUR.id(), ADA.person().id(), EXPIRY);
        assertThat(ports.oneTimeLinks().useForSignIn(hash("link"), NOW))
                .isEqualTo(new SignInGrant(HARBOUR.id(), ADA.person().id()));
        assertThat(ports.oneTimeLinks().useForSignIn(hash("link"), NOW)).isNull();
    }

    @Test
    void expired_links_do_nothing() {
        ports.oneTimeLinks().addSetUp(hash("set-up"), EXPIRY);
        ports.oneTimeLinks()
                .addSignIn(hash("sign-in"), HARBOUR.id(), ADA.person().id(), EXPIRY);
        assertThat(ports.oneTimeLinks().isGoodForSetUp(hash("set-up"), EXPIRY)).isFalse();
        assertThat(ports.oneTimeLinks().useForSetUp(hash("set-up"), EXPIRY)).isFalse();
        assertThat(ports.oneTimeLinks().useForSignIn(hash("sign-in"), EXPIRY)).isNull();
    }

    @Test
    void a_link_for_one_purpose_is_no_good_for_the_other() {
        ports.oneTimeLinks().addSetUp(hash("set-up"), EXPIRY);
        ports.oneTimeLinks()
                .addSignIn(hash("sign-in"), HARBOUR.id(), ADA.person().id(), EXPIRY);
        assertThat(ports.oneTimeLinks().useForSignIn(hash("set-up"), NOW)).isNull();
        assertThat(ports.oneTimeLinks().useForSetUp(hash("sign-in"), NOW)).isFalse();
    }
}
