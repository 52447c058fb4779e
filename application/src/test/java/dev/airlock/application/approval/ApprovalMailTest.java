package dev.airlock.application.approval;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.application.gate.Result;
import dev.airlock.application.mail.Message;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.ApprovalDemand;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Approvers are told what waits for them, not too often and nothing of what it says. */
class ApprovalMailTest extends CarolAsks {
    private List<Message> mails() {
        verbs.mail().deliver();
        return house.store.outbox().waiting(HARBOUR.id(), 100).stream()
                .map(waiting -> waiting.message())
                .toList()
                .reversed();
    }

    private static String words(Message message) {
        return message.subject() + message.parts();
    }

    @Test
    void approvers_are_told_where_to_look_and_nothing_of_the_arguments() {
        policy(asking(new ApprovalDemand(Set.of(), Set.of(), 2, false)));
        ask(Json.object().put("id", "secret-argument").build());
        List<Message> mails = mails();
        assertThat(mails)
                .extracting(message -> message.to().value())
                .containsExactlyInAnyOrder("ada@example.com", "dan@example.com");
        assertThat(mails).allSatisfy(message -> {
            assertThat(message.subject()).isEqualTo("Approve refund?");
            assertThat(words(message))
                    .contains("orders · refund · Carol through token 41")
                    .doesNotContain("secret");
        });
        assertThat(mails()).hasSize(2);
    }

    @Test
    void what_comes_soon_after_is_told_at_once_later() {
        ask(id(1));
        assertThat(mails()).hasSize(1);
        ask(id(2));
        ask(id(3));
        assertThat(mails()).hasSize(1);
        house.clock.advance(Duration.ofMinutes(6));
        assertThat(mails()).hasSize(2);
        Message digest = mails().getLast();
        assertThat(digest.subject()).isEqualTo("2 requests need you");
        assertThat(digest.parts()).hasSize(4);
    }

    @Test
    void a_request_that_was_altered_holds_up_no_mail_about_others() {
        ApprovalId altered = ask(id(1));
        ask(id(2));
        house.store.alter(altered);
        assertThat(mails()).extracting(Message::subject).containsExactly("Approve refund?");
    }

    @Test
    void nobody_is_told_of_what_is_decided_already_or_is_not_theirs_any_more() {
        ApprovalId id = ask();
        done(verbs.decide().cancel(AGENT, id));
        assertThat(mails()).isEmpty();
        ask(id(2));
        Member ada = Objects.requireNonNull(
                house.store.members().find(HARBOUR.id(), ADA.person().id()));
        done(house.admitted(
                admission -> Result.done(house.store.members().change(admission, ada, ada.of(Standing.DISABLED)))));
        assertThat(mails()).isEmpty();
    }

    @Test
    void approvers_are_reminded_before_a_request_expires_unless_they_have_approved() {
        policy(asking(new ApprovalDemand(Set.of(), Set.of(), 2, false)));
        ApprovalId id = ask();
        done(approve(ADA, id));
        assertThat(mails()).extracting(message -> message.to().value()).containsExactly("dan@example.com");
        house.clock.advance(Duration.ofHours(22).minusMinutes(1));
        assertThat(mails()).hasSize(1);
        house.clock.advance(Duration.ofMinutes(1));
        assertThat(mails()).hasSize(2);
        assertThat(mails().getLast().subject()).isEqualTo("Still waiting: approve refund?");
        assertThat(mails().getLast().to().value()).isEqualTo("dan@example.com");
    }

    @Test
    void those_who_can_find_out_are_told_of_an_unknown_outcome() {
        upstream.answer = () -> new Transmission.Failed("timed out", true);
        ApprovalId id = ask();
        approve(ADA, id);
        assertThat(mails())
                .extracting(message -> message.to().value() + " " + message.subject())
                .containsExactlyInAnyOrder("ada@example.com Was refund done?", "carol@example.com Was refund done?");
    }
}
