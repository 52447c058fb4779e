package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.bootstrap.proof.Decider.Shown;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * one node's clock is two minutes slow, the other's two minutes fast, and a request expires after half a minute; whatever somebody alters in the database
 * holds up no other.
 */
final class ApprovalClockIT {
    private static final Duration SKEW = Duration.ofMinutes(2);
    private static final Duration LIFETIME = Duration.ofSeconds(30);
    private static final Pattern EXPIRES =
            Pattern.compile("<dt>Expires</dt><dd><time datetime=\"[^\"]+\">in (\\d+) seconds<");

    @Test
    void the_databases_clock_decides_whatever_time_a_node_believes_it_is() throws Exception {
        try (var ground = new ApprovalGround("approvals-skewed", ApprovalApi.operations(List.of("timed", "altered")));
                ServeRun slow = ground.node("slow", SKEW.negated(), LIFETIME);
                ServeRun fast = ground.node("fast", SKEW, LIFETIME)) {
            Decider ada = ground.decider(slow, ApprovalApi.ADA);
            Decider carol = ground.decider(fast, ApprovalApi.CAROL);
            String altered = ground.ask(slow, "altered", UUID.randomUUID().toString(), 10);
            ground.alter(altered, "arguments = '{}'");
            for (ServeRun asked : List.of(slow, fast)) {
                String inTime = UUID.randomUUID().toString();
                String tooLate = UUID.randomUUID().toString();
                String first = ground.ask(asked, "timed", inTime, 10);
                String second = ground.ask(asked, "timed", tooLate, 10);
                Shown late = ada.open(slow, second);
                assertThat(secondsLeft(late)).isBetween(10L, LIFETIME.toSeconds());
                assertThat(secondsLeft(carol.open(fast, second))).isBetween(10L, LIFETIME.toSeconds());

                assertThat(carol.open(fast, first).approve().counts()).isTrue();
                Await.until("it is sent", () -> ground.row(first).hasEnded());
                assertThat(ground.hits(inTime)).hasSize(1);

                Await.until("it has expired", () -> hasExpired(ground, second));
                assertThat(late.approve().status()).isEqualTo(409);
                Await.until("it ends", () -> ground.row(second).hasEnded());
                assertThat(ground.row(second).state()).isEqualTo("EXPIRED");
                assertThat(ground.hits(tooLate)).isEmpty();
            }
            assertThat(ground.row(altered).state()).isEqualTo("PENDING");
        }
    }

    private static boolean hasExpired(ApprovalGround ground, String id) {
        return ground.number("select count(*) from approval_request where expires_at <= clock_timestamp() and id = '"
                        + id + "'")
                == 1;
    }

    private static long secondsLeft(Shown page) {
        Matcher expires = EXPIRES.matcher(page.html());
        assertThat(expires.find()).as(page.html()).isTrue();
        return Long.parseLong(expires.group(1));
    }
}
