package dev.airlock.application.fake;

import dev.airlock.application.approval.ApprovalNotices;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class FakeApprovalNotices implements ApprovalNotices {
    private final Memory memory;
    private final InstantSource clock;
    private final Map<Key, Instant> due;
    private final Map<Reader, Instant> toldAt;

    private record Key(Reader reader, Notice notice) {}

    FakeApprovalNotices(Memory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
        this.due = memory.table();
        this.toldAt = memory.table();
    }

    @Override
    public void add(OrganizationId organization, ApprovalId approval, Set<UserId> readers, Kind kind, Duration after) {
        memory.in(organization, () -> {
            for (UserId reader : readers) {
                due.putIfAbsent(
                        new Key(new Reader(organization, reader), new Notice(approval, kind)),
                        clock.instant().plus(after));
            }
            return readers;
        });
    }

    @Override
    public List<Reader> due(Duration silence) {
        return memory.anywhere(() -> due.entrySet().stream()
                .filter(entry -> isDue(entry.getValue()))
                .map(entry -> entry.getKey().reader)
                .distinct()
                .filter(reader -> mayBeTold(reader, silence))
                .toList());
    }

    private boolean isDue(Instant at) {
        return !at.isAfter(clock.instant());
    }

    private boolean mayBeTold(Reader reader, Duration silence) {
        Instant last = toldAt.get(reader);
        return last == null || !last.plus(silence).isAfter(clock.instant());
    }

    @Override
    public List<Notice> take(Reader reader, Duration silence) {
        return memory.in(reader.organization(), () -> {
            if (!mayBeTold(reader, silence)) {
                return List.of();
            }
            List<Key> taken = due.entrySet().stream()
                    .filter(entry -> entry.getKey().reader.equals(reader) && isDue(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            taken.forEach(due::remove);
            return taken.stream().map(key -> key.notice).toList();
        });
    }

    @Override
    public void told(Reader reader) {
        memory.in(reader.organization(), () -> toldAt.put(reader, clock.instant()));
    }
}
