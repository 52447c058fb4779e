package dev.airlock.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.airlock.application.approval.ApprovalMail;
import dev.airlock.application.approval.ApprovalSettings;
import dev.airlock.application.approval.Approvals;
import dev.airlock.application.approval.ApproverPool;
import dev.airlock.application.approval.DecideApproval;
import dev.airlock.application.approval.FollowApproval;
import dev.airlock.application.approval.JudgeAgain;
import dev.airlock.application.approval.LookAgain;
import dev.airlock.application.approval.ReadApprovals;
import dev.airlock.application.approval.ReadPresent;
import dev.airlock.application.approval.RequestApproval;
import dev.airlock.application.approval.RequestingAgents;
import dev.airlock.application.approval.ReviewApproval;
import dev.airlock.application.approval.SendApproved;
import dev.airlock.application.audit.AuditTrail;
import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.audit.ReadAudit;
import dev.airlock.application.call.ApprovalDesk;
import dev.airlock.application.call.CallTool;
import dev.airlock.application.call.Dispatch;
import dev.airlock.application.call.ListTools;
import dev.airlock.application.call.PrepareCall;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.call.TestConnection;
import dev.airlock.application.connection.CallerConnections;
import dev.airlock.application.connection.Connect;
import dev.airlock.application.connection.ConnectByOAuth;
import dev.airlock.application.connection.ConnectionMail;
import dev.airlock.application.connection.OpenCredentials;
import dev.airlock.application.connection.RegisterService;
import dev.airlock.application.connection.StoreConnection;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.application.identity.AcceptInvitation;
import dev.airlock.application.identity.AuthenticateToken;
import dev.airlock.application.identity.ChangeMember;
import dev.airlock.application.identity.ChangePassword;
import dev.airlock.application.identity.CheckSecondFactor;
import dev.airlock.application.identity.DeleteOrganization;
import dev.airlock.application.identity.Invite;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.identity.ManageGroups;
import dev.airlock.application.identity.ManageSecondFactor;
import dev.airlock.application.identity.ManageServiceAccounts;
import dev.airlock.application.identity.ManageSessions;
import dev.airlock.application.identity.PasswordRules;
import dev.airlock.application.identity.ReadMembers;
import dev.airlock.application.identity.ResetPassword;
import dev.airlock.application.identity.SetUp;
import dev.airlock.application.identity.SignIn;
import dev.airlock.application.identity.SignInWithProvider;
import dev.airlock.application.identity.SwitchOrganization;
import dev.airlock.application.mail.ReadOutbox;
import dev.airlock.application.oauth.AuthenticateAgent;
import dev.airlock.application.oauth.AuthorizeClient;
import dev.airlock.application.oauth.ClientDirectory;
import dev.airlock.application.oauth.ConnectByTicket;
import dev.airlock.application.oauth.IssueAccessToken;
import dev.airlock.application.oauth.OAuthSettings;
import dev.airlock.application.oauth.RegisterClient;
import dev.airlock.application.oauth.RevokeGrant;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.application.server.AddServer;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.application.server.ImportTools;
import dev.airlock.application.server.ReadServers;
import dev.airlock.bootstrap.config.ApprovalsConfig;
import dev.airlock.bootstrap.config.OAuthConfig;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The verbs. */
public final class ApplicationModule extends AbstractModule {
    private static final List<Class<?>> VERBS = List.of(
            Gate.class,
            IdentityAudit.class,
            ServerSnapshots.class,
            CallerConnections.class,
            ListTools.class,
            PrepareCall.class,
            Dispatch.class,
            CallTool.class,
            ApproverPool.class,
            RequestingAgents.class,
            ApprovalMail.class,
            ReadPresent.class,
            JudgeAgain.class,
            LookAgain.class,
            RequestApproval.class,
            DecideApproval.class,
            FollowApproval.class,
            ReadApprovals.class,
            ReviewApproval.class,
            TestConnection.class,
            AuthenticateToken.class,
            IssueToken.class,
            SignIn.class,
            SignInWithProvider.class,
            CheckSecondFactor.class,
            ManageSecondFactor.class,
            PasswordRules.class,
            ResetPassword.class,
            ChangePassword.class,
            SwitchOrganization.class,
            DeleteOrganization.class,
            ReadOutbox.class,
            SetUp.class,
            ClientDirectory.class,
            RegisterClient.class,
            AuthorizeClient.class,
            IssueAccessToken.class,
            AuthenticateAgent.class,
            ConnectByTicket.class,
            RevokeGrant.class,
            ReadServers.class,
            AddServer.class,
            ImportTools.class,
            ChangeServer.class,
            ChangePolicy.class,
            StoreConnection.class,
            ConnectionMail.class,
            OpenCredentials.class,
            Connect.class,
            ConnectByOAuth.class,
            RegisterService.class,
            ReadMembers.class,
            ChangeMember.class,
            ManageGroups.class,
            Invite.class,
            AcceptInvitation.class,
            ManageSessions.class,
            ManageServiceAccounts.class,
            ReadAudit.class);

    private final ApprovalsConfig approvals;
    private final OAuthConfig oauth;

    /** Wires the verbs as configured. */
    public ApplicationModule(ApprovalsConfig approvals, OAuthConfig oauth) {
        this.approvals = approvals;
        this.oauth = oauth;
    }

    @Override
    protected void configure() {
        bind(OAuthSettings.class).toInstance(oauth.settings());
        bind(ApprovalSettings.class).toInstance(approvals.settings());
        bind(ApprovalDesk.class).to(RequestApproval.class);
        VERBS.forEach(verb -> OnlyConstructor.bind(binder(), verb));
    }

    @Provides
    @Singleton
    SendApproved sendApproved(
            Approvals store,
            ApproverPool pool,
            JudgeAgain judgeAgain,
            ReadPresent readPresent,
            Dispatch dispatch,
            AuditTrail trail,
            ApprovalMail mail,
            UnitOfWork work,
            Executor background,
            Supplier<UUID> ids) {
        return new SendApproved(
                store, pool, judgeAgain, readPresent, dispatch, trail, mail, work, background, ids.get());
    }
}
