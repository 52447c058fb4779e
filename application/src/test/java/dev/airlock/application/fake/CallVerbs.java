package dev.airlock.application.fake;

import dev.airlock.application.approval.ApprovalMail;
import dev.airlock.application.approval.ApprovalSettings;
import dev.airlock.application.approval.ApproverPool;
import dev.airlock.application.approval.DecideApproval;
import dev.airlock.application.approval.FollowApproval;
import dev.airlock.application.approval.JudgeAgain;
import dev.airlock.application.approval.LookAgain;
import dev.airlock.application.approval.ReadApprovals;
import dev.airlock.application.approval.ReadPresent;
import dev.airlock.application.approval.RequestApproval;
import dev.airlock.application.approval.RequestingAgents;
import dev.airlock.application.approval.SendApproved;
import dev.airlock.application.call.CallTool;
import dev.airlock.application.call.Dispatch;
import dev.airlock.application.call.Executor;
import dev.airlock.application.call.PrepareCall;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.connection.CallerConnections;
import dev.airlock.application.connection.OpenCredentials;
import dev.airlock.application.gate.Gate;
import dev.airlock.domain.policy.Condition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The verbs of calls and of their approval, on a store in memory; what was approved is sent by the thread that decides. */
public record CallVerbs(
        CallTool callTool,
        SendApproved sendApproved,
        DecideApproval decide,
        FollowApproval follow,
        ReadApprovals read,
        JudgeAgain judge,
        ApprovalMail mail) {
    /** Makes them in a house where servers take any arguments and rules have no conditions; requests live for a day. */
    public static CallVerbs on(House house, ConnectionVerbs connections, Executor upstream) {
        var snapshots = new ServerSnapshots(
                house.store.servers(),
                expression -> Condition.ALWAYS,
                schema -> arguments -> List.of(),
                Set.of(upstream),
                house.store.notices());
        return on(
                house.store,
                snapshots,
                connections.credentials(),
                house.audit,
                house.clock,
                house.ids,
                Duration.ofDays(1));
    }

    /** Makes them; requests live for the given time. */
    public static CallVerbs on(
            Fakes store,
            ServerSnapshots snapshots,
            OpenCredentials credentials,
            RecordingAuditLog audit,
            InstantSource clock,
            Supplier<UUID> ids,
            Duration lifetime) {
        var prepare = new PrepareCall(snapshots, new CallerConnections(store.connections(), store.notices()), clock);
        var dispatch = new Dispatch(credentials, audit, clock);
        var pool = new ApproverPool(store.members());
        var agents = new RequestingAgents(store.tokens(), store.grants(), store.people(), clock);
        var mail = new ApprovalMail(
                store.approvalNotices(),
                store.approvals(),
                store.approvalLists(),
                store.members(),
                store.outbox(),
                store.unitOfWork());
        var judge = new JudgeAgain(agents, prepare);
        var present = new ReadPresent(snapshots, prepare, dispatch, ids);
        var send = new SendApproved(
                store.approvals(),
                pool,
                judge,
                present,
                dispatch,
                new RecordedTrail(audit),
                mail,
                store.unitOfWork(),
                Runnable::run,
                ids.get());
        var request = new RequestApproval(
                store.approvals(),
                pool,
                mail,
                present,
                send,
                store.unitOfWork(),
                ids,
                ApprovalSettings.withLifetime(lifetime));
        var gate = new Gate(store.unitOfWork(), audit, clock, ids);
        return new CallVerbs(
                new CallTool(prepare, request, dispatch, audit, clock, ids),
                send,
                new DecideApproval(
                        gate,
                        store.approvals(),
                        pool,
                        agents,
                        prepare,
                        present,
                        new LookAgain(store.approvals(), pool, judge, present, store.unitOfWork()),
                        send),
                new FollowApproval(store.approvals()),
                new ReadApprovals(store.approvals(), store.approvalLists(), store.members()),
                judge,
                mail);
    }
}
