package dev.airlock.domain.audit;

import java.time.Instant;
import java.util.List;

/**
 * What the chains looked like at a moment, kept outside the database so that nobody who can rewrite the one can rewrite the other.
 *
 * @param number from 1 without gaps
 * @param heads the ends of the chains that grew since the checkpoint before; the first after a start names every chain
 */
public record Checkpoint(long number, Instant at, List<ChainHead> heads) {
    public Checkpoint {
        heads = List.copyOf(heads);
    }
}
