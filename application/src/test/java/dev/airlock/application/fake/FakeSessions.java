package dev.airlock.application.fake;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.Sessions;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.SessionId;
import dev.airlock.domain.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class FakeSessions implements Sessions {
    private final Memory memory;
    private final FakePeople people;
    private final Map<SecretHash, Session> sessions;

    private record Session(OrganizationId organization, UserId user, Listed listed, Instant expiresAt) {
        Session usedAt(Instant now) {
            var used = new Listed(listed.id(), false, listed.createdAt(), now, listed.address());
            return new Session(organization, user, used, expiresAt);
        }

        boolean isOf(OrganizationId someone, UserId somebody) {
            return organization.equals(someone) && user.equals(somebody);
        }

        boolean isOpen(Instant now, Instant idleSince) {
            return expiresAt.isAfter(now) && listed.lastUsedAt().isAfter(idleSince);
        }
    }

    FakeSessions(Memory memory, FakePeople people) {
        this.memory = memory;
        this.people = people;
        this.sessions = memory.table();
    }

    @Override
    public void open(
            SecretHash hash, OrganizationId organization, UserId user, String address, Instant now, Instant expiresAt) {
        var id = new SessionId(UUID.nameUUIDFromBytes(hash.value().getBytes(StandardCharsets.UTF_8)));
        var session = new Session(organization, user, new Listed(id, false, now, now, address), expiresAt);
        memory.in(organization, () -> sessions.put(hash, session));
    }

    @Override
    public @Nullable Membership find(SecretHash hash, Instant now, Instant idleSince) {
        return memory.anywhere(() -> {
            Session session = sessions.get(hash);
            if (session == null || !session.isOpen(now, idleSince)) {
                return null;
            }
            sessions.put(hash, session.usedAt(now));
            return people.membership(session.organization, session.user);
        });
    }

    @Override
    public boolean move(SecretHash from, SecretHash to, OrganizationId organization) {
        return memory.anywhere(() -> {
            Session session = sessions.remove(from);
            if (session == null || people.membership(organization, session.user) == null) {
                return false;
            }
            sessions.put(to, new Session(organization, session.user, session.listed, session.expiresAt));
            return true;
        });
    }

    @Override
    public void close(SecretHash hash) {
        memory.anywhere(() -> sessions.remove(hash));
    }

    @Override
    public List<Listed> list(
            OrganizationId organization, UserId user, @Nullable SecretHash current, Instant now, Instant idleSince) {
        return memory.in(
                organization,
                () -> sessions.entrySet().stream()
                        .filter(entry -> entry.getValue().isOf(organization, user)
                                && entry.getValue().isOpen(now, idleSince))
                        .map(entry ->
                                marked(entry.getValue().listed, entry.getKey().equals(current)))
                        .sorted(Comparator.comparing(Listed::lastUsedAt).reversed())
                        .toList());
    }

    private static Listed marked(Listed listed, boolean current) {
        return new Listed(listed.id(), current, listed.createdAt(), listed.lastUsedAt(), listed.address());
    }

    @Override
    public boolean close(Admission admission, SessionId id) {
        return memory.in(
                admission.organization(),
                () -> sessions.values()
                        .removeIf(session -> session.isOf(
                                        admission.organization(),
                                        admission.caller().user())
                                && session.listed.id().equals(id)));
    }

    @Override
    public void closeAll(Admission admission, UserId user, @Nullable SecretHash kept) {
        memory.in(
                admission.organization(),
                () -> sessions.entrySet()
                        .removeIf(entry -> entry.getValue().isOf(admission.organization(), user)
                                && !entry.getKey().equals(kept)));
    }

    /** Closes all of a person's sessions in the organization. */
    void closeAll(OrganizationId organization, UserId user) {
        sessions.values().removeIf(session -> session.isOf(organization, user));
    }

    @Override
    public void closeOthers(UserId user, @Nullable SecretHash kept) {
        memory.anywhere(() -> sessions.entrySet()
                .removeIf(session -> session.getValue().user.equals(user)
                        && !session.getKey().equals(kept)));
    }
}
