package dev.airlock.application.approval;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.call.Reply;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request that cannot be looked after holds up no other. */
class ApprovalUpkeepTest extends CarolAsks {
    private ApprovalUpkeep upkeep() {
        return ApprovalUpkeep.start(
                verbs.sendApproved(),
                house.store.approvals(),
                house.store.approvalWork(),
                verbs.mail(),
                house.store.unitOfWork(),
                ApprovalSettings.withLifetime(Duration.ofDays(1)));
    }

    @Test
    void requests_expire_whichever_was_altered() throws InterruptedException {
        List<ApprovalId> ids = IntStream.range(0, 3).mapToObj(id -> ask(id(id))).toList();
        house.clock.advance(Duration.ofHours(24));
        house.store.alter(ids.get(1));
        try (var _ = upkeep()) {
            for (int looks = 0; looks < 1_000 && waiting(ids) > 0; looks++) {
                Thread.sleep(10);
            }
        }
        assertThat(waiting(ids)).isZero();
        house.store.alter();
        assertThat(state(ids.get(1))).isInstanceOf(Approval.Pending.class);
    }

    private long waiting(List<ApprovalId> ids) {
        return Stream.of(ids.getFirst(), ids.getLast())
                .filter(id -> state(id) instanceof Approval.Pending)
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void outcomes_that_could_not_be_stored_are_stored_later_whichever_was_altered(int altered) {
        List<ApprovalId> ids = Stream.generate(this::lost).limit(3).toList();
        ApprovalId lost = ids.get(altered);
        house.store.alter(lost);
        verbs.sendApproved().storeOutcomes();
        house.store.alter();
        assertThat(ids).filteredOn(id -> state(id) instanceof Approval.Sending).containsExactly(lost);
        verbs.sendApproved().storeOutcomes();
        assertThat(state(lost)).isInstanceOf(Approval.Succeeded.class);
    }

    /** Approves a call and loses the request from sight while it is sent. */
    private ApprovalId lost() {
        house.store.alter();
        ApprovalId id = ask(id(upstream.sent.size()));
        upstream.answer = () -> {
            house.store.alter(id);
            return new Transmission.Answered(Reply.done("done"));
        };
        done(approve(ADA, id));
        return id;
    }
}
