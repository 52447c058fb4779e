package dev.airlock.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.application.fake.FakeCheckpoints;
import dev.airlock.application.fake.ManualClock;
import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakeCheckpointTest {
    private static final UUID ENDED = new UUID(0, 1);
    private static final UUID GROWING = new UUID(0, 2);

    private final FakeCheckpoints checkpoints = new FakeCheckpoints();
    private final ManualClock clock = new ManualClock();
    private final List<Checkpoint> lost = new ArrayList<>();
    private List<ChainHead> heads = List.of(head(ENDED, 7), head(GROWING, 5));
    private boolean fails;

    @BeforeEach
    void something_was_seen() {
        node().now();
    }

    /** A node that was started anew. */
    private TakeCheckpoint node() {
        return new TakeCheckpoint(new Chains(), checkpoints, this::dealWith, clock);
    }

    private void dealWith(Checkpoint seen) {
        if (fails) {
            throw new IllegalStateException("nothing can be recorded");
        }
        lost.add(seen);
        heads = List.of(head(ENDED, 7), head(GROWING, 4), head(new UUID(0, 3), 1));
    }

    private List<ChainHead> seen() {
        return checkpoints.last().heads();
    }

    private void restore() {
        heads = List.of(head(ENDED, 7), head(GROWING, 4));
    }

    @Test
    void a_database_that_went_on_is_none_that_was_restored() {
        heads = List.of(head(ENDED, 7), head(GROWING, 6));
        node().now();
        assertThat(lost).isEmpty();
        assertThat(checkpoints.last().number()).isEqualTo(2);
    }

    @Test
    void a_node_that_starts_on_an_older_database_deals_with_it_once_and_then_names_every_chain() {
        restore();
        var node = node();
        node.now();
        assertThat(lost).singleElement().extracting(Checkpoint::number).isEqualTo(1L);
        assertThat(seen()).containsExactlyElementsOf(heads).hasSize(3);
        node.ifDue();
        node().now();
        assertThat(lost).hasSize(1);
    }

    @Test
    void an_empty_database_is_an_older_one_too() {
        heads = List.of();
        node().now();
        assertThat(lost).hasSize(1);
    }

    @Test
    void a_node_whose_database_is_replaced_while_it_runs_notices_at_once() {
        var node = node();
        node.ifDue();
        restore();
        node.ifDue();
        assertThat(lost).hasSize(1);
        assertThat(seen()).containsExactlyElementsOf(heads);
    }

    @Test
    void where_it_cannot_be_dealt_with_no_checkpoint_forgets_it() {
        restore();
        fails = true;
        assertThatThrownBy(node()::now).hasMessage("nothing can be recorded");
        assertThatThrownBy(node()::ifDue).hasMessage("nothing can be recorded");
        assertThat(checkpoints.last().number()).isEqualTo(1);
        fails = false;
        node().now();
        assertThat(lost).hasSize(1);
    }

    private static ChainHead head(UUID writer, long sequence) {
        return new ChainHead(writer, sequence, new byte[] {(byte) sequence});
    }

    private final class Chains implements AuditChains {
        @Override
        public List<ChainHead> heads() {
            return heads;
        }

        @Override
        public void walk(UUID writer, Consumer<Stored> sink) {
            throw new UnsupportedOperationException("a checkpoint looks at the ends");
        }

        @Override
        public byte[] hashAt(UUID writer, long sequence) {
            throw new UnsupportedOperationException("a checkpoint looks at the ends");
        }
    }
}
