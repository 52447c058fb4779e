package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.bootstrap.fixture.MailBox;
import dev.airlock.bootstrap.fixture.MailBox.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * F-03 for what approvers are told: at first no mail server listens; an hour later it postpones one message, takes another without saying so and says
 * nothing to a third; after another hour it is well. Hours pass by starting a node whose clock is ahead.
 */
final class ApprovalMailIT {
    private static final Duration LIFETIME = Duration.ofDays(1);

    /** Longer than a mailer that tried again whenever it looked would take for a third attempt. */
    private static final Duration A_WHILE = Duration.ofSeconds(8);

    private final int port = Ground.freePort();
    private int decided;

    @Test
    void through_an_outage_of_the_mail_server_everybody_is_told_once_or_twice_and_decides_meanwhile() throws Exception {
        try (var ground =
                new ApprovalGround("approvals-mailed", ApprovalApi.operations(List.of("undecided", "decided")))) {
            String waiting;
            try (ServeRun node = node(ground, "now", Duration.ZERO)) {
                waiting = ground.ask(node, "undecided", UUID.randomUUID().toString(), 10);
                Await.until(
                        "everybody's message was tried",
                        () -> ground.number("select count(*) from mail_message where attempts > 0")
                                == ApprovalApi.APPROVERS.size());
                Thread.sleep(A_WHILE);
                assertThat(ground.number("select max(attempts) from mail_message"))
                        .isLessThanOrEqualTo(2);
                decide(ground, node);
            }
            try (var box = MailBox.open(port)) {
                box.trouble(ApprovalApi.CAROL, Trouble.POSTPONING)
                        .trouble(ApprovalApi.ERIN, Trouble.TAKING_SILENTLY)
                        .trouble(ApprovalApi.FRANK, Trouble.SILENT);
                try (ServeRun later = node(ground, "later", Duration.ofHours(1))) {
                    decide(ground, later);
                    Await.until("everybody was let down", () -> !box.isInTrouble());
                }
                try (ServeRun muchLater = node(ground, "much-later", Duration.ofHours(2))) {
                    Await.until(
                            "nothing is left to be sent",
                            () -> ground.number("select count(*) from mail_message") == 0);
                    decide(ground, muchLater);
                }
                for (String approver : ApprovalApi.APPROVERS) {
                    assertThat(box.messages())
                            .filteredOn(message -> message.contains("To: " + approver) && message.contains(waiting))
                            .as(approver)
                            .hasSize(approver.equals(ApprovalApi.ERIN) ? 2 : 1);
                }
            }
            assertThat(ground.row(waiting).state()).isEqualTo("PENDING");
            assertThat(ground.upstream.requests()).hasSize(decided);
        }
    }

    private ServeRun node(ApprovalGround ground, String name, Duration ahead) {
        return ground.node(name, ahead, LIFETIME, MailBox.section(port));
    }

    private void decide(ApprovalGround ground, ServeRun node) throws IOException {
        String id = ground.ask(node, "decided", UUID.randomUUID().toString(), 10);
        assertThat(ground.decider(node, ApprovalApi.CAROL)
                        .open(node, id)
                        .approve()
                        .counts())
                .isTrue();
        Await.until("it is sent", () -> ground.row(id).hasEnded());
        assertThat(ground.row(id).state()).isEqualTo("SUCCEEDED");
        decided++;
    }
}
