package dev.airlock.application.fake;

import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.Sessions;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakeSessions implements Sessions {
    private final Memory memory;
    private final FakePeople people;
    private final Map<SecretHash, Session> sessions;

    private record Session(OrganizationId organization, UserId user, Instant usedAt, Instant expiresAt) {
        Session usedAt(Instant now) {
            return new Session(organization, user, now, expiresAt);
        }
    }

    FakeSessions(Memory memory, FakePeople people) {
        this.memory = memory;
        this.people = people;
        this.sessions = memory.table();
    }

    @Override
    public void open(SecretHash hash, OrganizationId organization, UserId user, Instant now, Instant expiresAt) {
        memory.in(organization, () -> sessions.put(hash, new Session(organization, user, now, expiresAt)));
    }

    @Override
    public @Nullable Membership find(SecretHash hash, Instant now, Instant idleSince) {
        return memory.anywhere(() -> {
            Session session = sessions.get(hash);
            if (session == null || !session.expiresAt.isAfter(now) || !session.usedAt.isAfter(idleSince)) {
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
            sessions.put(to, new Session(organization, session.user, session.usedAt, session.expiresAt));
            return true;
        });
    }

    @Override
    public void close(SecretHash hash) {
        memory.anywhere(() -> sessions.remove(hash));
    }

    /** Closes all of a person's sessions in the organization. */
    void closeAll(OrganizationId organization, UserId user) {
        sessions.values().removeIf(session -> session.organization.equals(organization) && session.user.equals(user));
    }

    @Override
    public void closeOthers(UserId user, @Nullable SecretHash kept) {
        memory.anywhere(() -> sessions.entrySet()
                .removeIf(session -> session.getValue().user.equals(user)
                        && !session.getKey().equals(kept)));
    }
}
