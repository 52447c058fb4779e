package dev.airlock.http.console;

import dev.airlock.application.audit.ReadAudit;
import dev.airlock.application.connection.Connect;
import dev.airlock.application.identity.AcceptInvitation;
import dev.airlock.application.identity.ChangeMember;
import dev.airlock.application.identity.ChangePassword;
import dev.airlock.application.identity.DeleteOrganization;
import dev.airlock.application.identity.Invite;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.identity.ManageGroups;
import dev.airlock.application.identity.ManageSecondFactor;
import dev.airlock.application.identity.ManageServiceAccounts;
import dev.airlock.application.identity.ManageSessions;
import dev.airlock.application.identity.ReadMembers;
import dev.airlock.application.identity.ResetPassword;
import dev.airlock.application.identity.SetUp;
import dev.airlock.application.identity.SignIn;
import dev.airlock.application.identity.SignInWithProvider;
import dev.airlock.application.identity.SwitchOrganization;
import dev.airlock.application.mail.ReadOutbox;
import dev.airlock.application.oauth.AuthorizeClient;
import dev.airlock.application.oauth.RevokeGrant;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.application.server.AddServer;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.application.server.ImportTools;
import dev.airlock.application.server.ReadServers;

/** Everything that people can do in the Control Room. */
public record ConsoleVerbs(
        SetUp setUp,
        SignIn signIn,
        SignInWithProvider signInWithProvider,
        ManageSecondFactor secondFactor,
        ResetPassword resetPassword,
        ChangePassword changePassword,
        SwitchOrganization switchOrganization,
        DeleteOrganization deleteOrganization,
        ReadOutbox readOutbox,
        ReadServers readServers,
        AddServer addServer,
        ChangeServer changeServer,
        ImportTools importTools,
        ChangePolicy changePolicy,
        Connect connect,
        IssueToken tokens,
        AuthorizeClient authorizeClient,
        RevokeGrant grants,
        ReadAudit readAudit,
        ReadMembers members,
        ChangeMember changeMember,
        ManageGroups groups,
        Invite invite,
        AcceptInvitation acceptInvitation,
        ManageSessions sessions,
        ManageServiceAccounts serviceAccounts) {}
