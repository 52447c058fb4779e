package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.hash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.identity.Membership;
import java.time.Instant;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What links to choose another password promise. */
public abstract class PasswordResetsContract extends StoreContract {
    private static final Instant EXPIRY = NOW.plusSeconds(3600);

    private void add(String link, Membership place) {
        ports.passwordResets()
                .add(hash(link), place.organization().id(), place.person().id(), EXPIRY);
    }

    @Test
    void a_link_leads_to_its_person_and_is_not_used_up_by_looking() {
        add("link", ADA);
        assertThat(ports.passwordResets().find(hash("link"), NOW)).isEqualTo(ADA);
        assertThat(ports.passwordResets().find(hash("link"), NOW)).isEqualTo(ADA);
        assertThat(ports.passwordResets().find(hash("another"), NOW)).isNull();
    }

    @Test
    void a_link_that_is_used_takes_the_persons_others_with_it_and_nobody_elses() {
        add("link", ADA);
        add("another", ADA);
        add("bob's", BOB);
        assertThat(ports.passwordResets().use(hash("unknown"), NOW)).isFalse();
        assertThat(ports.passwordResets().use(hash("link"), NOW)).isTrue();
        assertThat(ports.passwordResets().use(hash("link"), NOW)).isFalse();
        assertThat(ports.passwordResets().find(hash("another"), NOW)).isNull();
        assertThat(ports.passwordResets().find(hash("bob's"), NOW)).isEqualTo(BOB);
    }

    @Test
    void a_link_expires() {
        add("link", ADA);
        assertThat(ports.passwordResets().find(hash("link"), EXPIRY)).isNull();
        assertThat(ports.passwordResets().use(hash("link"), EXPIRY)).isFalse();
    }

    @Test
    void of_a_persons_links_that_are_used_at_the_same_moment_one_is_good() throws Exception {
        for (int round = 0; round < 20; round++) {
            add("one" + round, ADA);
            add("other" + round, ADA);
            var together = new CyclicBarrier(2);
            try (var users = Executors.newFixedThreadPool(2)) {
                var used = Stream.of("one" + round, "other" + round)
                        .map(link -> users.submit(() -> {
                            together.await();
                            return ports.passwordResets().use(hash(link), NOW);
                        }))
                        .toList();
                int good = 0;
                for (Future<Boolean> each : used) {
                    good += each.get() ? 1 : 0;
                }
                assertThat(good).isEqualTo(1);
            }
        }
    }
}
