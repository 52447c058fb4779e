package dev.airlock.application.fake;

import dev.airlock.application.connection.PendingConnections;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakePendingConnections implements PendingConnections {
    private final Memory memory;
    private final InstantSource clock;
    private final Map<Place, Kept> pendings;

    private record Place(OrganizationId organization, SecretHash state) {}

    private record Kept(Pending pending, Instant at) {}

    FakePendingConnections(Memory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
        this.pendings = memory.table();
    }

    @Override
    public void add(Admission admission, Pending pending) {
        memory.in(
                admission.organization(),
                () -> pendings.put(
                        new Place(admission.organization(), pending.state()), new Kept(pending, clock.instant())));
    }

    @Override
    public @Nullable Pending take(Admission admission, SecretHash state, SecretHash session, Duration lifetime) {
        var place = new Place(admission.organization(), state);
        return memory.in(admission.organization(), () -> {
            Kept kept = pendings.get(place);
            boolean theirs = kept != null
                    && kept.pending.session().equals(session)
                    && kept.pending.user().equals(admission.caller().user())
                    && clock.instant().isBefore(kept.at.plus(lifetime));
            if (theirs) {
                pendings.remove(place);
            }
            return theirs ? kept.pending : null;
        });
    }
}
