package dev.airlock.application.call;

import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.Verdict;

/** Where a call goes that has to wait for people. */
public interface ApprovalDesk {
    /** Asks for approval of a call, or joins it to the same request where that waits already; nothing is stored that is not recorded. */
    CallOutcome ask(CallId id, ReadyCall ready, Verdict.RequireApproval verdict, Recording recording)
            throws AuditUnavailableException;

    /** How the desk has what it does recorded. */
    @FunctionalInterface
    interface Recording {
        /** Records, durably, that the call waits or was not let in, with what the desk knows of that. */
        void record(boolean waits, Json.Obj detail) throws AuditUnavailableException;
    }
}
