package dev.airlock.application.approval;

import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.OrganizationId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What approval requests of the whole installation need of its nodes. */
public interface ApprovalWork {
    /** A node that has not renewed for so long is taken for gone. */
    Duration PATIENCE = Duration.ofSeconds(30);

    /** Says that the node is still there to send what it began to. */
    void renew(UUID holder, Set<Key> underWay);

    /** Returns requests that were approved so long ago and that nobody has begun to send; at most 100. */
    List<Key> approved(Duration ago);

    /** Returns requests that a node which is gone had begun to send; at most 100. */
    List<Key> abandoned();

    /** Returns requests whose time has run out; at most 100. */
    List<Key> expired();

    /** Forgets answers, and what ended requests would have changed, that were kept for longer; returns how many. */
    int forgetReplies(Duration age);

    /** Names a request. */
    record Key(OrganizationId organization, ApprovalId id) {}
}
