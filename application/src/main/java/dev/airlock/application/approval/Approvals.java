package dev.airlock.application.approval;

import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/** Stored approval requests. */
public interface Approvals {
    /** Stores a new request. */
    void add(Approval.Pending pending);

    /** Returns the request in its present state, or null. */
    @Nullable
    Approval find(OrganizationId organization, ApprovalId id);
}
