package dev.airlock.http.mcp;

import dev.airlock.application.approval.DecideApproval;
import dev.airlock.application.approval.FollowApproval;
import dev.airlock.application.approval.ReadApprovals;
import dev.airlock.application.call.CallTool;
import dev.airlock.application.call.ListTools;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.application.connection.CallerConnections;
import dev.airlock.application.oauth.AuthenticateAgent;
import dev.airlock.application.oauth.ConnectByTicket;
import dev.airlock.application.oauth.MessageCodes;

/** What the MCP endpoint asks the application for. */
public record McpVerbs(
        AuthenticateAgent authenticateAgent,
        ConnectByTicket tickets,
        ServerSnapshots snapshots,
        ListTools listTools,
        CallTool callTool,
        FollowApproval followApproval,
        ReadApprovals readApprovals,
        DecideApproval decideApproval,
        CallerConnections connections,
        MessageCodes codes,
        ChangeNotices notices) {}
