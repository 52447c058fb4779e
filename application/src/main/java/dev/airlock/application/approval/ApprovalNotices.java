package dev.airlock.application.approval;

import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What people are still to be told of approval requests by mail. */
public interface ApprovalNotices {
    /** Why somebody is told. */
    enum Kind {
        /** A request waits for them. */
        ASKED,
        /** It still does, and will expire soon. */
        REMINDER,
        /** Nobody knows whether the call was made; they can find out. */
        LOST
    }

    /** Stores that these people are to be told after some time; what they are to be told already is stored once. */
    void add(OrganizationId organization, ApprovalId approval, Set<UserId> readers, Kind kind, Duration after);

    /** Returns people who are to be told something by now and were told nothing for so long; at most 100. */
    List<Reader> due(Duration silence);

    /** Takes everything that a person is to be told by now, if they were told nothing for so long; nobody else takes it then. Inside a transaction. */
    List<Notice> take(Reader reader, Duration silence);

    /** Stores that a person is told something now. Inside a transaction. */
    void told(Reader reader);

    /** Someone who is to be told something. */
    record Reader(OrganizationId organization, UserId user) {}

    /** What somebody is to be told. */
    record Notice(ApprovalId approval, Kind kind) {}
}
