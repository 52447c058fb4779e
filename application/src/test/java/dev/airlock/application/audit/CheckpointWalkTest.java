package dev.airlock.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CheckpointWalkTest {
    private static final UUID ENDED = new UUID(0, 1);
    private static final UUID GROWING = new UUID(0, 2);

    private final List<UUID> looked = new ArrayList<>();
    private final Findings findings = new Findings();
    private final CheckpointWalk walk = new CheckpointWalk(new Chains(), findings);

    @Test
    void a_chain_that_ended_is_looked_at_once_however_many_checkpoints_name_it() {
        LongStream.rangeClosed(1, 50).forEach(number -> accept(number, head(ENDED, 7), head(GROWING, number)));

        assertThat(looked).filteredOn(ENDED::equals).hasSize(1);
        assertThat(looked).filteredOn(GROWING::equals).hasSize(50);
        assertThat(findings.count()).isZero();
    }

    @Test
    void a_later_checkpoint_that_saw_another_hash_at_the_same_place_is_told() {
        accept(1, head(ENDED, 7));
        accept(2, new ChainHead(ENDED, 7, new byte[32]));

        assertThat(findings.count()).isEqualTo(1);
        assertThat(findings.first().getFirst().toString()).contains("checkpoint 2 saw another one");
    }

    private void accept(long number, ChainHead... heads) {
        walk.accept(new Checkpoints.Stored.Sound(new Checkpoint(number, Fixtures.NOW, List.of(heads))));
    }

    private static ChainHead head(UUID writer, long sequence) {
        return new ChainHead(writer, sequence, hash(sequence));
    }

    private static byte[] hash(long sequence) {
        var hash = new byte[32];
        hash[0] = (byte) sequence;
        return hash;
    }

    /** Every place holds its own hash. */
    private final class Chains implements AuditChains {
        @Override
        public List<ChainHead> heads() {
            throw new UnsupportedOperationException("a walk over checkpoints has its own");
        }

        @Override
        public void walk(UUID writer, Consumer<Stored> sink) {
            throw new UnsupportedOperationException("a walk over checkpoints reads single places");
        }

        @Override
        public byte[] hashAt(UUID writer, long sequence) {
            looked.add(writer);
            return hash(sequence);
        }
    }
}
