package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.hash;
import static dev.airlock.application.fake.Fixtures.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.identity.TokenReference;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.McpResource;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tickets promise. */
public abstract class TicketsContract extends StoreContract {
    private static final McpResource ORDERS = new McpResource(HARBOUR.slug(), new Slug("orders"));
    private static final McpResource STOCK = new McpResource(HARBOUR.slug(), new Slug("stock"));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private TokenReference personal;

    @BeforeEach
    void addToken() {
        PersonalAccessToken token = token(ADA, 21, TokenScope.FULL);
        as(ADA, admission -> {
            ports.tokens().add(admission, token, hash("token"));
            return true;
        });
        personal = new TokenReference.Personal(HARBOUR.id(), token.id(), hash("token"));
    }

    private TokenReference access() {
        Grant grant = GrantsContract.grant(ADA, 31, "client");
        as(ADA, admission -> {
            ports.grants().addCode(admission, hash("code"), grant, GrantsContract.TERMS);
            return ports.grants().redeem(hash("code"), grant);
        });
        return new TokenReference.Access(HARBOUR.id(), grant.id(), hash("access"), NOW, NOW.plusSeconds(3600));
    }

    @Test
    void a_ticket_stands_for_its_token_once() {
        assertThat(ports.tickets().add(hash("ticket"), ORDERS, personal)).isTrue();
        assertThat(ports.tickets().redeem(hash("another"), ORDERS, MINUTE)).isNull();
        assertThat(ports.tickets().redeem(hash("ticket"), ORDERS, MINUTE)).isEqualTo(personal);
        assertThat(ports.tickets().redeem(hash("ticket"), ORDERS, MINUTE)).isNull();
    }

    @Test
    void a_ticket_stands_for_an_access_token_too() {
        TokenReference access = access();
        assertThat(ports.tickets().add(hash("ticket"), ORDERS, access)).isTrue();
        assertThat(ports.tickets().redeem(hash("ticket"), ORDERS, MINUTE)).isEqualTo(access);
    }

    @Test
    void a_ticket_is_for_one_endpoint() {
        assertThat(ports.tickets().add(hash("ticket"), ORDERS, personal)).isTrue();
        assertThat(ports.tickets().redeem(hash("ticket"), STOCK, MINUTE)).isNull();
    }

    @Test
    void a_ticket_grows_old() {
        assertThat(ports.tickets().add(hash("ticket"), ORDERS, personal)).isTrue();
        assertThat(ports.tickets().redeem(hash("ticket"), ORDERS, Duration.ofMillis(-1)))
                .isNull();
    }

    @Test
    void a_ticket_goes_with_its_token_and_none_is_added_for_one_that_is_gone() {
        TokenReference access = access();
        assertThat(ports.tickets().add(hash("ticket"), ORDERS, personal)).isTrue();
        assertThat(ports.tickets().add(hash("other"), ORDERS, access)).isTrue();
        as(
                ADA,
                admission -> ports.tokens()
                                .remove(admission, ADA.person().id(), ((TokenReference.Personal) personal).token())
                        && ports.grants().remove(HARBOUR.id(), ((TokenReference.Access) access).grant()));
        assertThat(ports.tickets().redeem(hash("ticket"), ORDERS, MINUTE)).isNull();
        assertThat(ports.tickets().redeem(hash("other"), ORDERS, MINUTE)).isNull();
        assertThat(ports.tickets().add(hash("later"), ORDERS, personal)).isFalse();
        assertThat(ports.tickets().add(hash("later"), ORDERS, access)).isFalse();
    }

    @Test
    void of_ten_who_use_a_ticket_at_once_one_gets_in() throws Exception {
        var together = new CyclicBarrier(10);
        for (int round = 0; round < 10; round++) {
            String ticket = "ticket " + round;
            assertThat(ports.tickets().add(hash(ticket), ORDERS, personal)).isTrue();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var redeemed = IntStream.range(0, 10)
                        .mapToObj(i -> threads.submit(() -> {
                            together.await();
                            return ports.tickets().redeem(hash(ticket), ORDERS, MINUTE);
                        }))
                        .toList();
                int good = 0;
                for (var each : redeemed) {
                    good += Objects.equals(each.get(), personal) ? 1 : 0;
                }
                assertThat(good).isEqualTo(1);
            }
        }
    }
}
