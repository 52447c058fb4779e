package dev.airlock.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private static final UUID ENDED = new UUID(0, 1);
    private static final UUID GROWING = new UUID(0, 2);
    private static final UUID NEW = new UUID(0, 3);

    private final Checkpoint checkpoint =
            new Checkpoint(1, Instant.EPOCH, List.of(head(ENDED, 7, 1), head(GROWING, 5, 1)));

    @Test
    void chains_that_came_as_far_or_farther_hold_it_and_new_ones_may_have_begun() {
        assertThat(checkpoint.isHeldBy(checkpoint.heads())).isTrue();
        assertThat(checkpoint.isHeldBy(List.of(head(ENDED, 7, 1), head(GROWING, 9, 4), head(NEW, 1, 1))))
                .isTrue();
    }

    @Test
    void a_chain_that_is_shorter_or_gone_or_ends_with_another_record_does_not_hold_it() {
        assertThat(checkpoint.isHeldBy(List.of(head(ENDED, 7, 1), head(GROWING, 4, 1))))
                .isFalse();
        assertThat(checkpoint.isHeldBy(List.of(head(ENDED, 7, 1), head(NEW, 900, 1))))
                .isFalse();
        assertThat(checkpoint.isHeldBy(List.of(head(ENDED, 7, 1), head(GROWING, 5, 2))))
                .isFalse();
        assertThat(checkpoint.isHeldBy(List.of())).isFalse();
    }

    private static ChainHead head(UUID writer, long sequence, int hash) {
        return new ChainHead(writer, sequence, new byte[] {(byte) hash});
    }
}
