package dev.airlock.http.api;

import dev.airlock.application.approval.DecideApproval;
import dev.airlock.application.approval.ReadApprovals;
import dev.airlock.application.audit.ReadAudit;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.call.TestConnection;
import dev.airlock.application.connection.Connect;
import dev.airlock.application.connection.ConnectByOAuth;
import dev.airlock.application.connection.RegisterService;
import dev.airlock.application.identity.AuthenticateToken;
import dev.airlock.application.identity.ChangeMember;
import dev.airlock.application.identity.Invite;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.identity.ManageGroups;
import dev.airlock.application.identity.ManageSecondFactor;
import dev.airlock.application.identity.ManageServiceAccounts;
import dev.airlock.application.identity.ManageSessions;
import dev.airlock.application.identity.ReadMembers;
import dev.airlock.application.oauth.RevokeGrant;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.application.server.AddServer;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.application.server.ImportTools;
import dev.airlock.application.server.ReadServers;

/** Everything that scripts can do through the management API. */
public record ApiVerbs(
        AuthenticateToken authenticateToken,
        ReadServers readServers,
        ServerSnapshots snapshots,
        AddServer addServer,
        ChangeServer changeServer,
        ImportTools importTools,
        ChangePolicy changePolicy,
        Connect connect,
        ConnectByOAuth connectByOAuth,
        TestConnection testConnection,
        RegisterService registerService,
        IssueToken tokens,
        RevokeGrant grants,
        ReadApprovals approvals,
        DecideApproval decideApproval,
        ReadAudit readAudit,
        ReadMembers members,
        ChangeMember changeMember,
        ManageGroups groups,
        Invite invite,
        ManageSessions sessions,
        ManageServiceAccounts serviceAccounts,
        ManageSecondFactor secondFactor) {}
