package dev.airlock.application.fake;

import dev.airlock.application.approval.Approvals;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.OrganizationId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakeApprovals implements Approvals {
    private final Memory memory;
    private final Map<Key, Approval> approvals;

    private record Key(OrganizationId organization, ApprovalId id) {}

    FakeApprovals(Memory memory) {
        this.memory = memory;
        this.approvals = memory.table();
    }

    @Override
    public void add(Approval.Pending pending) {
        OrganizationId organization = pending.requested().organization();
        memory.in(
                organization,
                () -> approvals.put(new Key(organization, pending.requested().id()), pending));
    }

    @Override
    public @Nullable Approval find(OrganizationId organization, ApprovalId id) {
        return memory.in(organization, () -> approvals.get(new Key(organization, id)));
    }
}
