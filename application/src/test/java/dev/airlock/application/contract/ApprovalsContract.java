package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.deletingTool;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.Ground;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What approval requests promise. */
public abstract class ApprovalsContract extends StoreContract {
    protected static final ApprovalId ID = new ApprovalId(uuid(51));

    /** Stores a request of Ada's for the deletion of an order. */
    protected final Approval.Pending add(Set<UserId> approvedBy) {
        Server server = server(ADA, 31, "orders");
        Tool tool = deletingTool("delete_order");
        as(ADA, admission -> ports.servers().add(admission, server, List.of(tool), PolicySet.ALLOW_ALL));
        var digest = new byte[32];
        digest[0] = (byte) 0xff;
        var requested = new RequestedCall(
                HARBOUR.id(),
                ID,
                new CallId(uuid(61)),
                ADA.person().id(),
                "an agent",
                server.id(),
                tool.name(),
                tool.fingerprint(),
                RawJson.trusted("{\"id\": \"7\"}"),
                new RequestDigest(digest),
                new Ground("ask first", "the rule \"ask first\" asks for a person's approval"),
                new ApprovalDemand(Set.of(ADA.person().id(), new UserId(uuid(99))), 2, true),
                NOW,
                NOW.plus(Duration.ofDays(1)));
        var pending = new Approval.Pending(requested, approvedBy);
        ports.approvals().add(pending);
        return pending;
    }

    @Test
    void a_request_comes_back_pending() {
        Approval.Pending pending = add(Set.of());
        assertThat(ports.approvals().find(HARBOUR.id(), ID)).isEqualTo(pending);
    }

    @Test
    void who_has_approved_already_is_kept() {
        Approval.Pending pending = add(Set.of(ADA.person().id()));
        assertThat(ports.approvals().find(HARBOUR.id(), ID)).isEqualTo(pending);
    }

    @Test
    void another_organization_does_not_find_it() {
        add(Set.of());
        assertThat(ports.approvals().find(MEADOW.id(), ID)).isNull();
        assertThat(ports.approvals().find(HARBOUR.id(), new ApprovalId(uuid(52))))
                .isNull();
    }
}
