package dev.airlock.domain.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /** Returns whether chains with these ends hold what was seen; where they do not, they are those of an older database. */
    public boolean isHeldBy(Collection<ChainHead> ends) {
        Map<UUID, ChainHead> byWriter = ends.stream().collect(Collectors.toMap(ChainHead::writer, Function.identity()));
        return heads.stream().allMatch(seen -> reaches(byWriter.get(seen.writer()), seen));
    }

    private static boolean reaches(@Nullable ChainHead end, ChainHead seen) {
        return end != null && (end.sequence() > seen.sequence() || end.equals(seen));
    }
}
