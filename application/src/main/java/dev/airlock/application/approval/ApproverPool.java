package dev.airlock.application.approval;

import dev.airlock.application.identity.Members;
import dev.airlock.domain.approval.Approvers;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.identity.UserId;

/** Finds those who may decide a request, as the organization is now. */
public final class ApproverPool {
    private final Members members;

    /** Makes the look-up. */
    public ApproverPool(Members members) {
        this.members = members;
    }

    /** Returns them; the owner is that of the server. */
    public Approvers of(RequestedCall call, UserId owner) {
        return Approvers.of(call.demand(), call.requester().user(), owner, members.list(call.organization()));
    }
}
